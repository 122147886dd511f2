import { type CaseEvent, isOpen, isOverdue, openedAt, wholeDue } from '@civigrid/cases';
import type { Happened } from '@civigrid/kernel';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lived, moves } from './random-life.ts';
import { hour, monday9, plainTime } from './town.ts';

const inDays = (events: readonly Happened<CaseEvent>[]) =>
  events.some(
    ({ type, data }) => type === 'cases/routed' && data.budgets.whole?.unit === 'workDay',
  );

type Limit = { readonly value: number; readonly unit: string };

const lasting = (budget: Limit) => plainTime.add(0, budget).at;

/**
 * A stopwatch that is plainly right: it runs from the first report on, stands still while the case is suspended, and
 * once it has shown more than was allowed, the case is late for good.
 */
function isLate(events: readonly Happened<CaseEvent>[], since: number, end: number): boolean {
  let allowed = Number.POSITIVE_INFINITY;
  let budget: number | undefined;
  let extended = 0;
  let asked: { readonly clock: string; readonly add: number } | undefined;
  let stood = 0;
  let pause: { from: number; until: number; readonly stops: boolean } | undefined;
  let late = false;
  /** When a suspension began with nothing left: nothing could stand still. */
  let usedUp = Number.POSITIVE_INFINITY;
  const used = (at: number) => {
    const standing = pause?.stops ? Math.min(at, pause.until) - Math.max(pause.from, since) : 0;
    return at - since - stood - Math.max(0, standing);
  };
  const stop = (at: number) => {
    if (pause?.stops) stood += Math.max(0, Math.min(at, pause.until) - Math.max(pause.from, since));
    pause = undefined;
  };
  for (const { at, ...event } of events) {
    if (used(at) > allowed || at > usedUp) late = true;
    if (event.type === 'cases/routed' && event.data.budgets.whole !== undefined)
      budget = lasting(event.data.budgets.whole);
    if (event.type === 'cases/extension-asked')
      asked = { clock: event.data.clock, add: lasting(event.data.add) };
    if (event.type === 'cases/extension-decided') {
      if (event.data.granted && asked?.clock === 'whole' && !late) extended += asked.add;
      asked = undefined;
    }
    if (event.type === 'cases/suspended') {
      stop(at);
      const { until = Number.POSITIVE_INFINITY, clocks } = event.data;
      pause = { from: at, until, stops: clocks.includes('whole') };
      if (pause.stops && used(at) >= allowed) usedUp = Math.min(usedUp, at);
    }
    if (event.type === 'cases/resumed') stop(at);
    if (event.type === 'cases/reopened') {
      late = false;
      usedUp = Number.POSITIVE_INFINITY;
      extended = 0;
    }
    if (budget !== undefined) allowed = budget + extended;
    if (used(at) > allowed) late = true;
  }
  return late || used(end) > allowed || end > usedUp;
}

test('no sequence of returns, extensions, merges and suspensions hides an overdue case', () => {
  const seen = { late: 0, inTime: 0, moved: 0 };
  fc.assert(
    fc.property(moves, fc.integer({ min: 0, max: 400 }), (list, hours) => {
      const { state, events } = lived(list).life;
      // A reporter who came with a limit of their own is looked at below.
      if (!isOpen(state) || state.reporters.some(({ limit }) => limit !== undefined)) return;
      if (!state.clocks.some(({ clock }) => clock === 'whole')) return;
      // Whole days are left out of a suspension whole: the stopwatch counts minutes.
      if (inDays(events) && state.suspensions.length > 0) return;
      const at = Math.max(state.at, monday9 + hours * hour);
      const late = isLate(events, openedAt(state), at);
      expect(isOverdue(state, plainTime, at)).toBe(late);
      seen[late ? 'late' : 'inTime']++;
      if (state.suspensions.length > 0 || state.clocks.some(({ changes }) => changes.length > 0))
        seen.moved++;
    }),
    { numRuns: 3000 },
  );
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(50);
});

test('a reporter who came with an earlier limit of their own keeps it', () => {
  let kept = 0;
  fc.assert(
    fc.property(moves, (list) => {
      const { state } = lived(list).life;
      if (!isOpen(state) || state.suspensions.length > 0) return;
      const whole = state.clocks.find(({ clock }) => clock === 'whole');
      if (whole === undefined || whole.changes.length > 0) return;
      const own = state.reporters.flatMap(({ limit, since }) =>
        limit === undefined ? [] : [Math.max(since, state.reopenedAt ?? since) + lasting(limit)],
      );
      if (own.length === 0) return;
      kept++;
      const first = Math.min(...own, whole.since + lasting(whole.budget));
      expect(wholeDue(state, plainTime)).toEqual({ ok: true, at: first });
    }),
    { numRuns: 3000 },
  );
  expect(kept).toBeGreaterThan(20);
});

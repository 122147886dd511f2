import type { Happened } from '@civigrid/kernel';
import type { CallBackAnswer } from '../call-back.ts';
import { caseDecider } from '../case-decider.ts';
import type { CaseEvent } from '../case-event.ts';
import { type CaseState, isOpen, isSuspended } from '../case-state.ts';
import { closureMarks } from './closure-marks.ts';
import { isReopened, type Loop, newLoop, remember } from './loop.ts';
import type {
  CaseMarks,
  CountMark,
  JoinMark,
  MarkOptions,
  RateMark,
  SettledMark,
  WholeMark,
} from './marks.ts';
import { mayTurnClocks, type TrackedRun, trackRuns } from './run-history.ts';
import { arrivals, responseOf, runMarks } from './run-marks.ts';
import { countsOf } from './turn-counts.ts';
import { wholeMark } from './whole-mark.ts';

interface Led {
  readonly at: number;
  readonly unit: string;
}

/** Reads the life of one case from its events, in their order; undefined where nobody reported it. */
export function caseMarks(
  events: readonly Happened<CaseEvent>[],
  options: MarkOptions,
): CaseMarks | undefined {
  const { until, calendar, unitOf } = options;
  let state: CaseState = caseDecider.initial;
  const leads: Led[] = [];
  const loops: Loop[] = [];
  const runs: TrackedRun[] = [];
  const history = { runs, current: [] };
  const rates: RateMark[] = [];
  const counts: CountMark[] = [];
  const settled: SettledMark[] = [];
  const wholes: WholeMark[] = [];
  const joins: JoinMark[] = [];
  const answered: CallBackAnswer[] = [];
  const whistleLoops: number[] = [];
  let unit = '';

  for (const event of events) {
    if (event.at >= until) break;
    const before = state;
    const after = caseDecider.evolve(before, event);
    state = after;
    if (after.status === 'unreported') continue;
    const at = after.at;
    const { type } = event;
    if (before.status === 'unreported') loops.push(newLoop(at));
    if (isReopened(before, after)) {
      loops.push(newLoop(at));
      unit = '';
      leads.push({ at, unit });
    }
    const loop = loops.length - 1;
    const facts = loops[loop] as Loop;
    if (type === 'cases/dispatched' && 'assignment' in after && after.assignment === event.data) {
      unit = unitOf(after.assignment.lead);
      leads.push({ at, unit });
      if (after.assignment.forced !== undefined) facts.forced = true;
    }
    if (before.status === 'unreported' || mayTurnClocks(before, after, type))
      trackRuns(history, { type, before, after, at }, { loop, unit }, calendar);
    for (const count of countsOf(before, after, event)) counts.push({ count, at, unit });
    remember(facts, before, after, event);
    if (before.status === 'unreported') continue;
    if (after.whistles.length > before.whistles.length) whistleLoops.push(loop);
    if (after.status === 'closed' && before.status !== 'closed') {
      facts.end = at;
      const closing = { state: after, at, unit, loop, answered };
      rates.push(...closureMarks(closing, facts, options));
      settled.push({ level: after.level, rank: after.levels.indexOf(after.level), at, unit });
      wholes.push(wholeMark(history.current, after, { loop, from: facts.from, end: at }, calendar));
    } else if (after.status === 'refused' && before.status !== 'refused') {
      facts.end = at;
      wholes.push(wholeMark(history.current, after, { loop, from: facts.from, end: at }, calendar));
    } else if (after.status === 'merged' && before.status !== 'merged') {
      const mark = wholeMark(
        history.current,
        after.before,
        { loop, from: facts.from, end: at },
        calendar,
      );
      const { own, brought, from } = mark;
      const join = { into: after.into, at, brought, from };
      joins.push(
        own?.ranOut === undefined ? join : { ...join, ranOut: own.ranOut, missedAt: own.at },
      );
    }
  }
  if (state.status === 'unreported') return undefined;

  const last = loops.length - 1;
  const unitAt = (at: number): string => {
    for (let i = leads.length - 1; i >= 0; i--) {
      const led = leads[i] as Led;
      if (led.at <= at) return led.unit;
    }
    return '';
  };
  const joinedAt = state.status === 'merged' ? state.before.at : undefined;
  const end = joinedAt ?? until;
  const living = state.status === 'merged' ? state.before : state;
  const missed = runMarks(runs, living, { end, joinedAt, unitAt, rates }, calendar);
  if (isOpen(living)) {
    const { from } = loops[last] as Loop;
    wholes.push({
      ...wholeMark(history.current, living, { loop: last, from, end }, calendar),
      isLast: true,
    });
  }
  loops.forEach((loop, i) => {
    const response = responseOf(loop, missed.get(i), { end, joinedAt, isLast: i === last });
    if (response !== undefined)
      rates.push({ rate: 'response', ...response, unit: unitAt(response.at), loop: i });
  });
  arrivals(living, { loops, whistleLoops, runs, end, joinedAt, unitAt, rates }, calendar);
  if (isOpen(state)) {
    const at = until - 1;
    counts.push({ count: 'open', at, unit });
    if (isSuspended({ ...state, at })) counts.push({ count: 'waiting', at, unit });
  }
  return { state, loops, rates, counts, settled, wholes, joins, unitAt };
}

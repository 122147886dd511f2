import {
  type CaseEvent,
  type CaseState,
  caseDecider,
  isSuspended,
  timeline,
} from '@civigrid/cases';
import { type Happened, isDomainError } from '@civigrid/kernel';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyStep, lived, moves, replayed } from './random-life.ts';
import {
  by,
  close,
  dispatch,
  done,
  file,
  happy,
  Life,
  minute,
  monday9,
  pass,
  report,
  route,
  sign,
} from './town.ts';

test('whatever is asked of a case: refusals have codes, time does not run back, archived is archived, no rung is reached twice, replay equals', () => {
  const reached = new Map<string, number>();
  fc.assert(
    fc.property(moves, (list) => {
      const { life, states } = lived(list);
      expect(replayed(life.events)).toEqual(life.state);
      expect(JSON.parse(JSON.stringify(life.state))).toEqual(life.state);
      expect(timeline(life.events)).toHaveLength(life.events.length);
      let last = Number.NEGATIVE_INFINITY;
      let final: CaseState | undefined;
      for (const state of states) {
        if (state.status === 'unreported') continue;
        expect(state.at).toBeGreaterThanOrEqual(last);
        expect(state.levels).toContain(state.level);
        if (final !== undefined) expect(state).toBe(final);
        if ('archivedAt' in state) final = state;
        last = state.at;
        reached.set(state.status, (reached.get(state.status) ?? 0) + 1);
        if (isSuspended(state)) reached.set('suspended', 1);
        if ('archivedAt' in state) reached.set('archived', 1);
      }
      const rungs = life.events.flatMap(({ type, data }) =>
        type === 'cases/escalated' && data.cause === 'clock'
          ? [`${data.clock}/${data.run}/${data.rung}/${data.part ?? ''}`]
          : [],
      );
      for (const rung of rungs) reached.set(`rung ${rung}`, 1);
      expect(new Set(rungs).size).toBe(rungs.length);
    }),
    { numRuns: 1500 },
  );
  // The walk was worth something only if it came everywhere.
  const everywhere =
    'reported filed refused routed dispatched signed returned handled checked closed merged archived suspended';
  for (const status of everywhere.split(' '))
    expect(reached.get(status) ?? 0, status).toBeGreaterThan(0);
  expect([...reached.keys()].some((key) => key.startsWith('rung whole/'))).toBe(true);
});

test('evolve takes any fact in any state and never throws', () => {
  const events: Happened<CaseEvent>[] = [];
  fc.assert(
    fc.property(moves, (list) => {
      events.push(...lived(list).life.events);
    }),
    { numRuns: 60, seed: 7 },
  );
  fc.assert(
    fc.property(fc.array(fc.nat(), { maxLength: 30 }), (picks) => {
      const shuffled = picks.flatMap((pick) => events[pick % events.length] ?? []);
      let before: CaseState = caseDecider.initial;
      for (const event of shuffled) {
        const state = caseDecider.evolve(before, event);
        expect(JSON.parse(JSON.stringify(state))).toEqual(state);
        if ('archivedAt' in before) expect(state).toBe(before);
        if (before.status !== 'unreported' && state.status !== 'unreported')
          expect(state.at).toBeGreaterThanOrEqual(before.at);
        before = state;
      }
    }),
    { numRuns: 1000 },
  );
  const unknown = { ...events[0], type: 'cases/celebrated' } as unknown as Happened<CaseEvent>;
  expect(caseDecider.evolve(caseDecider.initial, unknown)).toBe(caseDecider.initial);
});

test('nothing that is written behind the archive changes the case', () => {
  const life = new Life();
  for (const step of [report, file, route, dispatch, sign, done, pass, happy, close]) life.do(step);
  life.do({ type: 'archive' });
  const { state } = life;
  expect(state).toMatchObject({ status: 'closed', archivedAt: monday9 + 9 * minute });
  fc.assert(
    fc.property(moves, (list) => {
      for (const event of lived(list).life.events)
        expect(caseDecider.evolve(state, event)).toBe(state);
    }),
    { numRuns: 300 },
  );
});

test('decide changes nothing that it was given', () => {
  fc.assert(
    fc.property(moves, anyStep, (list, step) => {
      const { state } = lived(list).life;
      const before = JSON.stringify([state, step]);
      const twice = [0, 1].map(() => {
        try {
          return caseDecider.decide({ ...step, at: monday9, actor: by } as never, state);
        } catch (error) {
          if (isDomainError(error)) return error.code;
          throw error;
        }
      });
      expect(twice[0]).toEqual(twice[1]);
      expect(JSON.stringify([state, step])).toBe(before);
    }),
    { numRuns: 300 },
  );
});

import {
  type CaseEvent,
  type CaseState,
  caseDeadlines,
  caseDecider,
  caseDeciderUnder,
  caseLevels,
  isOpen,
  isOverdue,
  timeline,
} from '@civigrid/cases';
import { caseId, type Happened, isDomainError, postId, subjectRef } from '@civigrid/kernel';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  by,
  close,
  dispatch,
  done,
  file,
  happy,
  hour,
  Life,
  leader,
  minute,
  monday9,
  pass,
  plainTime,
  report,
  resident,
  returned,
  route,
  type Step,
  sign,
  theCase,
  vacant,
} from './town.ts';

const of = (...steps: readonly Step[]) => fc.constantFrom(...steps);
const level = fc.constantFrom(...caseLevels, 'moon', '__proto__');
const party = fc.constantFrom('police', 'court', '__proto__');
const aReport = fc.constantFrom(theCase, caseId('report-2'), caseId('__proto__'));
const answer = fc.oneof(
  fc.constant({ reached: false } as const),
  fc.record({ reached: fc.constant(true as const), solved: fc.boolean(), satisfied: fc.boolean() }),
);
const budget = fc.record({
  value: fc.integer({ min: -1, max: 12 }),
  unit: fc.constantFrom('minute', 'workHour', 'workDay'),
});

/** Any command, sensible or not; the ordinary way is often enough on it to reach the end. */
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 12, arbitrary: of(report, file, route, dispatch, sign, done, pass, close) },
  {
    weight: 3,
    arbitrary: fc.record({ type: fc.constant('callBack' as const), report: aReport, answer }),
  },
  of(
    { ...report, source: 'device', personal: [] },
    { type: 'refuse', reason: 'outsideScope' },
    { type: 'dispatch', lead: vacant, assist: [leader] },
    { type: 'handle', done: false, stage: 'stop work' },
    { type: 'check', outcome: 'rework', reason: 'notDone' },
    { type: 'close', unsolved: 'withdrawn' },
    { type: 'return', reason: 'overlappingDuties', basis: '' },
    returned,
    {
      type: 'recordMediation',
      outcome: 'agreed',
      agreement: [{ subject: resident, purpose: 'agreement', value: 1 }],
    },
    { type: 'recordMediation', outcome: 'failed' },
  ),
  fc
    .record({ sign: budget, handle: budget, whole: budget })
    .map((budgets): Step => ({ ...route, budgets })),
  fc
    .record({ to: level, participants: fc.array(party, { maxLength: 3 }) })
    .map((call): Step => ({ type: 'whistle', lead: 'secretary', ...call })),
  party.map((participant): Step => ({ type: 'reportIn', participant })),
  level.map((to): Step => ({ type: 'escalate', cause: 'order', to, tell: [] })),
  aReport.map(
    (other): Step => ({
      type: 'merge',
      report: other,
      source: 'resident',
      reporter: resident,
      personal: [{ subject: resident, purpose: 'call-back', value: 1 }],
    }),
  ),
  fc.array(fc.constantFrom('subject-resident', 'subject-2', 'subject-3'), { maxLength: 3 }).map(
    (parties): Step => ({
      type: 'startMediation',
      parties: parties.map((each) => subjectRef(each)),
      mediator: postId('mediator'),
    }),
  ),
);

/** The next step of the ordinary way. */
function onward(state: CaseState): Step {
  switch (state.status) {
    case 'unreported':
      return report;
    case 'reported':
      return file;
    case 'filed':
      return route;
    case 'routed':
    case 'returned':
      return dispatch;
    case 'dispatched':
      return state.assignment.lead.tenure === 'vacant' ? dispatch : sign;
    case 'signed':
      return state.mediations.some(({ outcome }) => outcome === undefined)
        ? { type: 'recordMediation', outcome: 'failed' }
        : done;
    case 'handled':
      return pass;
    case 'checked': {
      const next = state.reporters.find((each) => each.callBack && each.answer === undefined);
      return next === undefined ? close : { ...happy, report: next.report };
    }
    case 'refused':
    case 'closed':
    case 'merged':
      return close;
  }
}

/** What comes next: a step onward, any command, the firing of a deadline, or the last firing once more. */
const anyMove = fc.record({
  what: fc.oneof(
    { weight: 4, arbitrary: fc.constant('onward' as const) },
    { weight: 4, arbitrary: anyStep },
    { weight: 2, arbitrary: fc.nat(6).map((pick) => ({ pick })) },
    fc.constant('again' as const),
  ),
  wait: fc.constantFrom(0, 0, 0, minute, hour, 30 * hour, -2 * hour),
});

type Move = typeof anyMove extends fc.Arbitrary<infer Each> ? Each : never;

interface Seen {
  readonly life: Life;
  readonly states: readonly CaseState[];
}

/** A step and its instant, or nothing where no deadline is known. */
type Planned = { readonly step: Step; readonly at: number } | undefined;

function planned({ what, wait }: Move, life: Life, fired: Planned): Planned {
  if (what === 'again') return fired;
  if (what === 'onward') return { step: onward(life.state), at: life.now + wait };
  if ('type' in what) return { step: what, at: life.now + wait };
  const { deadlines } = caseDeadlines(life.state, plainTime);
  const ring = deadlines[what.pick % Math.max(1, deadlines.length)];
  if (ring === undefined) return undefined;
  return { step: { type: 'timer', name: ring.name, due: ring.at }, at: ring.at + wait };
}

function lived(moves: readonly Move[]): Seen {
  const life = new Life(caseDeciderUnder(plainTime));
  const states: CaseState[] = [];
  let fired: Planned;
  for (const move of moves) {
    const plan = planned(move, life, fired);
    if (plan === undefined) continue;
    const rings = plan.step.type === 'timer';
    if (rings) fired = plan;
    try {
      life.do(plan.step, plan.at);
    } catch (error) {
      if (!isDomainError(error) || rings) throw error;
    }
    states.push(life.state);
  }
  return { life, states };
}

const replayed = (events: readonly Happened<CaseEvent>[]) =>
  events.reduce((state, event) => caseDecider.evolve(state, event), caseDecider.initial);

const moves = fc.array(anyMove, { minLength: 5, maxLength: 60 });

test('whatever is asked of a case: refusals have codes, time does not run back, closed is closed, no rung is reached twice, replay equals', () => {
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
        if (state.status === 'closed') final = state;
        last = state.at;
        reached.set(state.status, (reached.get(state.status) ?? 0) + 1);
      }
      const rungs = life.events.flatMap(({ type, data }) =>
        type === 'cases/escalated' && data.cause === 'clock'
          ? [`${data.clock}/${data.run}/${data.rung}`]
          : [],
      );
      for (const rung of rungs) reached.set(`rung ${rung}`, 1);
      expect(new Set(rungs).size).toBe(rungs.length);
      const wholes = rungs
        .filter((rung) => rung.startsWith('whole/'))
        .map((rung) => rung.split('/')[2]);
      expect(new Set(wholes).size).toBe(wholes.length);
    }),
    { numRuns: 1500 },
  );
  // The walk was worth something only if it came everywhere.
  const everywhere =
    'reported filed refused routed dispatched signed returned handled checked closed';
  for (const status of everywhere.split(' '))
    expect(reached.get(status) ?? 0, status).toBeGreaterThan(0);
  expect([...reached.keys()].some((key) => key.startsWith('rung whole/'))).toBe(true);
});

test('no sequence of verbs hides an overdue case', () => {
  fc.assert(
    fc.property(moves, fc.integer({ min: 0, max: 400 }), (list, hours) => {
      const { life } = lived(list);
      const { state } = life;
      if (state.status === 'unreported' || !isOpen(state) || !('routing' in state)) return;
      const at = Math.max(state.at, monday9 + hours * hour);
      const { whole } = state.routing.budgets;
      const due = whole === undefined ? at : plainTime.add(state.createdAt, whole).at;
      // A limit before that was shorter may have run out as well.
      if (due < at) expect(isOverdue(state, plainTime, at)).toBe(true);
    }),
    { numRuns: 500 },
  );
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
        if (before.status === 'closed') expect(state).toBe(before);
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

test('nothing that is written behind a closure changes the case', () => {
  const life = new Life();
  for (const step of [report, file, route, dispatch, sign, done, pass, happy, close]) life.do(step);
  const { state } = life;
  expect(state.status).toBe('closed');
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

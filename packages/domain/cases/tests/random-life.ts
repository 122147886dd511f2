import {
  type CaseEvent,
  type CaseState,
  caseDeadlines,
  caseDecider,
  caseDeciderUnder,
  caseLevels,
  isOpen,
  isSuspended,
} from '@civigrid/cases';
import { caseId, type Happened, isDomainError, postId, subjectRef } from '@civigrid/kernel';
import fc from 'fast-check';
import {
  askExtension,
  close,
  dispatch,
  done,
  file,
  grant,
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
  resume,
  returned,
  route,
  type Step,
  sign,
  suspend,
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

const instants = fc.integer({ min: -30, max: 60 }).map((hours) => monday9 + hours * hour);
const reports = fc.constantFrom(caseId('report-2'), caseId('case-3'), caseId('__proto__'));

/** Commands that move limits, reporters, or the end of the loop. */
const turns: fc.Arbitrary<Step> = fc.oneof(
  fc
    .option(instants, { nil: undefined })
    .map((until): Step => ({ ...suspend, ...(until === undefined ? {} : { until }) })),
  of(resume, askExtension, grant, { type: 'decideExtension', granted: false }),
  budget.map((add): Step => ({ type: 'askExtension', clock: 'handle', add, reason: 'weather' })),
  fc.constantFrom('unsolved', 'ordered').map((reason): Step => ({ type: 'reopen', reason })),
  of({ type: 'archive' }, { type: 'join', into: caseId('case-9') }, { type: 'separate' }),
  of({ ...dispatch, forced: { basis: 'final-1' } }, { type: 'handle', done: true, stage: 'fine' }),
  level.map((each): Step => ({ type: 'supervise', level: each, reason: 'serious' })),
  reports.map((report): Step => ({ type: 'unmerge', report })),
  instants.map(
    (since): Step => ({ type: 'merge', report: caseId('report-2'), source: 'hotline', since }),
  ),
  fc.record({ since: instants, limit: fc.option(budget, { nil: undefined }) }).map(
    ({ since, limit }): Step => ({
      type: 'absorb',
      case: caseId('case-3'),
      reporters: [
        {
          report: caseId('case-3'),
          since,
          callBack: true,
          ...(limit === undefined ? {} : { limit }),
        },
      ],
    }),
  ),
);

/** Any command, sensible or not; the ordinary way is often enough on it to reach the end. */
export const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 12, arbitrary: of(report, file, route, dispatch, sign, done, pass, close) },
  { weight: 12, arbitrary: turns },
  { weight: 4, arbitrary: of(returned, { type: 'refuse', reason: 'outsideScope' }) },
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
    .record({ sign: budget, handle: budget, whole: budget, callBack: budget, reportIn: budget })
    .map((budgets): Step => ({ ...route, budgets })),
  budget.map(
    (each): Step => ({
      ...route,
      budgets: {
        whole: each,
        stages: [
          { stage: 'stop', budget: each },
          { stage: 'fine', budget: each },
        ],
      },
    }),
  ),
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
  if (isOpen(state) && isSuspended(state)) return resume;
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
    case 'merged':
      return { type: 'separate' };
    case 'refused':
    case 'closed':
      return { type: 'archive' };
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

/** A life and every state on its way. */
export interface Seen {
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

/** Lives through the moves; what is refused changes nothing. */
export function lived(moves: readonly Move[]): Seen {
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

export const replayed = (events: readonly Happened<CaseEvent>[]): CaseState =>
  events.reduce((state, event) => caseDecider.evolve(state, event), caseDecider.initial);

/** Whole lives. */
export const moves: fc.Arbitrary<readonly Move[]> = fc.array(anyMove, {
  minLength: 5,
  maxLength: 60,
});

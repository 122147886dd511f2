import { type CaseState, caseDeadlines, comingReporters, isOpen } from '@civigrid/cases';
import type { CaseRecordEvent } from '@civigrid/cases/statistics';
import { actorId, caseId, gridCode, isDomainError } from '@civigrid/kernel';
import fc from 'fast-check';
import {
  close,
  dispatch,
  done,
  file,
  happy,
  hour,
  Life,
  leader,
  minute,
  pass,
  plainTime,
  report,
  resident,
  returned,
  route,
  type Step,
  sign,
  vacant,
} from './town.ts';

const budget = fc.record({
  value: fc.integer({ min: 1, max: 12 }),
  unit: fc.constantFrom('minute', 'workHour', 'workDay', 'hour'),
} as const);
const maybe = <Value>(of: fc.Arbitrary<Value>) => fc.option(of, { nil: undefined });
const reason = fc.constantFrom('season', 'funding', 'planned', 'reporter');
const answer = fc.oneof(
  fc.constant({ reached: false } as const),
  fc.record({ reached: fc.constant(true as const), solved: fc.boolean(), satisfied: fc.boolean() }),
);

/** Commands that try to win time, or to lose a case. */
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom<Step>(
      returned,
      { type: 'dispatch', lead: leader, forced: { basis: 'decision-1' } },
      { type: 'dispatch', lead: vacant },
      { type: 'check', outcome: 'rework', reason: 'notDone' },
      { type: 'resume' },
      { type: 'decideExtension', granted: true },
      { type: 'decideExtension', granted: false },
      { type: 'reopen', reason: 'unsolved' },
      { type: 'refuse', reason: 'outsideScope' },
      { type: 'close', unsolved: 'beyondPowers' },
      { type: 'supervise', reason: 'overdue' },
      { type: 'archive' },
      { type: 'handle', done: false },
      { type: 'escalate', cause: 'order', tell: [] },
    ),
  },
  {
    weight: 2,
    arbitrary: fc.record({ reason, until: maybe(fc.integer({ min: 1, max: 60 })) }).map(
      ({ reason: why, until }): Step => ({
        type: 'suspend',
        reason: why,
        basis: 'plan-1',
        ...(until === undefined ? {} : { until }),
      }),
    ),
  },
  {
    weight: 2,
    arbitrary: fc
      .record({ clock: fc.constantFrom('handle', 'whole'), add: budget })
      .map(({ clock, add }): Step => ({ type: 'askExtension', clock, add, reason: 'complex' })),
  },
  {
    weight: 2,
    arbitrary: fc
      .record({
        sign: maybe(budget),
        handle: maybe(budget),
        whole: maybe(budget),
        callBack: maybe(budget),
        reportIn: maybe(budget),
        stages: maybe(
          fc
            .array(budget, { minLength: 1, maxLength: 3 })
            .map((list) => list.map((each, i) => ({ stage: `stage ${i}`, budget: each }))),
        ),
      })
      .map((budgets): Step => {
        const known = Object.fromEntries(
          Object.entries(budgets).filter(([, value]) => value !== undefined),
        );
        return { ...route, budgets: known, tier: 'bigMatter' };
      }),
  },
  {
    weight: 2,
    arbitrary: fc
      .record({
        to: fc.constantFrom('community', 'street'),
        participants: fc.array(fc.constantFrom('police', 'court', 'water'), {
          minLength: 1,
          maxLength: 3,
        }),
      })
      .map((call): Step => ({ type: 'whistle', lead: 'secretary', ...call })),
  },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom('police', 'court', 'water')
      .map((participant): Step => ({ type: 'reportIn', participant })),
  },
  fc.record({ back: fc.integer({ min: 0, max: 50 }), number: fc.integer({ min: 1, max: 3 }) }).map(
    ({ back, number }): Step => ({
      type: 'merge',
      report: caseId(`report-${number}`),
      source: 'hotline',
      since: -back,
      reporter: resident,
      personal: [{ subject: resident, purpose: 'call-back', value: 1 }],
    }),
  ),
);

/** What happens next in a town of a few cases. */
const anyMove = fc.record({
  who: fc.nat(2),
  what: fc.oneof(
    { weight: 14, arbitrary: fc.constant('onward' as const) },
    { weight: 6, arbitrary: anyStep },
    { weight: 1, arbitrary: fc.nat(2).map((partOf) => ({ partOf })) },
    { weight: 1, arbitrary: fc.constant('apart' as const) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 3 }).map((number) => ({ unmerge: number })) },
    { weight: 1, arbitrary: fc.constant('timer' as const) },
    { weight: 3, arbitrary: fc.constant('come' as const) },
    { weight: 6, arbitrary: answer.map((said) => ({ said })) },
  ),
  wait: fc.oneof(
    { weight: 16, arbitrary: fc.constantFrom(0, minute, 20 * minute) },
    fc.constantFrom(hour, 5 * hour, 30 * hour),
  ),
});

type Move = typeof anyMove extends fc.Arbitrary<infer Each> ? Each : never;

export const anyMoves: fc.Arbitrary<readonly Move[]> = fc.array(anyMove, {
  minLength: 30,
  maxLength: 120,
  size: 'max',
});

const towns = [
  { id: caseId('a'), category: 'lane.occupied', grid: gridCode('LS.01.02.07'), source: 'resident' },
  { id: caseId('b'), category: 'lane.blocked', grid: gridCode('LS.01.03'), source: 'hotline' },
  { id: caseId('__proto__'), category: 'noise', grid: undefined, source: 'patrol' },
] as const;

/** The next step of the ordinary way. */
function onward(state: CaseState, i: number): Step {
  switch (state.status) {
    case 'unreported': {
      const { id, category, grid, source } = towns[i] as (typeof towns)[number];
      const { grid: _, ...rest } = report;
      return {
        ...rest,
        case: id,
        category,
        source,
        ...(grid === undefined ? {} : { grid }),
        budgets: { intake: { value: 2, unit: 'hour' }, callBack: { value: 1, unit: 'day' } },
      };
    }
    case 'reported':
      return file;
    case 'filed':
      return {
        ...route,
        budgets: {
          ...route.budgets,
          handle: { value: 12, unit: 'hour' },
          whole: { value: 30, unit: 'hour' },
          reportIn: { value: 5, unit: 'hour' },
        },
      };
    case 'routed':
    case 'returned':
      return dispatch;
    case 'dispatched':
      return state.assignment.lead.tenure === 'vacant' ? dispatch : sign;
    case 'signed':
      return done;
    case 'handled':
      return pass;
    case 'checked': {
      const next = state.reporters.find((each) => each.callBack && each.answer === undefined);
      if (next !== undefined) return { ...happy, report: next.report };
      const isUnhappy = state.reporters.some((each) => each.answer?.reached && !each.answer.solved);
      return isUnhappy ? { type: 'close', unsolved: 'beyondPowers' } : close;
    }
    default:
      return close;
  }
}

/** All events in the order in which they happened, one clock on the wall for all cases. */
export function townEvents(
  moves: readonly Move[],
  options: { readonly unmerges: boolean; readonly joins: boolean },
): readonly CaseRecordEvent[] {
  const lives = towns.map(() => new Life());
  const events: CaseRecordEvent[] = [];
  const first = lives[0] as Life;
  let now = first.now;
  const attempt = (i: number, step: Step): boolean => {
    const life = lives[i] as Life;
    const before = life.events.length;
    try {
      // Whoever asks for more time is not who grants it.
      life.do(step, now, step.type === 'decideExtension' ? actorId('another') : undefined);
    } catch (error) {
      if (!isDomainError(error)) throw error;
      return false;
    }
    for (const event of life.events.slice(before))
      events.push({ ...event, stream: `case/${towns[i]?.id}` });
    return life.events.length > before;
  };
  for (const { who, what, wait } of moves) {
    now += wait;
    const { state } = lives[who] as Life;
    if (what === 'onward') attempt(who, onward(state, who));
    else if (what === 'timer') {
      const [next] = caseDeadlines(state, plainTime).deadlines;
      if (next !== undefined && next.at <= now)
        attempt(who, { type: 'timer', name: next.name, due: next.at });
    } else if (what === 'come') {
      if (state.status === 'unreported') continue;
      for (const { whistle, participants, arrived } of state.whistles)
        for (const participant of participants)
          if (!arrived.some((each) => each.participant === participant))
            attempt(who, { type: 'reportIn', participant, whistle });
    } else if (what === 'apart') {
      if (!options.unmerges || state.status !== 'merged') continue;
      const host = towns.findIndex(({ id }) => id === state.into);
      if (attempt(host, { type: 'unmerge', report: state.id })) attempt(who, { type: 'separate' });
    } else if ('partOf' in what) {
      const host = (lives[what.partOf] as Life).state;
      if (!options.joins || what.partOf === who || !isOpen(state) || !isOpen(host)) continue;
      const reporters = comingReporters(state);
      if (attempt(what.partOf, { type: 'absorb', case: state.id, reporters }))
        attempt(who, { type: 'join', into: host.id });
    } else if ('unmerge' in what) {
      if (options.unmerges)
        attempt(who, { type: 'unmerge', report: caseId(`report-${what.unmerge}`) });
    } else if ('said' in what) {
      if (state.status === 'checked')
        attempt(who, {
          type: 'callBack',
          report:
            state.reporters.find((each) => each.callBack && each.answer === undefined)?.report ??
            state.id,
          answer: what.said,
        });
    } else if (what.type === 'merge')
      attempt(who, { ...what, since: now + (what.since ?? 0) * hour });
    else if (what.type === 'suspend' && what.until !== undefined)
      attempt(who, { ...what, until: now + what.until * hour });
    else attempt(who, what);
  }
  return events;
}

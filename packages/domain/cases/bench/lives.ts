import { workCalendar } from '@civigrid/calendar';
import { chinaCalendarYears } from '@civigrid/calendar/china';
import {
  type CaseCommand,
  type CaseEvent,
  type CaseState,
  caseDeadlines,
  caseDecider,
} from '@civigrid/cases';
import { actorId, caseId, gridCode, type Happened, personId, postId } from '@civigrid/kernel';
import { createMachine, transition } from 'xstate';
import { alternate, type Contender, type Speed } from '../../../tools/testing/bench/alternate.ts';
import type { Target } from '../../../tools/testing/bench/report.ts';

/** 2026-03-02 09:00 +08:00, a Monday. */
const monday9 = Date.UTC(2026, 2, 2, 1);
const minute = 60_000;

type Life = readonly CaseCommand[];
type Plain<Command> = Command extends CaseCommand ? Omit<Command, 'at' | 'actor'> : never;
type Step = Plain<CaseCommand>;

const cell = gridCode('LS.01.02.07');
const holder = { tenure: 'held', role: 'gridLeader', grid: cell } as const;
const lead = { ...holder, post: postId('LS.01.02.07/gridLeader'), holder: personId('p-1') };
const dispatch: Step = { type: 'dispatch', lead };
const route: Step = {
  type: 'route',
  reason: { table: 'routing', version: '1', rule: 3, inputs: { category: '01.01', grid: cell } },
  lead: 'gridLeader',
  assist: ['trafficPolice'],
  tier: 'smallProblem',
  level: 'grid',
  budgets: {
    sign: { value: 1, unit: 'workHour' },
    handle: { value: 4, unit: 'workHour' },
    whole: { value: 3, unit: 'workDay' },
    callBack: { value: 1, unit: 'workDay' },
  },
};
const work: readonly Step[] = [
  { type: 'sign' },
  { type: 'handle', done: false },
  { type: 'handle', done: true },
  { type: 'check', outcome: 'pass' },
];

/** What can come between dispatch and the work. */
const turns: readonly (readonly Step[])[] = [
  [],
  [],
  [],
  [{ type: 'return', reason: 'wrongTerritory', basis: 'law-1' }, route, dispatch],
  [
    { type: 'whistle', to: 'community', lead: 'secretary', participants: ['police'] },
    { type: 'reportIn', participant: 'police' },
  ],
  [{ type: 'merge', report: caseId('r-2'), source: 'hotline' }],
  [{ type: 'supervise', reason: 'serious' }],
];

/** Lives of cases as a street has them, the same in every run. */
function lives(count: number): readonly Life[] {
  return Array.from({ length: count }, (_, i): Life => {
    const id = caseId(`c-${i}`);
    const steps: readonly Step[] = [
      { type: 'report', case: id, source: 'resident', category: '01.01.03', grid: cell },
      { type: 'file', verification: 'byPhoto' },
      route,
      dispatch,
      ...(turns[i % turns.length] ?? []),
      ...work,
      { type: 'close' },
    ];
    const actor = actorId(`a-${i % 50}`);
    return steps.map((step, n) => ({ ...step, at: monday9 + n * minute, actor }) as CaseCommand);
  });
}

const followed = (state: CaseState, command: CaseCommand): CaseState => {
  let next = state;
  for (const fact of caseDecider.decide(command, state))
    next = caseDecider.evolve(next, {
      ...fact,
      id: 'e',
      version: 1,
      at: command.at,
      actor: command.actor,
      correlation: 'm',
    } as unknown as Happened<CaseEvent>);
  return next;
};

const ours: Contender<readonly Life[], string[]> = {
  name: 'civigrid, decide and evolve',
  ask(asked, ends) {
    asked.forEach((life, i) => {
      ends[i] = life.reduce(followed, caseDecider.initial).status;
    });
  },
};

/** The statuses of a case and nothing else: no clocks, no reporters, no refusals. */
const machine = createMachine({
  initial: 'unreported',
  states: {
    unreported: { on: { report: 'reported' } },
    reported: { on: { file: 'filed' } },
    filed: { on: { route: 'routed' } },
    routed: { on: { dispatch: 'dispatched' } },
    dispatched: { on: { sign: 'signed', return: 'returned' } },
    returned: { on: { route: 'routed' } },
    signed: { on: { handle: { target: 'handled', guard: ({ event }) => event['done'] === true } } },
    handled: { on: { check: 'checked' } },
    checked: { on: { close: 'closed' } },
    closed: {},
  },
});
const [start] = transition(machine, machine.resolveState({ value: 'unreported' }), {
  type: 'begin',
});

const xstate: Contender<readonly Life[], string[]> = {
  name: 'xstate, statuses only',
  ask(asked, ends) {
    asked.forEach((life, i) => {
      let snapshot = start;
      for (const command of life) [snapshot] = transition(machine, snapshot, command);
      ends[i] = String(snapshot.value);
    });
  },
};

/** What the lives of cases cost. */
export interface LivesResult {
  /** Commands a second. */
  readonly commands: readonly Speed[];
  /** Microseconds for all deadlines of one case with five of them, under a work calendar. */
  readonly deadlinesMicroseconds: number;
  readonly targets: readonly Target[];
}

function deadlinesCost(): number {
  const calendar = workCalendar({
    shifts: [
      ['08:30', '12:00'],
      ['14:00', '17:30'],
    ],
    years: chinaCalendarYears,
  });
  const [life = []] = lives(1);
  const state = life.slice(0, 4).reduce(followed, caseDecider.initial);
  const wanted = caseDeadlines(state, calendar).deadlines.length;
  const asker: Contender<Float64Array, Int32Array> = {
    name: 'caseDeadlines',
    ask(asked, found) {
      for (let i = 0; i < asked.length; i++)
        found[i] = caseDeadlines(state, calendar).deadlines.length;
    },
  };
  const [speed] = alternate(
    [asker],
    (from, count) => [new Float64Array(count).fill(from), new Int32Array(count)],
    { questions: 400_000, rounds: 9, runMs: 100 },
  );
  if (speed === undefined || wanted !== 7) throw new Error(`The case has ${wanted} deadlines.`);
  return 1e6 / speed.perSecond;
}

/** Lets cases live, beside a state machine that knows their statuses only; the last statuses are compared. */
export function livesBench({
  rounds,
  count,
}: {
  readonly rounds: number;
  readonly count: number;
}): LivesResult {
  const all = lives(count);
  const [mine, theirs]: string[][] = [ours, xstate].map((each) => {
    const ends: string[] = [];
    each.ask(all, ends);
    return ends;
  }) as [string[], string[]];
  const unlike = all.findIndex((_, i) => mine?.[i] !== theirs?.[i] || mine?.[i] !== 'closed');
  if (unlike >= 0)
    throw new Error(`Life ${unlike} ends as ${mine?.[unlike]} and ${theirs?.[unlike]}.`);
  const mean = all.reduce((sum, life) => sum + life.length, 0) / all.length;
  const speeds = alternate(
    [ours, xstate],
    (from, wanted) => [all.slice(from, from + wanted), new Array<string>(wanted)],
    { questions: count, rounds, runMs: 100 },
  );
  const commands = speeds.map((speed) => ({
    ...speed,
    perSecond: speed.perSecond * mean,
    slowest: speed.slowest * mean,
    fastest: speed.fastest * mean,
  }));
  const perSecond = commands[0]?.perSecond ?? 0;
  const deadlinesMicroseconds = deadlinesCost();
  return {
    commands,
    deadlinesMicroseconds,
    targets: [
      {
        what: 'case decider, decide and evolve',
        wanted: '≥ 1,000,000 commands/s on a quiet core',
        measured: `${Math.round(perSecond).toLocaleString('en')}/s`,
        met: perSecond >= 1_000_000,
      },
      {
        what: 'deadlines of one case',
        wanted: '≤ 2 µs',
        measured: `${deadlinesMicroseconds.toFixed(2)} µs`,
        met: deadlinesMicroseconds <= 2,
      },
    ],
  };
}

import type { CaseId, Happened } from '@civigrid/kernel';
import type { Assignment } from '../assignment.ts';
import type { Due, DueCalendar } from '../budget.ts';
import type { CallBackAnswer } from '../call-back.ts';
import { caseDecider } from '../case-decider.ts';
import type { CaseEvent } from '../case-event.ts';
import { type CaseState, isOpen, isSuspended, type KnownCase } from '../case-state.ts';
import { clockOf } from '../clock.ts';
import { wholeDue } from '../measures.ts';
import type { LoopFacts } from './exclusion.ts';
import { type CountName, onTimeOf, type RateName } from './figure-names.ts';
import type { Verdict } from './figures.ts';
import {
  mayTurnClocks,
  type Outcome,
  outcomeOf,
  runDue,
  type TrackedRun,
  trackRuns,
} from './run-history.ts';
import { countsOf } from './turn-counts.ts';

/** Under what a life is read. */
export interface MarkOptions {
  /** The end of the period, not included: what comes later is not looked at. */
  readonly until: number;
  readonly calendar: DueCalendar;
  readonly unitOf: (lead: Assignment) => string;
  /** The levels that are meant by the grid and by the community. */
  readonly gridLevel: string;
  readonly communityLevel: string;
}

/** One thing that a rate counts. */
export interface RateMark {
  readonly rate: RateName;
  readonly verdict: Verdict;
  /** In which instant it was decided: UTC milliseconds. */
  readonly at: number;
  readonly unit: string;
  readonly loop: number;
}

/** One thing that is counted. */
interface CountMark {
  readonly count: CountName;
  readonly at: number;
  readonly unit: string;
}

/** A closure, for where it was settled. */
interface SettledMark {
  readonly level: string;
  /** The place of the level in the case's own list. */
  readonly rank: number;
  readonly at: number;
  readonly unit: string;
}

/** The whole-case limit of one loop, to be told when it is known what other cases brought into it. */
export interface WholeMark {
  readonly loop: number;
  /** From when the loop runs: UTC milliseconds. */
  readonly from: number;
  /** What is known of it by itself; undefined where the loop has no whole-case clock. */
  readonly own?: Outcome;
  /** The cases that went on in it. */
  readonly brought: readonly CaseId[];
  /** The end of the loop, or of the period: UTC milliseconds. */
  readonly end: number;
  /** Whether the loop is under way at the end of the period. */
  readonly isLast: boolean;
}

/** A time in which the case went on as part of another. */
export interface JoinMark {
  readonly into: CaseId;
  /** UTC milliseconds. */
  readonly at: number;
  /** When its own whole-case limit had run out before. */
  readonly ranOut?: number;
  readonly missedAt?: number;
  /** The cases that it brought along. */
  readonly brought: readonly CaseId[];
  /** From when its loop ran. */
  readonly from: number;
}

/** What the figures need to know of a case. */
export interface CaseMarks {
  readonly state: KnownCase;
  readonly loops: readonly LoopFacts[];
  readonly rates: readonly RateMark[];
  readonly counts: readonly CountMark[];
  readonly settled: readonly SettledMark[];
  readonly wholes: readonly WholeMark[];
  readonly joins: readonly JoinMark[];
  /** Who led at an instant. */
  readonly unitAt: (at: number) => string;
}

interface Led {
  readonly at: number;
  readonly unit: string;
}

interface Loop extends LoopFacts {
  readonly from: number;
  end?: number;
  signedAt?: number;
}

const newLoop = (from: number): Loop => ({
  from,
  returned: [],
  suspended: [],
  forced: false,
  mediated: false,
});

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

function isReopened(before: CaseState, after: KnownCase): boolean {
  const ended = before.status === 'closed' || before.status === 'refused';
  return ended && after.status !== before.status;
}

/** Keeps what rules of exclusion may ask for. */
function remember(
  facts: LoopFacts,
  before: CaseState,
  after: KnownCase,
  event: Happened<CaseEvent>,
): void {
  if (before.status === 'unreported') return;
  switch (event.type) {
    case 'cases/refused':
      if (after.status === 'refused' && before.status !== 'refused')
        facts.refused = event.data.reason;
      return;
    case 'cases/returned':
      if (after.returns > before.returns) facts.returned.push(event.data.reason);
      return;
    case 'cases/suspended':
      if (after.suspensions.length > before.suspensions.length)
        facts.suspended.push(event.data.reason);
      return;
    case 'cases/mediation-started':
      if (after.mediations.length > before.mediations.length) facts.mediated = true;
      return;
    case 'cases/routed':
      if ('routing' in after && after.routing === event.data) facts.tier = event.data.tier;
      return;
    case 'cases/signed':
      if (after.status === 'signed' && before.status === 'dispatched') {
        const loop = facts as Loop;
        loop.signedAt ??= after.at;
      }
      return;
    case 'cases/closed':
      if (after.status === 'closed' && before.status !== 'closed' && event.data.unsolved)
        facts.unsolved = event.data.unsolved;
      return;
  }
}

interface Closing {
  readonly state: KnownCase;
  readonly at: number;
  readonly unit: string;
  readonly loop: number;
  /** The answers that a closure before has counted. */
  readonly answered: CallBackAnswer[];
}

/** What a closure says about reporters and levels. */
function closureMarks(
  { state, at, unit, loop, answered }: Closing,
  { tier }: LoopFacts,
  { gridLevel, communityLevel }: MarkOptions,
): readonly RateMark[] {
  const marks: RateMark[] = [];
  const add = (rate: RateName, isKept: boolean) =>
    marks.push({ rate, verdict: isKept ? 'kept' : 'missed', at, unit, loop });
  for (const { callBack, answer } of state.reporters) {
    if (!callBack || answer === undefined || answered.includes(answer)) continue;
    answered.push(answer);
    add('reached', answer.reached);
    if (!answer.reached) continue;
    add('solved', answer.solved);
    add('satisfied', answer.satisfied);
  }
  const { levels, level } = state;
  const isUpTo = (highest: string) => levels.indexOf(level) <= levels.indexOf(highest);
  if (tier !== 'bigMatter') add('settledInGrid', isUpTo(gridLevel));
  add('settledInCommunity', isUpTo(communityLevel));
  return marks;
}

const none: readonly CaseId[] = [];

/** The cases of which reporters came along, each once. */
function broughtInto({ reporters }: KnownCase): readonly CaseId[] {
  const all = reporters.flatMap(({ cameWith }) => (cameWith === undefined ? [] : [cameWith]));
  return Array.from(new Set(all));
}

/** The whole-case limit of a loop as far as the case itself tells it. */
function wholeMark(
  current: readonly TrackedRun[],
  state: KnownCase,
  { loop, from, end }: { readonly loop: number; readonly from: number; readonly end: number },
  calendar: DueCalendar,
): WholeMark {
  const isAlone = state.reporters.every((reporter) => reporter.cameWith === undefined);
  const brought = isAlone ? none : broughtInto(state);
  const mark = { loop, from, end, brought, isLast: false };
  const tracked = current.find(({ run }) => run.clock === 'whole');
  if (tracked === undefined || clockOf(state.clocks, 'whole') === undefined) return mark;
  const due: Due | undefined =
    tracked.stoppedAt === undefined ? wholeDue(state, calendar) : tracked.wholeDue;
  return { ...mark, own: outcomeOf(tracked, due, end) };
}

interface Ending {
  readonly end: number;
  readonly joinedAt: number | undefined;
  readonly unitAt: (at: number) => string;
  readonly rates: RateMark[];
}

/** Tells every run but those of the whole case; gives, by loop, when a limit ran out that a signature had to keep. */
function runMarks(
  runs: readonly TrackedRun[],
  state: KnownCase,
  { end, joinedAt, unitAt, rates }: Ending,
  calendar: DueCalendar,
): Map<number, Outcome[]> {
  const missed = new Map<number, Outcome[]>();
  for (const tracked of runs) {
    const { run, loop } = tracked;
    const { clock } = run;
    const isWhole = clock === 'whole';
    const due =
      isWhole && tracked.stoppedAt !== undefined ? tracked.wholeDue : runDue(run, state, calendar);
    const outcome = outcomeOf(tracked, due, end);
    if (isWhole || clock === 'sign')
      if (outcome.verdict === 'missed' || (clock === 'sign' && outcome.verdict === 'unknown')) {
        const list = missed.get(loop);
        if (list === undefined) missed.set(loop, [outcome]);
        else list.push(outcome);
      }
    if (isWhole) continue;
    const isOrder = clock === 'sign' || clock === 'handle' || clock === 'stage';
    const hasJoined = outcome.verdict === 'pending' && joinedAt !== undefined;
    const { verdict, at }: Outcome = hasJoined ? { verdict: 'lapsed', at: joinedAt } : outcome;
    const unit = isOrder ? tracked.unit : unitAt(at);
    rates.push({ rate: onTimeOf[clock], verdict, at, unit, loop });
  }
  return missed;
}

function responseOf(
  { signedAt, end: ended }: Loop,
  missed: readonly Outcome[] | undefined,
  {
    end,
    joinedAt,
    isLast,
  }: { readonly end: number; readonly joinedAt: number | undefined; readonly isLast: boolean },
): { readonly verdict: Verdict; readonly at: number } | undefined {
  const before = signedAt ?? end;
  let first: Outcome | undefined;
  for (const each of missed ?? []) {
    if (each.ranOut === undefined) {
      if (each.at <= before) return { verdict: 'unknown', at: each.at };
    } else if (each.ranOut < before && (first === undefined || each.at < first.at)) first = each;
  }
  if (first !== undefined) return { verdict: 'missed', at: first.at };
  if (signedAt !== undefined) return { verdict: 'kept', at: signedAt };
  return isLast && ended === undefined && joinedAt === undefined
    ? { verdict: 'pending', at: end - 1 }
    : undefined;
}

/** Who came when a whistle called. */
function arrivals(
  state: KnownCase,
  {
    loops,
    whistleLoops,
    runs,
    end,
    joinedAt,
    unitAt,
    rates,
  }: Ending & {
    readonly loops: readonly Loop[];
    readonly whistleLoops: readonly number[];
    readonly runs: readonly TrackedRun[];
  },
  calendar: DueCalendar,
): void {
  state.whistles.forEach(({ whistle, participants, arrived }, i) => {
    const loop = whistleLoops[i] ?? 0;
    const part = String(whistle);
    const tracked = runs.findLast(({ run }) => run.clock === 'reportIn' && run.part === part);
    const outcome = tracked && outcomeOf(tracked, runDue(tracked.run, state, calendar), end);
    const over = loops[loop]?.end;
    for (const participant of new Set(participants)) {
      const came = arrived.find((each) => each.participant === participant);
      let verdict: Verdict = 'pending';
      let at = end - 1;
      if (came !== undefined) [verdict, at] = ['kept', came.at];
      else if (outcome?.verdict === 'missed') [verdict, at] = ['missed', outcome.at];
      else if (over !== undefined) [verdict, at] = ['missed', over];
      else if (joinedAt !== undefined) [verdict, at] = ['lapsed', joinedAt];
      rates.push({ rate: 'reportedIn', verdict, at, unit: unitAt(at), loop });
    }
  });
}

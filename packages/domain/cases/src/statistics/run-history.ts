import type { Due, DueCalendar } from '../budget.ts';
import { pausesOf } from '../case-deadlines.ts';
import type { CaseEventType } from '../case-event.ts';
import type { CaseState, KnownCase } from '../case-state.ts';
import type { ClockName, ClockRun } from '../clock.ts';
import { dueOf } from '../clock-due.ts';
import { wholeDue } from '../measures.ts';
import type { Verdict } from './figures.ts';

/** What fulfils a clock. Whatever else stops it lets it lapse: an order that comes back is answered, not handled. */
const metBy: Readonly<Record<ClockName, readonly CaseEventType[]>> = {
  intake: ['cases/filed', 'cases/refused'],
  sign: ['cases/signed', 'cases/returned'],
  handle: ['cases/handled'],
  stage: ['cases/handled'],
  whole: ['cases/closed'],
  callBack: ['cases/called-back'],
  reportIn: ['cases/reported-in'],
};

/** A run of a clock as it went through the life of a case; unlike the state of a case, none is forgotten. */
export interface TrackedRun {
  run: ClockRun;
  /** The loop of the case in which it began. */
  readonly loop: number;
  /** Who led when it began. */
  readonly unit: string;
  /** Since when the record says what decides about it, where it had not run out before: UTC milliseconds. */
  known: number;
  /** When it ran out first, kept when something later moved its limit. */
  missed?: { readonly ranOut: number; readonly at: number };
  stoppedAt?: number;
  /** Whether what stopped it was what it waited for. */
  met: boolean;
  /** Of a whole-case clock that has stopped: when its limit ran out, as it stood then. */
  wholeDue?: Due | undefined;
}

/** What happened to a case, before and after. */
export interface Turn {
  readonly type: CaseEventType;
  readonly before: CaseState;
  readonly after: KnownCase;
  /** UTC milliseconds. */
  readonly at: number;
}

/** When the limit of a run runs out in a state of its case; undefined while it stands still. */
export function runDue(run: ClockRun, state: KnownCase, calendar: DueCalendar): Due | undefined {
  return run.clock === 'whole'
    ? wholeDue(state, calendar)
    : dueOf(run, 1, pausesOf(state, run.clock), calendar);
}

const isRunOut = (due: Due | undefined, at: number): due is Extract<Due, { readonly ok: true }> =>
  due?.ok === true && due.at < at;

/** What was decided about a run, and when. */
export interface Outcome {
  readonly verdict: Verdict;
  readonly at: number;
  /** When its limit ran out, if it did. */
  readonly ranOut?: number;
}

/** How a run came out at an instant that is not included: a limit that ran out is missed, whatever came later. */
export function outcomeOf(
  { stoppedAt, met, known, missed }: TrackedRun,
  due: Due | undefined,
  until: number,
): Outcome {
  const end = stoppedAt ?? until;
  if (due?.ok === false) return { verdict: 'unknown', at: stoppedAt ?? until - 1 };
  if (isRunOut(due, end)) {
    const ranOut = due.at;
    if (missed !== undefined) return { verdict: 'missed', ...missed };
    return { verdict: 'missed', at: Math.max(ranOut, known), ranOut };
  }
  if (stoppedAt === undefined) return { verdict: 'pending', at: until - 1 };
  return { verdict: met ? 'kept' : 'lapsed', at: stoppedAt };
}

/** The runs of a case, one after another. */
export interface RunHistory {
  readonly runs: TrackedRun[];
  /** The latest of each clock and part. */
  readonly current: TrackedRun[];
}

/** Whether anything happened to the clocks of a case, or to the reporters who bring limits along. */
export function mayTurnClocks(before: KnownCase, after: KnownCase, type: CaseEventType): boolean {
  return (
    before.clocks !== after.clocks ||
    before.status === 'merged' ||
    type === 'cases/absorbed' ||
    type === 'cases/merged' ||
    type === 'cases/unmerged'
  );
}

/** Follows the clocks of a case through what happened. */
export function trackRuns(
  history: RunHistory,
  turn: Turn,
  where: { readonly loop: number; readonly unit: string },
  calendar: DueCalendar,
): void {
  const { before, after, at, type } = turn;
  const earlier = before.status === 'unreported' ? [] : before.clocks;
  if (after.clocks !== earlier)
    for (const run of after.clocks)
      if (!earlier.includes(run)) follow(history, run, turn, where, calendar);
  if (before.status === 'unreported') return;
  const isWider = type === 'cases/absorbed' || type === 'cases/merged' || type === 'cases/unmerged';
  const isApart = before.status === 'merged' && after.status !== 'merged';
  if (!isWider && !isApart) return;
  // Reporters bring a limit along, and a case that goes on by itself again answers for its own limits again.
  const earlierCase = before.status === 'merged' ? before.before : before;
  const end = before.status === 'merged' ? before.before.at : at;
  for (const tracked of history.current)
    if (tracked.stoppedAt === undefined && (isApart || tracked.run.clock === 'whole')) {
      moved(tracked, runDue(tracked.run, earlierCase, calendar), end, at);
      // Who is taken out takes the lateness along.
      if (type === 'cases/unmerged' && !isRunOut(runDue(tracked.run, after, calendar), at)) {
        delete tracked.missed;
        tracked.known = at;
      }
    }
}

/** Something moves the limit of a run: what had run out before stays so, else it is decided from now on. */
function moved(tracked: TrackedRun, due: Due | undefined, end: number, at: number): void {
  if (isRunOut(due, end))
    tracked.missed ??= { ranOut: due.at, at: Math.max(due.at, tracked.known) };
  else tracked.known = at;
}

function follow(
  history: RunHistory,
  run: ClockRun,
  { type, before, after, at }: Turn,
  { loop, unit }: { readonly loop: number; readonly unit: string },
  calendar: DueCalendar,
): void {
  const { current, runs } = history;
  const i = current.findIndex(
    ({ run: { clock, part } }) => clock === run.clock && part === run.part,
  );
  const tracked = current[i];
  if (tracked === undefined || tracked.run.run !== run.run) {
    if (tracked !== undefined && tracked.stoppedAt === undefined) tracked.stoppedAt = at;
    const begun: TrackedRun = { run, loop, unit, known: at, met: false };
    runs.push(begun);
    if (i < 0) current.push(begun);
    else current[i] = begun;
    return;
  }
  const last = tracked.run;
  tracked.run = run;
  if (run.stoppedAt !== undefined) {
    if (last.stoppedAt !== undefined) return;
    tracked.stoppedAt = run.stoppedAt;
    tracked.met = metBy[run.clock].includes(type);
    if (run.clock === 'whole') tracked.wholeDue = runDue(run, after, calendar);
    return;
  }
  const isResumed = last.stoppedAt !== undefined;
  if (!isResumed && last.since === run.since && last.changes === run.changes) return;
  delete tracked.stoppedAt;
  tracked.met = false;
  const end = last.stoppedAt ?? at;
  if (before.status !== 'unreported') moved(tracked, runDue(last, before, calendar), end, at);
}

import type { Due, DueCalendar } from './budget.ts';
import { type CaseRecord, type CaseState, isOpen } from './case-state.ts';
import type { ClockName, ClockRun } from './clock.ts';
import { dueOf, type Pause } from './clock-due.ts';
import { defaultLadder, type Rung } from './ladder.ts';
import { suspensionName } from './suspension.ts';

/** An instant at which a case must be woken (时限). */
export interface CaseDeadline {
  /** Unique within the case: clock, run and rung, or the suspension. */
  readonly name: string;
  /** UTC milliseconds. */
  readonly at: number;
  /** The clock and its rung; absent where a suspension ends. */
  readonly clock?: ClockName;
  readonly rung?: string;
}

/** A deadline that cannot be told because no calendar knows a year on the way. */
export interface UnknownDeadline {
  readonly name: string;
  readonly clock: ClockName;
  readonly rung: string;
  /** The calendar's code. */
  readonly code: string;
  /** The first year that is unknown. */
  readonly year: number;
}

/** All next wake-ups of a case, earliest first, and those that nobody can tell yet. */
export interface CaseDeadlines {
  readonly deadlines: readonly CaseDeadline[];
  readonly unknown: readonly UnknownDeadline[];
}

/** A rung that a running clock has not reached yet. */
interface PendingRung {
  /** The name of its deadline. */
  readonly name: string;
  readonly run: ClockRun;
  readonly rung: Rung;
}

/** Every rung that is still to be reached: none where the case has ended or goes on as part of another. */
export function pendingRungs(state: CaseState): readonly PendingRung[] {
  if (state.status === 'unreported' || state.status === 'closed' || state.status === 'merged')
    return [];
  const { rungs } = 'routing' in state ? state.routing.ladder : defaultLadder;
  const pending: PendingRung[] = [];
  for (const run of state.clocks) {
    if (run.stoppedAt !== undefined) continue;
    const { clock, part, fired } = run;
    for (const rung of rungs)
      if (rung.clock === clock && !fired.includes(rung.rung)) {
        const name = `${clock}/${run.run}/${rung.rung}`;
        pending.push({ name: part === undefined ? name : `${name}/${part}`, run, rung });
      }
  }
  return pending;
}

/** The times in which a clock of a case stands still (暂停). */
export function pausesOf({ suspensions }: CaseRecord, clock: ClockName): readonly Pause[] {
  return suspensions.length === 0
    ? suspensions
    : suspensions.filter(({ clocks }) => clocks.includes(clock));
}

/** When a run of a clock reaches a rung; undefined while it stands still. */
function rungDue(
  run: ClockRun,
  rung: Rung,
  stood: readonly Pause[],
  calendar: DueCalendar,
): Due | undefined {
  const { when } = rung;
  if ('fraction' in when) return dueOf(run, when.fraction, stood, calendar);
  const whole = dueOf(run, 1, stood, calendar);
  return whole?.ok ? calendar.add(whole.at, when.afterDue) : whole;
}

/**
 * All next wake-ups of a case under a calendar, those that are past and were never fired included. Instants are
 * computed anew each time: a corrected calendar moves them. Nothing is guessed for a year that is not known.
 */
export function caseDeadlines(state: CaseState, calendar: DueCalendar): CaseDeadlines {
  const deadlines: CaseDeadline[] = [];
  const unknown: UnknownDeadline[] = [];
  if (state.status === 'unreported') return { deadlines, unknown };
  for (const { name, run, rung } of pendingRungs(state)) {
    const { clock } = run;
    const due = rungDue(run, rung, pausesOf(state, clock), calendar);
    if (due === undefined) continue;
    if (due.ok) deadlines.push({ name, at: due.at, clock, rung: rung.rung });
    else unknown.push({ name, clock, rung: rung.rung, code: due.code, year: due.year });
  }
  const last = state.suspensions.at(-1);
  if (last?.until !== undefined && !last.over && isOpen(state))
    deadlines.push({ name: suspensionName(state.suspensions.length), at: last.until });
  return { deadlines: deadlines.sort((a, b) => a.at - b.at), unknown };
}

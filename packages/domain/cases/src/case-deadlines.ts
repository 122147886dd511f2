import type { Budget, Due, DueCalendar } from './budget.ts';
import { type CaseState, isOpen } from './case-state.ts';
import type { ClockName, ClockRun } from './clock.ts';
import type { Rung } from './ladder.ts';

/** An instant at which a case must be woken (时限). */
export interface CaseDeadline {
  /** Unique within the case: clock, run and rung. */
  readonly name: string;
  /** UTC milliseconds. */
  readonly at: number;
  readonly clock: ClockName;
  readonly rung: string;
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

/** Every rung that is still to be reached: none where the case is not open. */
export function pendingRungs(state: CaseState): readonly PendingRung[] {
  if (!isOpen(state) || !('routing' in state)) return [];
  const { rungs } = state.routing.ladder;
  return state.clocks
    .filter(({ stoppedAt }) => stoppedAt === undefined)
    .flatMap((run) =>
      rungs
        .filter(({ clock, rung }) => clock === run.clock && !run.fired.includes(rung))
        .map((rung) => ({ name: `${run.clock}/${run.run}/${rung.rung}`, run, rung })),
    );
}

const minutesOf = { minute: 1, hour: 60, day: 1440, workMinute: 1, workHour: 60 } as const;

/** A part of a budget from an instant, to the millisecond, or in whole working days. */
function addPart(calendar: DueCalendar, since: number, budget: Budget, fraction: number): Due {
  const { value, unit } = budget;
  if (fraction === 1) return calendar.add(since, budget);
  if (unit !== 'workDay') {
    const minutes = Math.round(value * minutesOf[unit] * fraction * 60_000) / 60_000;
    const plain = unit === 'minute' || unit === 'hour' || unit === 'day';
    return calendar.add(since, { value: minutes, unit: plain ? 'minute' : 'workMinute' });
  }
  const days = Math.round(value * fraction * 1e6) / 1e6;
  if (Number.isInteger(days)) return calendar.add(since, { value: days, unit });
  // Between two working days the calendar knows no instant: the share of the plain time, moved into working time.
  const whole = calendar.add(since, budget);
  if (!whole.ok) return whole;
  const share = Math.round(since + (whole.at - since) * fraction);
  const worked = calendar.add(share, { value: 1, unit: 'workMinute' });
  if (!worked.ok || fraction > 1) return worked;
  return { ok: true, at: Math.min(worked.at, whole.at) };
}

/** When a run of a clock reaches a rung. */
function rungDue(run: ClockRun, rung: Rung, calendar: DueCalendar): Due {
  const { when } = rung;
  if ('fraction' in when) return addPart(calendar, run.since, run.budget, when.fraction);
  const whole = calendar.add(run.since, run.budget);
  return whole.ok ? calendar.add(whole.at, when.afterDue) : whole;
}

/**
 * All next wake-ups of a case under a calendar, those that are past and were never fired included. Instants are
 * computed anew each time: a corrected calendar moves them. Nothing is guessed for a year that is not known.
 */
export function caseDeadlines(state: CaseState, calendar: DueCalendar): CaseDeadlines {
  const deadlines: CaseDeadline[] = [];
  const unknown: UnknownDeadline[] = [];
  for (const { name, run, rung } of pendingRungs(state)) {
    const due = rungDue(run, rung, calendar);
    const named = { name, clock: run.clock, rung: rung.rung };
    if (due.ok) deadlines.push({ ...named, at: due.at });
    else unknown.push({ ...named, code: due.code, year: due.year });
  }
  return { deadlines: deadlines.sort((a, b) => a.at - b.at), unknown };
}

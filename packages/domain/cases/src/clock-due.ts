import type { Budget, Due, DueCalendar } from './budget.ts';
import type { ClockRun, LimitChange } from './clock.ts';
import { pausedDays } from './paused-days.ts';

/** A time in which a clock stands still: UTC milliseconds. */
export interface Pause {
  readonly from: number;
  /** Not included; absent while nobody knows. */
  readonly until?: number;
}

const minutesOf = { minute: 1, hour: 60, day: 1440, workMinute: 1, workHour: 60 } as const;

const isPlain = ({ unit }: Budget): boolean =>
  unit === 'minute' || unit === 'hour' || unit === 'day';

/** A part of a budget from an instant, to the millisecond, or in whole working days. */
function addPart(calendar: DueCalendar, since: number, budget: Budget, fraction: number): Due {
  const { value, unit } = budget;
  if (fraction === 1) return calendar.add(since, budget);
  if (unit !== 'workDay') {
    const minutes = Math.round(value * minutesOf[unit] * fraction * 60_000) / 60_000;
    return calendar.add(since, { value: minutes, unit: isPlain(budget) ? 'minute' : 'workMinute' });
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

/** An instant moved by the time of a pause, counted as the limit counts: plainly, in working time, in whole workdays. */
function movedBy(calendar: DueCalendar, due: number, budget: Budget, pause: Required<Pause>): Due {
  const { from, until } = pause;
  if (isPlain(budget)) return { ok: true, at: due + until - from };
  if (budget.unit === 'workDay') {
    const days = pausedDays(calendar, from, until);
    if (typeof days !== 'number') return days;
    return days === 0 ? { ok: true, at: due } : calendar.add(due, { value: days, unit: 'workDay' });
  }
  const worked = calendar.between(from, until);
  if (!worked.ok) return worked;
  if (worked.minutes === 0) return { ok: true, at: due };
  return calendar.add(due, { value: worked.minutes, unit: 'workMinute' });
}

/** What of a run decides when it has used up its limit. */
type DueRun = Pick<ClockRun, 'since' | 'budget' | 'changes'>;

type Happening = LimitChange | { readonly at: number; readonly pause: Pause };

function happenings({ since, changes }: DueRun, pauses: readonly Pause[]): readonly Happening[] {
  const stood = pauses
    .filter(({ until }) => until === undefined || until > since)
    .map((pause) => ({ at: Math.max(pause.from, since), pause }));
  return [...changes, ...stood].sort((a, b) => a.at - b.at);
}

/** Whether a limit has run out before; a clock that is used up to its end has nothing left that could stand still. */
function isTooLate(each: Happening, due: number): boolean {
  return 'pause' in each ? each.at >= due : each.at > due;
}

interface Walk {
  readonly since: number;
  readonly fraction: number;
  readonly calendar: DueCalendar;
}

/** The due instant under a limit after what happened in its time; whatever comes after it has run out changes nothing. */
function walked(walk: Walk, first: Budget, list: readonly Happening[]): Due | undefined {
  const { since, fraction, calendar } = walk;
  let budget = first;
  let due: Due | undefined = addPart(calendar, since, budget, fraction);
  for (const [i, each] of list.entries()) {
    if (due === undefined || !due.ok || isTooLate(each, due.at)) return due;
    if ('pause' in each) {
      const { until } = each.pause;
      if (until === undefined) return undefined;
      due = movedBy(calendar, due.at, budget, { from: each.at, until });
    } else if ('add' in each) due = addPart(calendar, due.at, each.add, fraction);
    else {
      budget = each.budget;
      due = relimited(walk, budget, list.slice(0, i));
    }
  }
  return due;
}

/** Another limit from the same start: what was granted before stays granted, and the clock stood still when it did. */
function relimited(walk: Walk, budget: Budget, earlier: readonly Happening[]): Due | undefined {
  const { since, fraction, calendar } = walk;
  let due = addPart(calendar, since, budget, fraction);
  for (const each of earlier)
    if ('add' in each && due.ok) due = addPart(calendar, due.at, each.add, fraction);
  for (const each of earlier) {
    if (!('pause' in each)) continue;
    if (!due.ok || isTooLate(each, due.at)) return due;
    const { until } = each.pause;
    if (until === undefined) return undefined;
    due = movedBy(calendar, due.at, budget, { from: each.at, until });
  }
  return due;
}

/**
 * When a run of a clock has used up a fraction of its limit (到期): its budget, and what extensions added, without the
 * time in which it stood still. Undefined while it stands still and had not run out before.
 */
export function dueOf(
  run: DueRun,
  fraction: number,
  pauses: readonly Pause[],
  calendar: DueCalendar,
): Due | undefined {
  const { since, budget, changes } = run;
  if (changes.length === 0 && pauses.length === 0)
    return addPart(calendar, since, budget, fraction);
  return walked({ since, fraction, calendar }, budget, happenings(run, pauses));
}

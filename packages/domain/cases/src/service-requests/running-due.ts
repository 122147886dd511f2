import type { Budget, Due, DueCalendar } from '../budget.ts';
import type { Pause } from './pause.ts';

/** What the clocks of a request ask of a work calendar; `workCalendar` of `@civigrid/calendar` has this form. */
export interface RequestCalendar extends DueCalendar {
  /** Working minutes from one instant up to another, or the year that nobody knows. */
  between(
    from: number,
    to: number,
  ):
    | { readonly ok: true; readonly minutes: number }
    | { readonly ok: false; readonly code: string; readonly year: number };
}

/** When a clock is over; `standing` while a suspension lasts. */
export type RunningDue = Due | { readonly ok: true; readonly standing: true };

const dayMs = 86_400_000;

/**
 * The workdays of a suspension: not the day on which it begins, but that on which it ends (《民法典》第二百零一条).
 * Asks only for due instants, for a calendar of days may know no hours.
 */
function pausedDays(calendar: DueCalendar, from: number, to: number): Due | number {
  const behind = calendar.add(to, { value: 1, unit: 'workDay' });
  if (!behind.ok) return behind;
  // A day that ends before the first one behind the suspension lies within it; a year that is not known lies behind.
  const within = (days: number) => {
    const closing = calendar.add(from, { value: days, unit: 'workDay' });
    return closing.ok && closing.at < behind.at;
  };
  let [least, most] = [0, Math.ceil((to - from) / dayMs) + 1];
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (within(middle)) least = middle;
    else most = middle - 1;
  }
  return least;
}

/** How much a suspension adds to a budget, in minutes of its kind, or in workdays. */
function added(calendar: RequestCalendar, unit: Budget['unit'], from: number, to: number) {
  if (unit === 'workDay') return pausedDays(calendar, from, to);
  if (unit !== 'workMinute' && unit !== 'workHour') return (to - from) / 60_000;
  const worked = calendar.between(from, to);
  return worked.ok ? worked.minutes : worked;
}

const minutesOf = { minute: 1, hour: 60, day: 1440, workMinute: 1, workHour: 60 } as const;

/**
 * When a budget that runs from `since` is used up, the suspensions left out: they add to it as much as they lasted,
 * in its own kind of time. One that begins when it is used up changes nothing any more.
 */
export function runningDue(
  calendar: RequestCalendar,
  clock: { readonly since: number; readonly budget: Budget; readonly pauses: readonly Pause[] },
): RunningDue {
  const { since, budget, pauses } = clock;
  const { unit, value } = budget;
  const days = unit === 'workDay';
  const plain = unit === 'minute' || unit === 'hour' || unit === 'day';
  let amount = days ? value : value * minutesOf[unit];
  const grown = (): Due =>
    calendar.add(since, { value: amount, unit: days ? unit : plain ? 'minute' : 'workMinute' });
  let due = calendar.add(since, budget);
  for (const { from, to } of pauses) {
    if (!due.ok || from >= due.at) break;
    if (to === undefined) return { ok: true, standing: true };
    const more = to <= since ? 0 : added(calendar, unit, Math.max(from, since), to);
    if (typeof more !== 'number') return more as Due;
    amount += more;
    due = more === 0 ? due : grown();
  }
  return due;
}

import type { Due, DueCalendar } from './budget.ts';
import { dayMs } from './day.ts';

/**
 * The workdays of a suspension (暂停工作日): not the day on which it begins, but that on which it ends (《民法典》第二百零一条).
 * Asks only for due instants, for a calendar of days may know no hours.
 */
export function pausedDays(calendar: DueCalendar, from: number, until: number): Due | number {
  const behind = calendar.add(until, { value: 1, unit: 'workDay' });
  if (!behind.ok) return behind;
  // A day that ends before the first one behind the suspension lies within it; a year that is not known lies behind.
  const within = (days: number) => {
    const closing = calendar.add(from, { value: days, unit: 'workDay' });
    return closing.ok && closing.at < behind.at;
  };
  let [least, most] = [0, Math.ceil((until - from) / dayMs) + 1];
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (within(middle)) least = middle;
    else most = middle - 1;
  }
  return least;
}

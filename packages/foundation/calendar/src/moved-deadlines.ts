import type { Budget } from './budget.ts';
import type { InstantResult, WorkCalendar } from './work-calendar.ts';

/** A limit that runs (在办时限): when it started and how long it is. */
export interface RunningLimit<Key> {
  /** How the asker knows it again. */
  readonly key: Key;
  /** When it started, an instant (UTC ms). */
  readonly from: number;
  readonly budget: Budget;
}

/** A limit whose end another calendar puts elsewhere: before and after, each an instant or the year that is missing. */
export interface MovedDeadline<Key> {
  readonly key: Key;
  readonly before: InstantResult;
  readonly after: InstantResult;
}

function isSame(a: InstantResult, b: InstantResult): boolean {
  if (a.ok) return b.ok && a.at === b.at;
  return !b.ok && a.year === b.year;
}

/**
 * Which deadlines move (时限变更) when a calendar is corrected, by a second notice of the year or by that of a year
 * that was missing: those of the running limits that end at another instant by `after` than by `before`, or by one of
 * them only, in the order in which they came. Refuses what `add` refuses.
 *
 * @example
 * movedDeadlines(calendar, corrected, openLimits).map(({ key }) => key);
 */
export function movedDeadlines<Key>(
  before: WorkCalendar,
  after: WorkCalendar,
  limits: Iterable<RunningLimit<Key>>,
): readonly MovedDeadline<Key>[] {
  const moved: MovedDeadline<Key>[] = [];
  for (const { key, from, budget } of limits) {
    const [was, is] = [before.add(from, budget), after.add(from, budget)];
    if (!isSame(was, is)) moved.push({ key, before: was, after: is });
  }
  return moved;
}

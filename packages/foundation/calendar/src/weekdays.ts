/** Reads a list of weekdays (1 = Monday … 7 = Sunday), each once, perhaps none; undefined where it is something else. */
export function readWeekdays(list: unknown): ReadonlySet<number> | undefined {
  if (!Array.isArray(list) || list.length > 7) return undefined;
  const weekdays = new Set<number>();
  for (const weekday of list) if (isWeekday(weekday)) weekdays.add(weekday);
  return weekdays.size === list.length ? weekdays : undefined;
}

/** Whether a value is a weekday: 1 = Monday … 7 = Sunday. */
export function isWeekday(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 7;
}

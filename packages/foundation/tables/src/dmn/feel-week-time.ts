import type { WeekTimeCell } from '../cell.ts';
import type { Refused } from './dmn-issue.ts';

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/**
 * A window of the week as FEEL over a date and time in the table's zone: `time(?) >= time("08:00:00") and time(?) <
 * time("12:00:00")`; with days each part asks for its own: after midnight they are the days after.
 */
export function weekTimeText({ between: [from, to], days }: WeekTimeCell): string {
  const evening = `time(?) >= time("${from}:00")`;
  const morning = `time(?) < time("${to}:00")`;
  if (to === '24:00' || to === '00:00') return on(days, evening);
  if (from < to) return on(days, `${evening} and ${morning}`);
  if (!days) return `${evening} or ${morning}`;
  const next = days.map((day) => (day % 7) + 1);
  return `(${on(days, evening)}) or (${on(next, morning)})`;
}

function on(days: readonly number[] | undefined, window: string): string {
  if (!days) return window;
  const names = days.map((day) => `"${weekdays[day - 1] ?? ''}"`).join(', ');
  return `list contains([${names}], day of week(?)) and ${window}`;
}

/** The window, if a text is written as {@link weekTimeText} writes it, blanks aside. */
export function weekTimeCellOf(text: string): WeekTimeCell | Refused {
  const clock = (operator: string) =>
    new RegExp(`time\\(\\?\\)\\s*${operator}\\s*time\\("(\\d\\d:\\d\\d):00"\\)`).exec(text)?.[1];
  const names = /\[([^\]]*)\]/.exec(text)?.[1];
  const days = names?.split(',').map((name) => weekdays.indexOf(name.trim().slice(1, -1)) + 1);
  const from = clock('>=') ?? '';
  const cell = { between: [from, clock('<') ?? '24:00'] as const, ...(days && { days }) };
  const bare = (one: string) => one.replace(/\s+/g, '');
  return bare(weekTimeText(cell)) === bare(text)
    ? cell
    : { refused: 'tables/unsupported-feel', construct: 'weekTime' };
}

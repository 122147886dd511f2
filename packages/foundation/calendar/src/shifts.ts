import { refuse } from './calendar-error.ts';
import { minuteOfDay } from './clock-text.ts';

/**
 * One shift (班次) of a working day: from, inclusive, to, exclusive, `'HH:MM'`; the end may be `'24:00'`. The last one
 * may run over midnight (`['22:00', '06:00']`): it belongs to the day on which it begins.
 */
export type Shift = readonly [from: string, to: string];

/** A shift in minutes from local midnight; more than 1440 where it runs over the next. */
export type Span = readonly [from: number, to: number];

const day = 1440;

/** Reads shifts that stand in order and do not overlap, not even with those of the next day; refuses with `calendar/bad-shift`. */
export function readShifts(shifts: readonly Shift[]): readonly Span[] {
  if (!Array.isArray(shifts) || shifts.length === 0)
    throw refuse('calendar/bad-shift', 'A work calendar needs at least one shift.');
  const bad = (index: number) =>
    refuse(
      'calendar/bad-shift',
      'A shift is [from, to] as HH:MM and begins where the one before it has ended; only the last may run over midnight, and not into the first.',
      { index },
    );
  let last = 0;
  const spans = shifts.map((shift, index): Span => {
    const from = clock(shift, 0);
    const end = clock(shift, 1);
    if (from === undefined || end === undefined || from === end || from < last || from === day)
      throw bad(index);
    last = end > from ? end : end + day;
    return [from, last];
  });
  if (last > day + (spans[0]?.[0] ?? 0)) throw bad(spans.length - 1);
  return spans;
}

function clock(shift: unknown, end: 0 | 1): number | undefined {
  const text: unknown = Array.isArray(shift) && shift.length === 2 ? shift[end] : undefined;
  return typeof text === 'string' ? minuteOfDay(text) : undefined;
}

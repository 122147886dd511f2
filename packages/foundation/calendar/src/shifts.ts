import { refuse } from './calendar-error.ts';
import { minuteOfDay } from './clock-text.ts';

/** One shift (班次) of a working day: from, inclusive, to, exclusive, `'HH:MM'`; the end may be `'24:00'`. */
export type Shift = readonly [from: string, to: string];

/** A shift in minutes from local midnight. */
export type Span = readonly [from: number, to: number];

/** Reads shifts that stand in order and do not overlap; refuses with `calendar/bad-shift`. */
export function readShifts(shifts: readonly Shift[]): readonly Span[] {
  if (!Array.isArray(shifts) || shifts.length === 0)
    throw refuse('calendar/bad-shift', 'A work calendar needs at least one shift.');
  let last = 0;
  return shifts.map((shift, index) => {
    const from = clock(shift, 0);
    const to = clock(shift, 1);
    if (from === undefined || to === undefined || from >= to || from < last)
      throw refuse(
        'calendar/bad-shift',
        'A shift is [from, to] as HH:MM, ends after it begins and begins where the one before it has ended.',
        { index },
      );
    last = to;
    return [from, to] as const;
  });
}

function clock(shift: unknown, end: 0 | 1): number | undefined {
  const text: unknown = Array.isArray(shift) && shift.length === 2 ? shift[end] : undefined;
  return typeof text === 'string' ? minuteOfDay(text) : undefined;
}

import type { JsonObject } from '@civigrid/kernel';
import { refuse } from './calendar-error.ts';
import { minuteOfDay } from './clock-text.ts';

/**
 * One shift (班次) of a working day: from, inclusive, to, exclusive, `'HH:MM'`; the end may be `'24:00'`. The last one
 * may run over midnight (`['22:00', '06:00']`): it belongs to the day on which it begins.
 */
export type Shift = readonly [from: string, to: string];

/** A shift in minutes from local midnight; more than 1440 where it runs over the next. */
export type Span = readonly [from: number, to: number];

/** The shifts of a day, as they were written and in minutes. */
export interface Hours {
  readonly shifts: readonly Shift[];
  readonly spans: readonly Span[];
}

const day = 1440;

/**
 * Reads shifts that stand in order and do not overlap; whether the last runs into those of another day is asked
 * elsewhere. Refuses with `calendar/bad-shift` at its index and `place`.
 */
export function readShifts(list: unknown, place: JsonObject = {}): Hours {
  if (!Array.isArray(list) || list.length === 0)
    throw refuse('calendar/bad-shift', 'A working day needs at least one shift.', place);
  const shifts: Shift[] = [];
  const spans: Span[] = [];
  let last = 0;
  for (let index = 0; index < list.length; index++) {
    const shift: unknown = list[index];
    const [begin, finish] = Array.isArray(shift) && shift.length === 2 ? shift : [];
    const from = clock(begin);
    const end = clock(finish);
    if (from === undefined || end === undefined || from === end || from < last || from === day)
      throw refuse(
        'calendar/bad-shift',
        'A shift is [from, to] as HH:MM and begins where the one before it has ended; only the last may run over midnight.',
        { ...place, index },
      );
    last = end > from ? end : end + day;
    shifts.push(Object.freeze<Shift>([begin, finish]));
    spans.push([from, last]);
  }
  return { shifts: Object.freeze(shifts), spans };
}

/** Whether the last shift of a day is still going on when the first one of the day after begins. */
export function runsInto(hours: Hours | undefined, next: Hours | undefined): boolean {
  if (!hours || !next) return false;
  return lastEnd(hours) > day + (next.spans[0]?.[0] ?? day);
}

/** When the last shift ends, in minutes from the midnight at which its day begins. */
export function lastEnd({ spans }: Hours): number {
  return spans[spans.length - 1]?.[1] ?? 0;
}

function clock(text: unknown): number | undefined {
  return typeof text === 'string' ? minuteOfDay(text) : undefined;
}

import { dateOf, type Shift, type WorkCalendar, yearOf } from '@civigrid/calendar';
import { spanOf } from './span.ts';
import type { SpanLists } from './span-lists.ts';

/** A work calendar day by day, each day asked for once. */
export interface WorkDays {
  /** The list of the shifts of a day number, 0 where it is not worked; below 0 where nobody knows its year. */
  listOn(day: number): number;
  /** Whether the calendar knows if it is open at an instant: a night may have begun in a year without data. */
  knows(at: number): boolean;
}

/** Days that are asked for together. */
const blockBits = 9;
const blockDays = 1 << blockBits;
const unknownDay = -1;

/** Without a calendar no year is known. */
export const noWorkDays: WorkDays = Object.freeze({
  listOn: () => unknownDay,
  knows: () => false,
});

/** Turns a calendar into a table that grows with the days that are asked for. */
export function workDays(calendar: WorkCalendar, lists: SpanLists): WorkDays {
  const years = new Set(calendar.years);
  const listOf = new Map<readonly Shift[], number>();
  const blocks = new Map<number, Int32Array>();
  let latest: Int32Array = new Int32Array(0);
  let latestBlock = Number.NaN;

  const intern = (shifts: readonly Shift[]): number => {
    const known = listOf.get(shifts);
    if (known !== undefined) return known;
    const spans = shifts.flatMap(([from, to]) => {
      const span = spanOf({ from, to });
      return typeof span === 'string' ? [] : [span];
    });
    const list = lists.intern(spans);
    listOf.set(shifts, list);
    return list;
  };
  const ask = (day: number): number => {
    if (!years.has(yearOf(day))) return unknownDay;
    const found = calendar.shiftsOn(dateOf(day));
    return found.ok ? intern(found.shifts) : unknownDay;
  };

  return {
    listOn(day) {
      const block = day >> blockBits;
      if (block !== latestBlock) {
        const asked = blocks.get(block);
        latest =
          asked ?? Int32Array.from({ length: blockDays }, (_, i) => ask(block * blockDays + i));
        latestBlock = block;
        if (asked === undefined) blocks.set(block, latest);
      }
      return latest[day - block * blockDays] as number;
    },
    knows: (at) => calendar.isOpen(Math.floor(at)).ok,
  };
}

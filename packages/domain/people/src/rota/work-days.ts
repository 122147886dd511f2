import { dateOf, type Shift, type WorkCalendar, yearOf } from '@civigrid/calendar';
import { noSpans, type Spans, spanOf } from './span.ts';

/** A work calendar day by day, each day asked for once. */
export interface WorkDays {
  /** The shifts of a day number, none where it is not worked; undefined where nobody knows its year. */
  shiftsOn(day: number): Spans | undefined;
  /** Whether a day is worked; undefined where nobody knows its year. */
  isWorked(day: number): boolean | undefined;
  /** Whether the calendar knows if it is open at an instant: a night may have begun in a year without data. */
  knows(at: number): boolean;
}

/** Days that are asked for together. */
const blockBits = 9;
const blockDays = 1 << blockBits;
const unknown = -1;
const off = 0;

/** Without a calendar no year is known. */
export const noWorkDays: WorkDays = Object.freeze({
  shiftsOn: () => undefined,
  isWorked: () => undefined,
  knows: () => false,
});

/** Turns a calendar into a table that grows with the days that are asked for. */
export function workDays(calendar: WorkCalendar): WorkDays {
  const years = new Set(calendar.years);
  const lists: Spans[] = [noSpans];
  const listOf = new Map<readonly Shift[], number>();
  const blocks = new Map<number, Int16Array>();
  let latest: Int16Array | undefined;
  let latestBlock = Number.NaN;

  const intern = (shifts: readonly Shift[]): number => {
    const known = listOf.get(shifts);
    if (known !== undefined) return known;
    const spans = shifts.flatMap(([from, to]) => {
      const span = spanOf({ from, to });
      return typeof span === 'string' ? [] : [span];
    });
    listOf.set(shifts, lists.length);
    return lists.push(spans) - 1;
  };
  const ask = (day: number): number => {
    if (!years.has(yearOf(day))) return unknown;
    const found = calendar.shiftsOn(dateOf(day));
    if (!found.ok) return unknown;
    return found.shifts.length === 0 ? off : intern(found.shifts);
  };
  const entry = (day: number): number => {
    const block = Math.floor(day / blockDays);
    if (block !== latestBlock) {
      latest = blocks.get(block);
      if (latest === undefined) {
        latest = Int16Array.from({ length: blockDays }, (_, i) => ask(block * blockDays + i));
        blocks.set(block, latest);
      }
      latestBlock = block;
    }
    return (latest as Int16Array)[day - block * blockDays] ?? unknown;
  };

  return {
    shiftsOn(day) {
      const list = entry(day);
      return list === unknown ? undefined : lists[list];
    },
    isWorked(day) {
      const list = entry(day);
      return list === unknown ? undefined : list !== off;
    },
    knows: (at) => calendar.isOpen(Math.floor(at)).ok,
  };
}

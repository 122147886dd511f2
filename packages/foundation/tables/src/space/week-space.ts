import { isInstant, minuteOfDay, weekMinute, type Zone } from '@civigrid/calendar';
import type { Cell, WeekTimeCell } from '../cell.ts';
import type { Column } from '../column.ts';
import type { ColumnSpace } from './column-space.ts';
import { type Spans, union } from './spans.ts';

const weekMinutes = 7 * 1440;
/** A Monday; the weeks after it are tried where clocks are moved just then. */
const someMonday = Date.UTC(2026, 0, 5);

/** Minutes of the local week, cut where windows begin and end. */
export function weekSpace(column: Column, cells: Iterable<Cell>, zone: Zone): ColumnSpace {
  const windows = new Map<string, Spans>();
  const byCell = new Map<Cell, Spans>();
  const minutesOf = (cell: Cell): Spans => {
    const seen = byCell.get(cell);
    if (seen) return seen;
    const { between, days } = cell as WeekTimeCell;
    const key = `${between.join()},${days?.join() ?? ''}`;
    const minutes = windows.get(key) ?? windowMinutes(cell as WeekTimeCell);
    windows.set(key, minutes);
    byCell.set(cell, minutes);
    return minutes;
  };
  const isCut = new Uint8Array(weekMinutes + 1);
  for (const cell of cells) for (const minute of minutesOf(cell)) isCut[minute] = 1;
  const ranks = new Uint16Array(weekMinutes + 1);
  const firsts = [0];
  for (let minute = 1; minute <= weekMinutes; minute++) {
    if (isCut[minute] === 1) firsts.push(minute);
    ranks[minute] = firsts.length - 1;
  }
  const size = firsts.at(-1) === weekMinutes ? firsts.length - 1 : firsts.length;
  const spans = new Map<Spans, Spans>();
  return {
    column,
    size,
    cuts: firsts.slice(1, size),
    rankOf: (raw) => {
      if (typeof raw !== 'number') return -1;
      const at = Math.floor(raw);
      return isInstant(at) ? (ranks[weekMinute(at, zone)] as number) : -1;
    },
    spansOf: (cell) => {
      const minutes = minutesOf(cell);
      const known = spans.get(minutes);
      if (known) return known;
      const ranked = minutes.map((minute) =>
        minute === weekMinutes ? size : (ranks[minute] ?? 0),
      );
      spans.set(minutes, ranked);
      return ranked;
    },
    sampleOf: (rank) => instantIn(firsts[rank] ?? 0, firsts[rank + 1] ?? weekMinutes, zone),
  };
}

function windowMinutes({ between, days }: WeekTimeCell): Spans {
  const [from = 0, to = 0] = between.map((clock) => minuteOfDay(clock) ?? 0);
  const parts = (days ?? [1, 2, 3, 4, 5, 6, 7]).flatMap((day): readonly Spans[] => {
    const begins = (day - 1) * 1440 + from;
    const ends = (day - 1) * 1440 + (from < to ? to : 1440 + to);
    if (ends <= weekMinutes) return [[begins, ends]];
    return [
      [begins, weekMinutes],
      [0, ends - weekMinutes],
    ];
  });
  return union(parts);
}

/** An instant whose minute of the local week lies between two. */
function instantIn(from: number, until: number, zone: Zone): number | undefined {
  for (let week = 0; week < 52; week++)
    for (const minute of [from, Math.floor((from + until) / 2), until - 1]) {
      const local = someMonday + (week * weekMinutes + minute) * 60_000;
      for (const at of [local - zone.offsetAt(local), local - zone.offsetAt(local - 43_200_000)]) {
        const met = weekMinute(at, zone);
        if (met >= from && met < until) return at;
      }
    }
  return undefined;
}

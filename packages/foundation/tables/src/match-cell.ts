import { minuteOfDay } from '@civigrid/calendar';
import type { Cell, RangeCell, TextCell, TreeCell, WeekTimeCell } from './cell.ts';
import type { Column, TreeColumn } from './column.ts';
import type { Met } from './read-value.ts';
import type { TableInput } from './table-input.ts';

/** Whether a value that is there satisfies a cell; of the input only cells that name another value look. */
export type CellTest = (met: NonNullable<Met>, input: TableInput) => boolean;

/** The test of a checked cell. */
export function testOf(cell: Cell, column: Column): CellTest {
  switch (column.type) {
    case 'tree':
      return treeTest(cell as TreeCell, column);
    case 'weekTime':
      return weekTest(cell as WeekTimeCell);
    case 'text':
    case 'number':
    case 'integer':
    case 'boolean':
    case 'date':
      return listTest(cell) ?? rangeTest(cell as RangeCell<number>);
  }
}

function listTest(cell: Cell): CellTest | undefined {
  if ('is' in cell) {
    const listed = new Set<Met>(cell.is);
    return (met) => listed.has(met);
  }
  if ('not' in cell) {
    const barred = new Set<Met>((cell as Extract<TextCell, { not: unknown }>).not);
    return (met) => !barred.has(met);
  }
  return undefined;
}

function treeTest({ within }: TreeCell, { parents }: TreeColumn): CellTest {
  if (!parents) {
    const below = within.map((code) => `${code}.`);
    return (met) =>
      within.some((code, i) => met === code || String(met).startsWith(below[i] ?? ''));
  }
  const above = new Map(Object.entries(parents));
  const wanted = new Set<unknown>(within);
  return (met) => {
    for (let code: unknown = met; typeof code === 'string'; code = above.get(code))
      if (wanted.has(code)) return true;
    return false;
  };
}

/** Numbers by size; days as texts, whose order is that of time. The checks saw that bounds and values are alike. */
function rangeTest({ gte, gt, lte, lt }: RangeCell<number>): CellTest {
  return (met) => {
    const value = met as number;
    return (
      (gte === undefined || value >= gte) &&
      (gt === undefined || value > gt) &&
      (lte === undefined || value <= lte) &&
      (lt === undefined || value < lt)
    );
  };
}

function weekTest({ between, days }: WeekTimeCell): CellTest {
  const [from = 0, to = 0] = between.map((clock) => minuteOfDay(clock) ?? 0);
  const opens = (day: number) => !days || days.includes(day + 1);
  return (met) => {
    const day = Math.floor(Number(met) / 1440);
    const minute = Number(met) % 1440;
    if (from < to) return from <= minute && minute < to && opens(day);
    // Over midnight: the morning belongs to the day before, on which the window opened; an end 00:00 has none.
    return (minute >= from && opens(day)) || (minute < to && opens((day + 6) % 7));
  };
}

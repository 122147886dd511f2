import { minuteOfDay, type Zone } from '@civigrid/calendar';
import {
  type Cell,
  type InputRef,
  isInputRef,
  namesInput,
  type RangeCell,
  type TreeCell,
  type WeekTimeCell,
} from './cell.ts';
import type { Column, TreeColumn } from './column.ts';
import { type Met, readerOf } from './read-value.ts';
import { rawValue, type TableInput } from './table-input.ts';

/** Whether a value that is there satisfies a cell; of the input only cells that name another value look. */
export type CellTest = (met: NonNullable<Met>, input: TableInput) => boolean;

/** As a test, and undefined where a missing input leaves it open. */
type OpenTest = (met: NonNullable<Met>, input: TableInput) => boolean | undefined;

/** One thing a cell compares with: a value of the column's type or what an input gives. */
type Operand = (input: TableInput) => Met;

/** How the values of a column are read, those in its cells and those of other inputs. */
interface Reading {
  readonly ofCell: (value: unknown) => Met;
  readonly ofInput: (raw: unknown) => Met;
}

/** The test of a checked cell. */
export function testOf(cell: Cell, column: Column, zone: Zone): CellTest {
  if (column.type === 'tree') return treeTest(cell as TreeCell, column);
  if (column.type === 'weekTime') return weekTest(cell as WeekTimeCell);
  const reading = readingOf(column.type, zone);
  const test = openTest(cell, reading);
  // Without other inputs nothing stays open.
  return namesInput(cell) ? (met, input) => test(met, input) === true : (test as CellTest);
}

function readingOf(type: Exclude<Column['type'], 'tree' | 'weekTime'>, zone: Zone): Reading {
  const ofInput = readerOf(type, zone);
  // Cells hold what inputs hold, and the checks saw that it can be read.
  return { ofInput, ofCell: ofInput };
}

function openTest(cell: Cell, reading: Reading): OpenTest {
  if ('any' in cell) return anyTest(cell.any.map((one) => openTest(one, reading)));
  if ('not' in cell) {
    const { not } = cell;
    return notTest('length' in not ? listTest(not, reading) : openTest(not as Cell, reading));
  }
  if ('is' in cell) return listTest(cell.is, reading);
  return rangeTest(cell as RangeCell<unknown>, reading);
}

function anyTest(tests: readonly OpenTest[]): OpenTest {
  return (met, input) => {
    let open = false;
    for (const test of tests) {
      const holds = test(met, input);
      if (holds) return true;
      open ||= holds === undefined;
    }
    return open ? undefined : false;
  };
}

function notTest(test: OpenTest): OpenTest {
  return (met, input) => {
    const holds = test(met, input);
    return holds === undefined ? undefined : !holds;
  };
}

function listTest(list: readonly unknown[], { ofCell, ofInput }: Reading): OpenTest {
  const listed = new Set(list.filter((item) => !isInputRef(item)).map(ofCell));
  const tests = list.filter(isInputRef).map((ref): OpenTest => {
    const raw = rawOf(ref);
    return (met, input) => {
      const value = raw(input);
      if (Array.isArray(value)) return value.some((item: unknown) => ofInput(item) === met);
      const one = ofInput(value);
      return one === undefined ? undefined : one === met;
    };
  });
  if (tests.length === 0) return (met) => listed.has(met);
  return anyTest([(met) => listed.has(met), ...tests]);
}

function rawOf({ input: path }: InputRef): (input: TableInput) => unknown {
  const named = { name: path.join('.'), path };
  return (input) => rawValue(input, named);
}

/** Numbers by size; days as texts, whose order is that of time. The checks saw that bounds and values are alike. */
function rangeTest(cell: RangeCell<unknown>, reading: Reading): OpenTest {
  const { gte, gt, lte, lt } = cell;
  if ([gte, gt, lte, lt].some(isInputRef)) return openRangeTest(cell, reading);
  const [least, above, most, below] = [gte, gt, lte, lt].map((bound) =>
    bound === undefined ? undefined : (reading.ofCell(bound) as number),
  );
  return (met) => {
    const value = met as number;
    return (
      (least === undefined || value >= least) &&
      (above === undefined || value > above) &&
      (most === undefined || value <= most) &&
      (below === undefined || value < below)
    );
  };
}

/** One bound that fails settles it, whatever is missing. */
function openRangeTest({ gte, gt, lte, lt }: RangeCell<unknown>, reading: Reading): OpenTest {
  const side = (bound: unknown, holds: (value: number, bound: number) => boolean) => {
    if (bound === undefined) return [];
    const read = operand(bound, reading);
    const fails: OpenTest = (met, input) => {
      const value = read(input);
      return value === undefined ? undefined : !holds(met as number, value as number);
    };
    return [fails];
  };
  return notTest(
    anyTest([
      ...side(gte, (a, b) => a >= b),
      ...side(gt, (a, b) => a > b),
      ...side(lte, (a, b) => a <= b),
      ...side(lt, (a, b) => a < b),
    ]),
  );
}

function operand(bound: unknown, { ofCell, ofInput }: Reading): Operand {
  if (!isInputRef(bound)) {
    const value = ofCell(bound);
    return () => value;
  }
  const raw = rawOf(bound);
  return (input) => ofInput(raw(input));
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

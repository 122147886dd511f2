import type { Zone } from '@civigrid/calendar';
import { type Cell, type InputRef, isInputRef, type RangeCell } from './cell.ts';
import type { Column } from './column.ts';
import { type Met, readerOf } from './read-value.ts';
import { rawValue, type TableInput } from './table-input.ts';

/** Whether an input satisfies a cell that names another of its values. */
export type CellTest = (input: TableInput) => boolean;

/** Whether a value satisfies a cell or a part of one; undefined where a missing input leaves it open. */
type OpenTest = (met: NonNullable<Met>, input: TableInput) => boolean | undefined;

/** One thing a cell compares with: a value of the column's type or what an input gives. */
type Operand = (input: TableInput) => Met;

/** How values of the column's type are read: those in its cells, those of the column and those of other inputs alike. */
type Reading = (raw: unknown) => Met;

/** The test of a checked cell that names other inputs; all other cells are spans of ranks. */
export function openTestOf(cell: Cell, column: Column, zone: Zone): CellTest {
  const { type } = column;
  // Subtrees and windows name nothing; the checks saw to it.
  if (type === 'tree' || type === 'weekTime') return () => false;
  const read = readerOf(type, zone);
  const test = openTest(cell, read);
  return (input) => {
    const met = read(rawValue(input, column));
    return met !== undefined && test(met, input) === true;
  };
}

function openTest(cell: Cell, read: Reading): OpenTest {
  if ('any' in cell) return anyTest(cell.any.map((one) => openTest(one, read)));
  if ('not' in cell) {
    const { not } = cell;
    return notTest('length' in not ? listTest(not, read) : openTest(not as Cell, read));
  }
  if ('is' in cell) return listTest(cell.is, read);
  return rangeTest(cell as RangeCell<unknown>, read);
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

function listTest(list: readonly unknown[], read: Reading): OpenTest {
  const listed = new Set(list.filter((item) => !isInputRef(item)).map(read));
  const tests = list.filter(isInputRef).map((ref): OpenTest => {
    const raw = rawOf(ref);
    return (met, input) => {
      const value = raw(input);
      if (Array.isArray(value)) return value.some((item: unknown) => read(item) === met);
      const one = read(value);
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

/**
 * Numbers by size; days as texts, whose order is that of time. One bound that fails settles it, whatever is missing.
 */
function rangeTest({ gte, gt, lte, lt }: RangeCell<unknown>, read: Reading): OpenTest {
  const side = (bound: unknown, holds: (value: number, bound: number) => boolean) => {
    if (bound === undefined) return [];
    const other = operand(bound, read);
    const fails: OpenTest = (met, input) => {
      const value = other(input);
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

function operand(bound: unknown, read: Reading): Operand {
  if (!isInputRef(bound)) {
    const value = read(bound);
    return () => value;
  }
  const raw = rawOf(bound);
  return (input) => read(raw(input));
}

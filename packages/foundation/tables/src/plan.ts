import { zone as zoneOf } from '@civigrid/calendar';
import type { JsonObject } from '@civigrid/kernel';
import type { Cell } from './cell.ts';
import type { Column } from './column.ts';
import { type CellTest, testOf } from './match-cell.ts';
import { type Met, type ReadValue, readerOf } from './read-value.ts';
import type { Table } from './table.ts';
import { rawValue, type TableInput } from './table-input.ts';

/** One condition of a rule, ready to be tested. */
export interface PlannedCell {
  readonly column: Column;
  /** The column's index. */
  readonly at: number;
  readonly cell: Cell;
  readonly test: CellTest;
}

/** One rule, ready to be tested. */
export interface PlannedRule {
  readonly index: number;
  readonly id: string | undefined;
  readonly cells: readonly PlannedCell[];
  /** What it says before anything is computed. */
  readonly outcome: JsonObject;
}

/** A checked table, ready to be asked. */
export interface Plan {
  readonly table: Table;
  readonly zone: string;
  readonly rules: readonly PlannedRule[];
  /** What each column meets in an input, by the column's index. */
  readonly read: (input: TableInput) => readonly Met[];
}

export function planOf(table: Table): Plan {
  const zone = zoneOf(table.zone ?? 'Asia/Shanghai');
  const places = new Map(table.inputs.map((column, at) => [column.name, { column, at }] as const));
  const readers = table.inputs.map((column): readonly [Column, ReadValue] => [
    column,
    readerOf(column.type, zone),
  ]);
  const rules = table.rules.map(({ id, when, then }, index): PlannedRule => {
    const cells = Object.entries(when).flatMap(([name, cell]): readonly PlannedCell[] => {
      const place = places.get(name);
      return place && cell !== null && cell !== undefined
        ? [{ ...place, cell, test: testOf(cell, place.column, zone) }]
        : [];
    });
    // Column by column, as the table stands, whatever the order within the rule.
    return { index, id, cells: cells.sort((a, b) => a.at - b.at), outcome: then as JsonObject };
  });
  const read = (input: TableInput) =>
    readers.map(([column, reader]) => reader(rawValue(input, column)));
  return { table, zone: zone.name, rules, read };
}

export function matches({ cells }: PlannedRule, met: readonly Met[], input: TableInput): boolean {
  for (const { at, test } of cells) {
    const value = met[at];
    if (value === undefined || !test(value, input)) return false;
  }
  return true;
}

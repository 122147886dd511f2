import { type Zone, zone as zoneOf } from '@civigrid/calendar';
import type { Cell } from './cell.ts';
import type { Column } from './column.ts';
import { lookedAt } from './looked-at.ts';
import { type CellTest, testOf } from './match-cell.ts';
import { type Met, readerOf } from './read-value.ts';
import type { Table } from './table.ts';
import { type NamedValue, rawValue, type TableInput } from './table-input.ts';

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
}

/** A checked table, ready to be read plainly, rule by rule. */
export interface Plan {
  readonly table: Table;
  readonly zone: Zone;
  /** Everything of an input that the table looks at. */
  looksAt(): readonly NamedValue[];
  /** A rule by its index, made ready when it is first wanted. */
  ruleAt(index: number): PlannedRule;
  /** What each column meets in an input, by the column's index. */
  read(input: TableInput): readonly Met[];
}

export function planOf(table: Table): Plan {
  const zone = zoneOf(table.zone ?? 'Asia/Shanghai');
  const places = new Map(table.inputs.map((column, at) => [column.name, { column, at }] as const));
  const readers = table.inputs.map((column) => [column, readerOf(column.type, zone)] as const);
  const ready = new Map<number, PlannedRule>();
  let named: readonly NamedValue[] | undefined;
  return {
    table,
    zone,
    looksAt: () => {
      named ??= lookedAt(table);
      return named;
    },
    ruleAt(index) {
      const known = ready.get(index);
      if (known) return known;
      const rule = plannedRule({ table, zone, places }, index);
      ready.set(index, rule);
      return rule;
    },
    read: (input) => readers.map(([column, reader]) => reader(rawValue(input, column))),
  };
}

interface Places {
  readonly table: Table;
  readonly zone: Zone;
  readonly places: ReadonlyMap<string, Pick<PlannedCell, 'column' | 'at'>>;
}

function plannedRule({ table, zone, places }: Places, index: number): PlannedRule {
  const { id, when } = table.rules[index] ?? { when: {} };
  const cells = Object.entries(when).flatMap(([name, cell]): readonly PlannedCell[] => {
    const place = places.get(name);
    return place && cell !== null && cell !== undefined
      ? [{ ...place, cell, test: testOf(cell, place.column, zone) }]
      : [];
  });
  // Column by column, as the table stands, whatever the order within the rule.
  return { index, id, cells: cells.sort((a, b) => a.at - b.at) };
}

export function matches({ cells }: PlannedRule, met: readonly Met[], input: TableInput): boolean {
  for (const { at, test } of cells) {
    const value = met[at];
    if (value === undefined || !test(value, input)) return false;
  }
  return true;
}

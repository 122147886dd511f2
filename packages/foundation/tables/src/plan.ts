import { type Zone, zone as zoneOf } from '@civigrid/calendar';
import { type Cell, namesInput } from './cell.ts';
import type { Column } from './column.ts';
import { type Boxes, isFree, spansAt } from './engine/boxes.ts';
import { boxesOf } from './engine/boxes-of-table.ts';
import { rankReader } from './engine/rank-reader.ts';
import { lookedAt } from './looked-at.ts';
import { type CellTest, openTestOf } from './open-test.ts';
import { cellOf } from './rule-cell.ts';
import { lies } from './space/spans.ts';
import type { Table } from './table.ts';
import type { NamedValue, TableInput } from './table-input.ts';

/** A checked table, ready to be read. */
export interface Plan {
  readonly table: Table;
  readonly zone: Zone;
  /** The rules as boxes, as they stand in the table. */
  readonly boxes: Boxes;
  /** The rules with cells that name other inputs: their boxes hold more than they match. */
  readonly open: ReadonlySet<number>;
  /** The ranks of an input's values, column by column, -1 where one is missing or of another type; until the next call. */
  ranksOf(input: TableInput): Int32Array;
  /** The cell of a rule in a column; undefined where it leaves the column free. */
  cellAt(rule: number, column: number): Cell | undefined;
  /** Whether a rule's cell, or the lack of one, lets an input of these ranks pass. */
  passes(rule: number, column: number, ranks: Int32Array, input: TableInput): boolean;
  /** Everything of an input that the table looks at. */
  looksAt(): readonly NamedValue[];
}

export function planOf(table: Table): Plan {
  const { inputs, rules } = table;
  const zone = zoneOf(table.zone ?? 'Asia/Shanghai');
  const { boxes, spaces, open } = boxesOf(table, zone);
  const tests = new Map<Cell, CellTest>();
  const testOf = (cell: Cell, column: Column): CellTest => {
    const known = tests.get(cell) ?? openTestOf(cell, column, zone);
    tests.set(cell, known);
    return known;
  };
  const cellAt = (index: number, at: number): Cell | undefined => {
    const rule = rules[index];
    return rule && cellOf(rule, (inputs[at] as Column).name);
  };
  let named: readonly NamedValue[] | undefined;
  return {
    table,
    zone,
    boxes,
    open,
    ranksOf: rankReader(spaces),
    cellAt,
    passes(rule, at, ranks, input) {
      if (isFree(boxes, at, rule)) return true;
      if (!lies(spansAt(boxes, at, rule), ranks[at] as number)) return false;
      const cell = open.has(rule) ? cellAt(rule, at) : undefined;
      return !cell || !namesInput(cell) || testOf(cell, inputs[at] as Column)(input);
    },
    looksAt() {
      named ??= lookedAt(table);
      return named;
    },
  };
}

/** Whether a rule matches an input of these ranks. */
export function matches(plan: Plan, rule: number, ranks: Int32Array, input: TableInput): boolean {
  for (let at = 0; at < ranks.length; at++) if (!plan.passes(rule, at, ranks, input)) return false;
  return true;
}

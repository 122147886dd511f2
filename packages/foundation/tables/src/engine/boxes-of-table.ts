import type { Zone } from '@civigrid/calendar';
import { type Cell, namesInput } from '../cell.ts';
import { type ColumnSpace, columnSpace } from '../space/column-space.ts';
import type { Spans } from '../space/spans.ts';
import type { Table } from '../table.ts';
import type { Boxes } from './boxes.ts';

/** The cells of a column, and the rules in which they stand. */
interface ColumnCells {
  readonly rules: readonly number[];
  readonly cells: readonly Cell[];
}

/** The rules of a table as boxes, and the spaces in which they lie. */
interface TableBoxes {
  readonly boxes: Boxes;
  readonly spaces: readonly ColumnSpace[];
  /** The rules with cells that name other inputs: their boxes hold whatever is there. */
  readonly open: ReadonlySet<number>;
}

/** The rules of a table as boxes, as they stand in it. */
export function boxesOf(table: Table, zone: Zone): TableBoxes {
  const count = table.rules.length;
  const open = new Set<number>();
  const given = cellsByColumn(table);
  const closed = given.map(({ cells }) => cells.filter((cell) => !namesInput(cell)));
  const spaces = table.inputs.map((column, at) => columnSpace(column, closed[at] ?? [], zone));
  const from: Int32Array[] = [];
  const until: Int32Array[] = [];
  const parts: Map<number, Spans>[] = [];
  spaces.forEach((space, at) => {
    const froms = new Int32Array(count).fill(-1);
    const untils = new Int32Array(count).fill(space.size);
    const several = new Map<number, Spans>();
    const { rules, cells } = given[at] as ColumnCells;
    const hasOpen = closed[at]?.length !== cells.length;
    cells.forEach((cell, i) => {
      const rule = rules[i] as number;
      const isOpen = hasOpen && namesInput(cell);
      if (isOpen) open.add(rule);
      const spans = isOpen ? [0, space.size] : space.spansOf(cell);
      froms[rule] = spans[0] ?? 0;
      untils[rule] = spans[spans.length - 1] ?? 0;
      if (spans.length > 2) several.set(rule, spans);
    });
    from.push(froms);
    until.push(untils);
    parts.push(several);
  });
  const sizes = spaces.map(({ size }) => size);
  const ends = spaces.map((space) => space.ends);
  return { boxes: { count, sizes, from, until, parts, ends }, spaces, open };
}

function cellsByColumn({ inputs, rules }: Table): readonly ColumnCells[] {
  const places = new Map(inputs.map(({ name }, at) => [name, at] as const));
  const columns = inputs.map(() => ({ rules: [] as number[], cells: [] as Cell[] }));
  rules.forEach(({ when }, rule) => {
    for (const name of Object.keys(when)) {
      const cell = when[name];
      const column = columns[places.get(name) ?? -1];
      if (!column || cell === undefined || cell === null) continue;
      column.rules.push(rule);
      column.cells.push(cell);
    }
  });
  return columns;
}

import type { Zone } from '@civigrid/calendar';
import { type Cell, namesInput } from '../cell.ts';
import { type ColumnSpace, columnSpace } from '../space/column-space.ts';
import type { Spans } from '../space/spans.ts';
import type { Table } from '../table.ts';
import type { Boxes } from './boxes.ts';

/** The cells of a column, by position of the rule. */
interface ColumnCells {
  readonly positions: readonly number[];
  readonly cells: readonly Cell[];
}

/** The rules of a table as boxes, and the spaces in which they lie. */
interface TableBoxes {
  readonly boxes: Boxes;
  readonly spaces: readonly ColumnSpace[];
  /** The positions of rules with cells that name other inputs: their boxes hold whatever is there. */
  readonly open: ReadonlySet<number>;
}

/** The rules of a table as boxes, in an order of their own. */
export function boxesOf(table: Table, order: Int32Array, zone: Zone): TableBoxes {
  const open = new Set<number>();
  const given = cellsByColumn(table, order);
  const spaces = table.inputs.map((column, at) =>
    columnSpace(column, given[at]?.cells ?? [], zone),
  );
  const from: Int32Array[] = [];
  const until: Int32Array[] = [];
  const parts: Map<number, Spans>[] = [];
  spaces.forEach((space, at) => {
    const froms = new Int32Array(order.length).fill(-1);
    const untils = new Int32Array(order.length).fill(space.size);
    const several = new Map<number, Spans>();
    const { positions, cells } = given[at] as ColumnCells;
    cells.forEach((cell, i) => {
      const position = positions[i] as number;
      const isOpen = namesInput(cell);
      if (isOpen) open.add(position);
      const spans = isOpen ? [0, space.size] : space.spansOf(cell);
      froms[position] = spans[0] ?? 0;
      untils[position] = spans[spans.length - 1] ?? 0;
      if (spans.length > 2) several.set(position, spans);
    });
    from.push(froms);
    until.push(untils);
    parts.push(several);
  });
  const sizes = spaces.map(({ size }) => size);
  const ends = spaces.map((space) => space.ends);
  return { boxes: { count: order.length, sizes, from, until, parts, ends }, spaces, open };
}

function cellsByColumn({ inputs, rules }: Table, order: Int32Array): readonly ColumnCells[] {
  const places = new Map(inputs.map(({ name }, at) => [name, at] as const));
  const columns = inputs.map(() => ({ positions: [] as number[], cells: [] as Cell[] }));
  for (let position = 0; position < order.length; position++) {
    const when = rules[order[position] as number]?.when ?? {};
    for (const name of Object.keys(when)) {
      const cell = when[name];
      const column = columns[places.get(name) ?? -1];
      if (!column || cell === undefined || cell === null) continue;
      column.positions.push(position);
      column.cells.push(cell);
    }
  }
  return columns;
}

import type { Zone } from '@civigrid/calendar';
import type { Cell, ListCell } from '../cell.ts';
import type { Column } from '../column.ts';
import { spansOfParts } from './cell-parts.ts';
import { orderedSpace } from './ordered-space.ts';
import type { Spans } from './spans.ts';
import { textSpace } from './text-space.ts';
import { treeSpace } from './tree-space.ts';
import { weekSpace } from './week-space.ts';

/**
 * The values of a column, cut at everything that its cells mention: values of one rank (原子) satisfy the same cells.
 * Ranks are numbered so that a subtree, a range, a single value are each one span. Cells that name other inputs have no
 * ranks of their own and are not to be given.
 */
export interface ColumnSpace {
  readonly column: Column;
  /** How many ranks there are, from 0. */
  readonly size: number;
  /** Where the subtree of each rank ends, if the column is a tree. */
  readonly ends?: readonly number[];
  /** The rank of a value as an input gives it; -1 where it is missing or of another type. */
  rankOf(raw: unknown): number;
  /** The ranks that satisfy one of the cells that the space was made of. */
  spansOf(cell: Cell): Spans;
  /** A value of a rank as an input would give it; undefined where the type has none. */
  sampleOf(rank: number): string | number | boolean | undefined;
  /** On a scale: where rank 1, rank 2, … begin, in its own measure (number, day number, minute of the week). */
  readonly cuts?: ArrayLike<number>;
}

/** The space of a column and of all cells that will be asked about. */
export function columnSpace(column: Column, cells: Iterable<Cell>, zone: Zone): ColumnSpace {
  switch (column.type) {
    case 'tree':
      return treeSpace(column, cells);
    case 'text':
      return textSpace(column, cells);
    case 'boolean':
      return booleanSpace(column);
    case 'number':
    case 'integer':
    case 'date':
    case 'time':
    case 'dateTime':
    case 'dayTimeDuration':
    case 'yearMonthDuration':
      return orderedSpace(column, cells, zone);
    case 'weekTime':
      return weekSpace(column, cells, zone);
  }
}

function booleanSpace(column: Column): ColumnSpace {
  return {
    column,
    size: 2,
    rankOf: (raw) => (raw === true ? 1 : raw === false ? 0 : -1),
    spansOf: (cell) =>
      spansOfParts(cell, 2, (part) => {
        const { is } = part as ListCell<boolean>;
        const from = is.includes(false) ? 0 : 1;
        return [from, is.includes(true) ? 2 : 1];
      }),
    sampleOf: (rank) => rank === 1,
  };
}

import type { Cell, TextCell } from '../cell.ts';
import type { Column } from '../column.ts';
import type { ColumnSpace } from './column-space.ts';
import { difference, type Spans, union } from './spans.ts';

/** Texts: rank 0 for every text that no cell names, then one for each that some cell does. */
export function textSpace(column: Column, cells: Iterable<Cell>): ColumnSpace {
  const ranks = new Map<unknown, number>();
  for (const cell of cells)
    for (const text of listOf(cell)) if (!ranks.has(text)) ranks.set(text, ranks.size + 1);
  const texts = ['', ...ranks.keys()] as string[];
  const size = texts.length;
  const other = otherThan(ranks);
  return {
    column,
    size,
    rankOf: (raw) => (typeof raw === 'string' ? (ranks.get(raw) ?? 0) : -1),
    spansOf: (cell) => {
      const listed = union(
        listOf(cell).map((text): Spans => {
          const rank = ranks.get(text) ?? 0;
          return [rank, rank + 1];
        }),
      );
      return 'not' in cell ? difference([0, size], listed) : listed;
    },
    sampleOf: (rank) => (rank === 0 ? other : texts[rank]),
  };
}

function listOf(cell: Cell): readonly string[] {
  const listed = cell as TextCell;
  return 'not' in listed ? listed.not : listed.is;
}

/** A text that is none of these. */
export function otherThan(texts: ReadonlyMap<unknown, unknown>): string {
  let other = 'other';
  while (texts.has(other)) other += '-';
  return other;
}

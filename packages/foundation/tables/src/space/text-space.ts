import type { Cell, ListCell } from '../cell.ts';
import type { Column } from '../column.ts';
import { partsOf, spansOfParts } from './cell-parts.ts';
import type { ColumnSpace } from './column-space.ts';
import { type Spans, union } from './spans.ts';

/** Texts: rank 0 for every text that no cell names, then one for each that some cell does. */
export function textSpace(column: Column, cells: Iterable<Cell>): ColumnSpace {
  const ranks = new Map<unknown, number>();
  for (const cell of cells)
    for (const part of partsOf(cell))
      for (const text of (part as ListCell<string>).is)
        if (!ranks.has(text)) ranks.set(text, ranks.size + 1);
  const texts = ['', ...ranks.keys()] as string[];
  const size = texts.length;
  const other = otherThan(ranks);
  const one = (text: unknown): Spans => {
    const rank = ranks.get(text) ?? 0;
    return [rank, rank + 1];
  };
  return {
    column,
    size,
    rankOf: (raw) => (typeof raw === 'string' ? (ranks.get(raw) ?? 0) : -1),
    spansOf: (cell) =>
      spansOfParts(cell, size, (part) => union((part as ListCell<string>).is.map(one))),
    sampleOf: (rank) => (rank === 0 ? other : texts[rank]),
  };
}

/** A text that is none of these. */
function otherThan(texts: ReadonlyMap<unknown, unknown>): string {
  let other = 'other';
  while (texts.has(other)) other += '-';
  return other;
}

import type { GridCode } from '@civigrid/kernel';
import type { CodeScheme } from './code-scheme.ts';
import type { NextCodeOptions } from './code-series.ts';
import { type PlacedCell, type SequenceOptions, sequence } from './sequence.ts';

/** A cell and the code that it was given. */
export interface CodedCell<Cell extends PlacedCell> {
  readonly cell: Cell;
  readonly code: GridCode;
}

/**
 * Gives each cell below a parent a code of its own (赋码), in the order of {@link sequence}. `used` are all codes ever
 * given, also those of cells that are gone. All cells get one or, with `grid/codes-exhausted`, none. Refuses besides
 * what `sequence` and {@link CodeScheme.next} refuse.
 *
 * @example
 * const cells = drafts.children(root).flatMap((key) => {
 *   const [point, box] = [drafts.representativePoint(key), drafts.bounds(key)];
 *   return point && box ? [{ key, point, height: box[3] - box[1] }] : [];
 * });
 * assignCodes(unitGrid15, '330702001004', cells, everyCodeEverGiven);
 */
export function assignCodes<Cell extends PlacedCell>(
  scheme: CodeScheme,
  parent: string | undefined,
  cells: Iterable<Cell>,
  used: Iterable<string>,
  options: SequenceOptions & NextCodeOptions = {},
): readonly CodedCell<Cell>[] {
  const next = scheme.series(parent, used, options);
  return sequence(cells, options).map((cell) => ({ cell, code: next() }));
}

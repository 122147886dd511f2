import type { GridCode } from '@civigrid/kernel';
import type { LayerValue } from './layer-value.ts';

/** What holds of a cell from a day on. */
export interface LayerEntry {
  readonly cell: GridCode;
  readonly layer: string;
  /** The first day of which it holds, `'YYYY-MM-DD'`. */
  readonly day: string;
  /** null: from this day on nothing is known. */
  readonly value: LayerValue | null;
}

/** A value of a cell's history. */
export interface DatedValue<Value> {
  readonly day: string;
  readonly value: Value | null;
}

/**
 * Why an entry was refused: no entry at all, no code of a cell, a layer that is not defined, no day of the calendar, a
 * value that the layer cannot have, a day that the same cell and layer has already in this batch.
 */
export type LayerIssueCode =
  | 'layer-not-an-entry'
  | 'layer-bad-cell'
  | 'layer-unknown'
  | 'layer-bad-day'
  | 'layer-bad-value'
  | 'layer-day-twice';

/** One entry that was refused. */
export interface LayerIssue {
  readonly code: LayerIssueCode;
  /** Number of the entry, from 0, and what of it is wrong. */
  readonly path: readonly [number, ...string[]];
  readonly cell?: GridCode;
  readonly layer?: string;
}

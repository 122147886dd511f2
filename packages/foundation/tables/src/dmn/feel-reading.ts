import type { ColumnType } from '../column.ts';
import type { FeelNames, FeelParser } from './feel-tree.ts';

/** What a text is read with where the types of inputs matter. */
export interface OutcomeReading {
  readonly parser: FeelParser;
  readonly names: FeelNames;
  /** The type of an input by its path, where the model says it. */
  readonly typeOf: (path: readonly string[]) => ColumnType | undefined;
}

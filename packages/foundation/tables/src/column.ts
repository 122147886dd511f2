import type { Cell } from './cell.ts';

/**
 * The types of columns (列类型). Values: `tree` and `text` are texts, `number` and `integer` numbers, `weekTime` an
 * instant (UTC ms), `date` a day `'YYYY-MM-DD'`, `time`, `dateTime` and the two durations ISO 8601 texts: see
 * `scaleOf` for how these are read and compared.
 */
export type ColumnType =
  | 'tree'
  | 'text'
  | 'number'
  | 'integer'
  | 'boolean'
  | 'weekTime'
  | 'date'
  | 'time'
  | 'dateTime'
  | 'dayTimeDuration'
  | 'yearMonthDuration';

/** What every column has. */
interface NamedColumn {
  readonly name: string;
  /** Where its value lies if the input has no own key of its name: keys through records. */
  readonly path?: readonly string[];
  /** The values it may take (允许值): for editors and proofs; deciding does not look at it. */
  readonly allowed?: Cell;
}

/** A column of codes in a tree (树形代码): dotted codes, or codes of any form with their own parents. */
export interface TreeColumn extends NamedColumn {
  readonly type: 'tree';
  /** Parent by code, null for a root. With it dots mean nothing; without it `01.02` lies in `01`. */
  readonly parents?: Readonly<Record<string, string | null>>;
}

/** A column of any type but tree. */
export interface PlainColumn extends NamedColumn {
  readonly type: Exclude<ColumnType, 'tree'>;
}

/** One input of a table (条件列). */
export type Column = TreeColumn | PlainColumn;

export const columnTypes: readonly ColumnType[] = [
  'tree',
  'text',
  'number',
  'integer',
  'boolean',
  'weekTime',
  'date',
  'time',
  'dateTime',
  'dayTimeDuration',
  'yearMonthDuration',
];

/**
 * The types of columns (列类型). Values: `tree` and `text` are texts, `number` and `integer` numbers, `weekTime` an
 * instant (UTC ms), `date` a day `'YYYY-MM-DD'`.
 */
export type ColumnType = 'tree' | 'text' | 'number' | 'integer' | 'boolean' | 'weekTime' | 'date';

/** A column of codes in a tree (树形代码): dotted codes, or codes of any form with their own parents. */
export interface TreeColumn {
  readonly name: string;
  readonly type: 'tree';
  /** Parent by code, null for a root. With it dots mean nothing; without it `01.02` lies in `01`. */
  readonly parents?: Readonly<Record<string, string | null>>;
}

/** A column of any type but tree. */
export interface PlainColumn {
  readonly name: string;
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
];

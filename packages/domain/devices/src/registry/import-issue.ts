import type { IssueLevel } from '../event/device-issue.ts';

/** What can be wrong with a row of a list of devices. */
export type ImportIssueCode =
  | 'devices/row-not-a-record'
  | 'devices/cell-not-text'
  | 'devices/cell-missing'
  | 'devices/formula-text'
  | 'devices/listed-twice'
  | 'devices/row-of-retired'
  | 'devices/unknown-grid'
  | 'devices/unknown-category'
  | 'devices/unknown-model'
  | 'devices/unknown-input-kind'
  | 'devices/unknown-owner'
  | 'devices/two-owners'
  | 'devices/impossible-point'
  | 'devices/invalid-heartbeat'
  | 'devices/invalid-number'
  | 'devices/invalid-day'
  | 'devices/maintenance-without-organisation';

/** One thing that is worth saying about a row (导入问题). It never quotes the cell: that may be anybody's name. */
export interface ImportIssue {
  readonly code: ImportIssueCode;
  /** A row with an error is left out; one with a warning is taken. */
  readonly level: Exclude<IssueLevel, 'info'>;
  /** Counted from 1; the row of names is not counted. */
  readonly row: number;
  /** As the list calls it; absent where the row as a whole is meant. */
  readonly column?: string;
  /** English, for developers. */
  readonly message: string;
}

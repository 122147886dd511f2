/** What can be wrong with the data of a responsibility matrix (问题代码). */
export type MatrixIssueCode =
  | 'cases/bad-rank'
  | 'cases/bad-slots'
  | 'cases/duplicate-category'
  | 'cases/duplicate-duty'
  | 'cases/duplicate-grid'
  | 'cases/duplicate-level'
  | 'cases/duplicate-post'
  | 'cases/duplicate-succession'
  | 'cases/empty-hours'
  | 'cases/empty-matrix'
  | 'cases/empty-scope'
  | 'cases/hour-out-of-range'
  | 'cases/inner-category'
  | 'cases/lead-missing'
  | 'cases/not-one-lead'
  | 'cases/off-slot'
  | 'cases/other-tree'
  | 'cases/parent-cycle'
  | 'cases/too-many-levels'
  | 'cases/unknown-category'
  | 'cases/unknown-duty'
  | 'cases/unknown-grid'
  | 'cases/unknown-level'
  | 'cases/unknown-parent'
  | 'cases/unknown-person'
  | 'cases/unknown-post'
  | 'cases/unknown-role'
  | 'cases/unread-cell'
  | 'cases/unread-column';

/** One thing that is wrong with the data of a matrix, and where. */
export interface MatrixIssue {
  readonly code: MatrixIssueCode;
  /** Keys and indexes from the input, the list of changes or the table, down to the place. */
  readonly path: readonly (string | number)[];
  /** The code, id or name that is wrong, where there is one. */
  readonly what?: string;
}

/** What can be wrong with a table (问题代码). */
export type TableIssueCode =
  | 'tables/bad-aggregate'
  | 'tables/bad-cell'
  | 'tables/bad-column'
  | 'tables/bad-effective'
  | 'tables/bad-expression'
  | 'tables/bad-id'
  | 'tables/bad-note'
  | 'tables/bad-otherwise'
  | 'tables/bad-outcome'
  | 'tables/bad-output'
  | 'tables/bad-rule'
  | 'tables/cyclic-tree'
  | 'tables/duplicate-column'
  | 'tables/duplicate-output'
  | 'tables/duplicate-rule'
  | 'tables/equal-ends'
  | 'tables/inverted-range'
  | 'tables/never-matches'
  | 'tables/not-a-number'
  | 'tables/not-a-table'
  | 'tables/unknown-column'
  | 'tables/unknown-hit'
  | 'tables/unknown-output'
  | 'tables/unknown-type'
  | 'tables/unknown-zone'
  | 'tables/unlisted-value';

/** One thing that is wrong with a table (问题), and where. */
export interface TableIssue {
  readonly code: TableIssueCode;
  /** Keys and indexes from the table down to the place. */
  readonly path: readonly (string | number)[];
  /** The rule's index. */
  readonly rule?: number;
  /** The rule's id, where it has one. */
  readonly id?: string;
  /** The name of the input or output. */
  readonly column?: string;
}

/** The codes with which a proof about tables refuses its arguments. */
export type ProofErrorCode = 'tables/bad-universe' | 'tables/unlike-columns';

/** The codes with which a table refuses: to be compiled, or to choose silently. */
export type TableErrorCode =
  | 'tables/bad-day'
  | 'tables/invalid'
  | 'tables/not-any'
  | 'tables/not-unique'
  | 'tables/unknown-rule';

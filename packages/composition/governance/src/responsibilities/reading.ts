import type { MatrixIssue } from '@civigrid/cases/responsibility';

/** What a town cannot say as a matrix, besides what is wrong with the matrix's own data (问题代码). */
export type ResponsibilityIssueCode =
  | MatrixIssue['code']
  | 'governance/inner-backstop'
  | 'governance/unknown-year';

/** Why a town has no matrix, and where (问题). Paths begin with `routing`, `roster`, or a list of the matrix's input. */
export interface ResponsibilityIssue {
  readonly code: ResponsibilityIssueCode;
  readonly path: readonly (string | number)[];
  /** The code, id, name or year that it is about, where there is one. */
  readonly what?: string;
}

/** What of a town the matrix leaves out, because it does not touch the matters, places and hours that are asked for (说明代码). */
export type ResponsibilityNoteCode =
  | 'governance/other-matters'
  | 'governance/other-hours'
  | 'governance/otherwise-unused'
  | 'governance/post-elsewhere'
  | 'governance/unlike-outcomes';

/** Something that a matrix leaves out, told so that nothing is dropped silently (说明). */
export interface ResponsibilityNote {
  readonly code: ResponsibilityNoteCode;
  /** The id of the rule (`#n` where it has none) or of the post. */
  readonly what: string;
  /** The first column whose condition does not hold. */
  readonly column?: string;
}

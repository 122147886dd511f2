/**
 * What is wrong with a text that should be a code: no text at all, a character that the part does not know, an end
 * inside a part, more than the scheme has, a number that no range holds, a zero in front that the part does not write.
 */
export type CodeIssueCode =
  | 'code-not-text'
  | 'code-bad-character'
  | 'code-too-short'
  | 'code-too-long'
  | 'code-out-of-range'
  | 'code-leading-zero';

/** One thing that is wrong with a text that should be a code. */
export interface CodeIssue {
  readonly code: CodeIssueCode;
  /** Name of the part that is concerned; left out where no part is. */
  readonly segment?: string;
  /** Index of the first character that is wrong, or where one is missing. */
  readonly at: number;
}

/** The codes with which schemes and sequences refuse. */
export type CodeErrorCode =
  | 'grid/invalid-scheme'
  | 'grid/invalid-code'
  | 'grid/codes-exhausted'
  | 'grid/no-level-below'
  | 'grid/not-numbered'
  | 'grid/unknown-kind'
  | 'grid/invalid-place'
  | 'grid/duplicate-key';

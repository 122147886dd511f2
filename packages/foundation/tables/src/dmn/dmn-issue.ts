import type { GuardIssue } from '@civigrid/guard';
import type { TableIssueCode } from '../issue.ts';

/** What of a DMN document cannot be taken (问题代码). */
export type DmnIssueCode =
  | 'tables/bad-decision-table'
  | 'tables/bad-feel'
  | 'tables/duplicate-decision'
  | 'tables/entry-count'
  | 'tables/feel-too-long'
  | 'tables/not-dmn'
  | 'tables/unknown-name'
  | 'tables/unsupported-dmn'
  | 'tables/unsupported-feel';

/** The code with which `toDmn` refuses what DMN has no way to say. */
export type DmnErrorCode = 'tables/unwritable';

/** One thing that is wrong in a decision of a DMN document (问题), and where. */
export interface DmnIssue {
  readonly code: DmnIssueCode | TableIssueCode;
  /** The decision's name. */
  readonly decision?: string;
  /** The rule's index. */
  readonly rule?: number;
  /** The rule's id, where it has one. */
  readonly id?: string;
  /** The name of the input or output. */
  readonly column?: string;
  /** What is not supported, by name: `FunctionInvocation sum`, `defaultOutputEntry`. */
  readonly construct?: string;
  /** The text of the cell, its first 200 characters. */
  readonly text?: string;
}

/** A decision that is no table, and what it is instead. */
export interface SkippedDecision {
  readonly decision: string;
  /** The element that holds its logic: `literalExpression`, `context`, …; `none` where it has none. */
  readonly construct: string;
}

/** Why a FEEL text is not translated. */
export interface Refused {
  readonly refused: DmnIssueCode | TableIssueCode;
  readonly construct?: string;
}

export function isRefused(value: unknown): value is Refused {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, 'refused');
}

/** An issue of the document's reading or of what it says. */
export type ParseDmnIssue = GuardIssue | DmnIssue;

import type { ConflictReason, GapReason } from './finding.ts';
import type { MatrixIssue } from './matrix-issue.ts';

/** A post that was asked and passed on, nearest first. */
export interface PassedPost {
  readonly post: string;
  readonly grid: string;
  readonly why: 'vacantPost' | 'offDuty' | 'onLeave';
}

/** What every answer tells of the way to it. */
interface Way {
  readonly ok: true;
  /** The rules that spoke, or contradict each other. */
  readonly duties: readonly string[];
  /** The cell from which somebody was sought; absent where none lies high enough. */
  readonly start?: string;
  readonly passed: readonly PassedPost[];
}

/** One person answers. */
export interface Answered extends Way {
  readonly status: 'answered';
  readonly role: string;
  readonly post: string;
  /** The cell of the post. */
  readonly grid: string;
  readonly person: string;
  /** The post lies above the cell from which somebody was sought. */
  readonly fellBack: boolean;
}

/** Nobody answers. */
export interface Unanswered extends Way {
  readonly status: 'gap';
  readonly why: GapReason;
  /** Absent where no rule names one. */
  readonly role?: string;
}

/** More than one would answer. */
export interface Disputed extends Way {
  readonly status: 'conflict';
  readonly why: ConflictReason;
  readonly roles: readonly string[];
  readonly posts: readonly string[];
  readonly persons: readonly string[];
}

/** Who answers for one cell of the matrix, and why (谁负责); or what is wrong with the question. */
export type MatrixAnswer =
  | Answered
  | Unanswered
  | Disputed
  | { readonly ok: false; readonly issues: readonly MatrixIssue[] };

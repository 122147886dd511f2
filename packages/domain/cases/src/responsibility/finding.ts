import type { HourSpan, SlotName } from './hours.ts';

/**
 * Why nobody answers: no rule names a lead; there is no post of the role at or above the place; the nearest post is
 * vacant, its holder is off duty, or on leave.
 */
export type GapReason = 'noRule' | 'noPost' | 'vacantPost' | 'offDuty' | 'onLeave';

/**
 * Why more than one would answer: rules that nothing settles; two posts of a role in one cell on duty at once; two
 * persons who hold one post and are on duty at once.
 */
export type ConflictReason = 'rules' | 'posts' | 'holders';

/** One cell of the matrix (矩阵单元). */
export interface MatrixCell {
  readonly category: string;
  readonly grid: string;
  readonly level: string;
  /** The number of the slot, 0 the first. */
  readonly hour: number;
}

/** A box of cells of the matrix: every category in it at every place, level and hour in it. */
export interface MatrixRegion {
  /** These categories with all leaves below them. */
  readonly categories: readonly string[];
  readonly grids: {
    /** These cells and all below them. */
    readonly within: readonly string[];
    /** These cells alone. */
    readonly only: readonly string[];
  };
  readonly levels: readonly string[];
  readonly hours: readonly HourSpan[];
}

/** What every finding tells. */
interface Found {
  readonly region: MatrixRegion;
  /** How many cells of the matrix the region holds. */
  readonly cells: number;
  /** The first of them. */
  readonly witness: MatrixCell;
  /** The hour of the witness as people name it. */
  readonly when: SlotName;
}

/** Cells for which nobody answers (责任空白). */
export interface MatrixGap extends Found {
  readonly kind: 'gap';
  readonly why: GapReason;
  /** The role that should lead; absent where no rule names one. */
  readonly role?: string;
}

/** Cells for which more than one would answer (责任冲突). */
export interface MatrixConflict extends Found {
  readonly kind: 'conflict';
  readonly why: ConflictReason;
  /** The leads that the rules name. */
  readonly roles: readonly string[];
  /** Of `rules`: those that contradict each other. */
  readonly duties: readonly string[];
  /** Of `posts` and `holders`: the posts. */
  readonly posts: readonly string[];
}

/** What a proof found. Regions of one cause share no cell. */
export type MatrixFinding = MatrixGap | MatrixConflict;

/** A post that nobody holds in hours in which a cell of the matrix came to it and had to pass on (空缺岗位). */
export interface VacantMatrixPost {
  readonly post: string;
  readonly role: string;
  readonly grid: string;
  readonly hours: readonly HourSpan[];
}

/** The proof over every cell of the matrix (责任矩阵核验). */
export interface MatrixProof {
  /** Exactly one person answers for every cell. */
  readonly complete: boolean;
  readonly counts: {
    /** Leaf categories × cells × levels × hours. */
    readonly cells: number;
    /** One person answers. */
    readonly covered: number;
    /** Of these: by a post above the cell that is asked at this level. */
    readonly fellBack: number;
    readonly gaps: number;
    readonly conflicts: number;
    /** Not looked at, because the budget ran out. */
    readonly undecided: number;
  };
  /** Gaps first, then by cause and by their first cell. */
  readonly findings: readonly MatrixFinding[];
  /** Findings that are not listed. */
  readonly more: number;
  /** Empty too where the budget ran out. */
  readonly vacantPosts: readonly VacantMatrixPost[];
}

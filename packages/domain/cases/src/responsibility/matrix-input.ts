import type { HourSpan, MatrixHours } from './hours.ts';

/**
 * A category of matters (类别): a dotted code, which implies those above it (`fire.smoke` lies in `fire`), or a code of
 * any form with its parent, null for a root. Leaves are what is proved.
 */
export type MatrixCategory = string | { readonly code: string; readonly parent: string | null };

/** A cell of the grid tree (网格): every cell is a place where a matter may arise, not only the leaves. */
export interface MatrixGrid {
  readonly code: string;
  /** Null or absent for a root. */
  readonly parent?: string | null;
  /** One of the matrix's levels. */
  readonly level: string;
}

/** Who should answer (职责): a rule that names the role in the lead for matters, places, levels and hours. */
export interface Duty {
  readonly id: string;
  /** These categories and all below them; every one if left out. */
  readonly categories?: readonly string[];
  /** Where the matter lies: these cells and all below them; everywhere if left out. */
  readonly grids?: readonly string[];
  /** Levels at which the matter is answered; all if left out. */
  readonly levels?: readonly string[];
  /** All if left out. */
  readonly hours?: readonly HourSpan[];
  /** The role that leads (牵头岗位). */
  readonly lead: string;
  /** The lowest rank settles who speaks; 0 if left out. Rules of one rank that name different leads contradict each other. */
  readonly rank?: number;
}

/** Somebody who holds a post (任职). Hours that are left out are all hours, `leave` that is left out is none. */
export interface Holding {
  /** A pseudonym, never a name. */
  readonly person: string;
  /** When the post is this person's. */
  readonly holds?: readonly HourSpan[];
  /** When this person is on duty (值班). */
  readonly onDuty?: readonly HourSpan[];
  /** When this person is away (请假). */
  readonly leave?: readonly HourSpan[];
}

/** A post that exists (岗位), held or vacant. It answers for its cell and, by fallback, for all below. */
export interface MatrixPost {
  readonly id: string;
  readonly role: string;
  readonly grid: string;
  /** Nobody: the post is vacant (空缺). Several may share it in turn; two who answer in one hour are a conflict. */
  readonly holders: readonly Holding[];
  /** Of several posts of one role in one cell the lowest rank answers; 0 if left out. Equal ranks on duty at once are a conflict. */
  readonly rank?: number;
}

/**
 * Whether a post above may answer where the cell's own does not: every one (`anyAbove`), only where the cell has no
 * post of that role at all (`whereNoPost`), never (`none`).
 */
export type MatrixFallback = 'anyAbove' | 'whereNoPost' | 'none';

/**
 * Who else is asked where nobody answers in a role (接替顺序): in each cell, before the cell above, the next roles in turn.
 * What is told of such an answer is told of the role; the post says whose it is.
 */
export interface MatrixSuccession {
  readonly role: string;
  /** In the order in which they are asked; each once, the role itself first. */
  readonly next: readonly string[];
}

/**
 * From where somebody is sought: from the nearest cell, itself or above, whose level is not below the asked one
 * (`level`); or from the place itself at every level (`place`), where rules by level name the leads.
 */
export type MatrixStart = 'level' | 'place';

/** What stops a proof early. */
export interface MatrixLimits {
  /** Steps of work, each a comparison of a rule or a lead with a class of cells; 50 million if left out. */
  readonly steps?: number;
  /** Findings that are listed, the rest is counted in `more`; 1,000 if left out. */
  readonly findings?: number;
}

/** What the responsibility matrix is made of (人、格、事、责), plain data. */
export interface MatrixInput {
  readonly categories: readonly MatrixCategory[];
  readonly grids: readonly MatrixGrid[];
  /** Levels of escalation, lowest first; also the levels of the cells. */
  readonly levels: readonly string[];
  /** A typical week of 168 hours if left out. */
  readonly hours?: MatrixHours;
  readonly duties: readonly Duty[];
  readonly posts: readonly MatrixPost[];
  /** The roles there are; if given, others are refused. */
  readonly roles?: readonly string[];
  /** `level` if left out. */
  readonly start?: MatrixStart;
  /** Of each role at most one; a role without one is asked alone. */
  readonly successions?: readonly MatrixSuccession[];
  /** `anyAbove` if left out. */
  readonly fallback?: MatrixFallback;
  /** Two rules of one rank for one cell are a conflict even where their leads agree (hit policy `unique`). */
  readonly unique?: boolean;
  readonly limits?: MatrixLimits;
}

import type { GridCode } from '@civigrid/kernel';
import type { AreaGeometry, Point } from '@civigrid/spatial';
import type { Defect } from '../defect.ts';
import type { GridRevision } from '../revision.ts';

/**
 * What can be proposed: `mend-ring` (draw the cell as it was read: rings closed, spikes dropped, crossings taken apart),
 * `re-parent` (hang the cell under the one that it lies in), `snap` (a stray border goes to the neighbour's or the
 * parent's), `give-gap` (a gap goes to one neighbour), `cut-overlap` (all but one lose the common part), `match-parent`
 * (a cell is cut where it reaches out of its parent into another's land), `redraw-outline` (a drawn outline becomes that
 * of what lies below it).
 */
export type RepairAction =
  | 'mend-ring'
  | 're-parent'
  | 'snap'
  | 'give-gap'
  | 'cut-overlap'
  | 'match-parent'
  | 'redraw-outline';

/**
 * Why nothing is proposed: `unreadable` (the feature has to be corrected at its source), `which-is-right` (two cells of
 * one code), `circle` (parents go round), `nothing-drawn` (no border to begin with), `no-parent-there` (no drawn cell of
 * the level above holds it), `tree-first` (follows from a tree that is not settled), `too-large` (more than
 * `maxSquareMetres`), `swallowed` (a cell would be left with nothing), `no-neighbour` (nobody borders on the gap),
 * `too-tangled` (more cells lie over each other than can be told apart), `remains` (still there when all is applied).
 */
export type UnsolvedReason =
  | 'unreadable'
  | 'which-is-right'
  | 'circle'
  | 'nothing-drawn'
  | 'no-parent-there'
  | 'tree-first'
  | 'too-large'
  | 'swallowed'
  | 'no-neighbour'
  | 'too-tangled'
  | 'remains';

/**
 * To whom the common part of an overlap goes. Before the rule two things decide: a cell whose drawn parent holds the
 * place comes before one whose parent does not, and a cell that lies in others altogether keeps its place, for it would
 * be left with nothing.
 */
export type OverlapRule = 'lowest-code' | 'largest-area' | 'smallest-area' | 'longest-border';

/** What one proposal does to one cell. */
export interface RepairedCell {
  readonly code: GridCode;
  readonly beforeSquareMetres: number;
  readonly afterSquareMetres: number;
  /** What the cell wins and loses; left out where it is nothing. */
  readonly gains?: AreaGeometry;
  readonly loses?: AreaGeometry;
  /** Vertices of its neighbours that its border takes over, so that they share them. */
  readonly vertices?: readonly Point[];
  /** The new parent, where it changes. */
  readonly parent?: GridCode;
}

/** One thing that could be done (修复建议), to be looked at and confirmed by a person. */
export interface RepairProposal {
  /** Its place in the plan. */
  readonly number: number;
  readonly action: RepairAction;
  /** What it is to mend, the main one first. */
  readonly defects: readonly Defect[];
  /** The cells that are drawn anew or hung elsewhere, lowest code first. */
  readonly cells: readonly RepairedCell[];
  /** The same as a change of the division, if nothing but this is done; for more than one use `combine`. */
  readonly revision: GridRevision;
}

/** A defect for which nothing is proposed, and why. */
export interface Unsolved {
  readonly defect: Defect;
  readonly reason: UnsolvedReason;
}

/** What could be done about the defects of a division (修复方案): plain frozen data, never applied by itself. */
export interface RepairPlan {
  readonly proposals: readonly RepairProposal[];
  readonly unsolved: readonly Unsolved[];
}

/** How a plan is made. */
export interface RepairOptions {
  /** A gap or overlap of at most this mean width is a stray border; 0.5 if left out. */
  readonly snapMetres?: number;
  /** A gap, overlap or mismatch larger than this is not touched, for it may be a lake or a cell that is missing; 1000 if left out. */
  readonly maxSquareMetres?: number;
  /** To whom an overlap goes; `lowest-code` if left out, as `locate` answers. */
  readonly overlap?: OverlapRule;
  /** Name of the property that holds the parent's code, as the hierarchy was read with; `parent` if left out. */
  readonly parent?: string;
}

/** The code with which a plan is refused. */
export type GridRepairErrorCode = 'grid/bad-repair-option';

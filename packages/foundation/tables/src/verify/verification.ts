import type { Sample } from './axis.ts';
import type { Region } from './where.ts';

/** An input of the universe that shows a finding (见证); null stands for a missing value. It has every column. */
export type Witness = Readonly<Record<string, Sample>>;

/** Inputs that no rule answers (缺口): the whole region, and one of them. */
export interface Gap {
  readonly witness: Witness;
  readonly where: Region;
}

/** Two rules that match the same inputs (重叠), by their indexes: the whole region, and one input. */
export interface Overlap {
  readonly rules: readonly [number, number];
  readonly witness: Witness;
  readonly where: Region;
}

/**
 * A rule that never wins (不可达). The witness satisfies it, and the rule `by` wins there; without `by` no input of the
 * universe satisfies the rule, and the witness lies outside.
 */
export interface UnreachableRule {
  readonly rule: number;
  readonly id?: string;
  readonly witness: Witness;
  readonly by?: number;
}

/**
 * A rule without which every input gets the same outcome (冗余). It wins on the witness, and `by` would say the same.
 * Two rules can each be redundant because of the other.
 */
export interface RedundantRule {
  readonly rule: number;
  readonly id?: string;
  readonly witness: Witness;
  readonly by: number;
}

/** What can be found in a table. */
export type FindingKind = 'gaps' | 'conflicts' | 'overlaps' | 'unreachable' | 'redundant';

/**
 * What could not be proven either way (未决): the budget ended, a cell that names another input leaves it open, or outcomes are computed and may
 * be alike or not. For
 * gaps a region that may be one, or nothing where the search ended early; else the rules it is about.
 */
export interface Undecided {
  readonly kind: FindingKind;
  readonly why: 'budget' | 'namesInput' | 'computed';
  readonly rules?: readonly number[];
  readonly where?: Region;
}

/** What a proof says about a table (决策表核验). */
export interface Verification {
  /** Proven: every input of the universe is answered by some rule. */
  readonly complete: boolean;
  /** Every input that no rule answers lies in one of these regions, unless `more` or `undecided` name gaps. */
  readonly gaps: readonly Gap[];
  /** Overlaps with which the policy cannot live: all of `unique`, those with unlike outcomes of `any`. */
  readonly conflicts: readonly Overlap[];
  /** Overlaps with unlike outcomes that order settles, of `first` and `priority`: order hides what was meant. */
  readonly overlaps: readonly Overlap[];
  readonly unreachable: readonly UnreachableRule[];
  readonly redundant: readonly RedundantRule[];
  readonly undecided: readonly Undecided[];
  /** The kinds of which there are more than the list holds. */
  readonly more: readonly FindingKind[];
}

/** How far a proof goes (证明的限度). */
export interface ProofLimits {
  /** At most so many findings of a kind; 1,000 if left out. */
  readonly findings?: number;
  /** At most so many boxes are looked at for gaps, and as many for rules; a million if left out. */
  readonly nodes?: number;
}

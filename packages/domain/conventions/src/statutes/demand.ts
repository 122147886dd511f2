import type { RuleId } from './rule-id.ts';
import type { StatuteId } from './statute.ts';
import type { Threshold } from './threshold.ts';

/**
 * How persons are chosen among candidates (当选): the `absolute` share that each needs; and, where the law lets seats
 * left empty be voted on again (另行选举), that the most votes win then (得票多的当选), from a floor on.
 */
export type Electing = {
  /** Absent where the most votes win at once. */
  readonly absolute?: Threshold;
  /** True where the most votes win without an absolute share; then `floor` is what each needs all the same. */
  readonly relative?: true;
  readonly floor?: Threshold;
  readonly rerun?: { readonly relative: true; readonly floor?: Threshold };
};

/** What a decision has for a consequence (决定的效力): it binds, and whom it injures may ask a court to annul it for so many years. */
export type Consequence = {
  readonly annulmentYears: number;
  readonly statutes: readonly StatuteId[];
};

/** Who may hand this matter to the body (授权). */
export type Delegation = {
  readonly by: RuleId;
  readonly statute: StatuteId;
};

/** One representative to so many households (居民代表名额). */
export type Representation = {
  readonly householdsAtLeast: number;
  readonly householdsAtMost: number;
  readonly persons: number;
};

/** What a law demands of one vote: how many must take part and agree, and what else its sentences say of it. */
export type Demand = {
  /** How many must take part; all must be met. */
  readonly quorum: readonly Threshold[];
  /** How many must agree; all must be met. */
  readonly passing: readonly Threshold[];
  /** The sentences behind it, by id, in the order of `citations`. */
  readonly statutes: readonly StatuteId[];
  /** Only where persons are chosen. */
  readonly electing?: Electing;
  /** True where the register holds only those whom the matter touches (有利害关系的业主). */
  readonly interestedOnly?: true;
  readonly consequence?: Consequence;
  readonly delegation?: Delegation;
  readonly representation?: Representation;
};

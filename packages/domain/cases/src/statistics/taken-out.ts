import type { CaseId } from '@civigrid/kernel';
import { type CaseTraits, type ExclusionRule, isExcluded, type LoopFacts } from './exclusion.ts';
import { type RateName, rateNames } from './figure-names.ts';

/** The cases that one rule took out of rates. */
export interface ExcludedByRule {
  readonly id: string;
  readonly version: string;
  /** How often, by rate. */
  readonly counts: readonly { readonly rate: RateName; readonly count: number }[];
  /** In order of their id. */
  readonly cases: readonly CaseId[];
}

/** Keeps the list of what rules take out. */
export interface TakenOut {
  /** Whether a rule takes the loops of a case out of a rate: the first that does is written down. */
  of(
    id: CaseId,
    traits: CaseTraits,
    loops: readonly LoopFacts[],
  ): (rate: RateName, loop: number) => boolean;
  list(): readonly ExcludedByRule[];
}

const never = (): boolean => false;

/** Nothing taken out yet. */
export function takenOut(rules: readonly ExclusionRule[]): TakenOut {
  const entries = rules.map((rule) => ({
    rule,
    counts: new Map<RateName, number>(),
    cases: new Set<CaseId>(),
  }));
  return {
    of(id, traits, loops) {
      if (entries.length === 0) return never;
      const outOf = loops.map((loop) =>
        entries.filter(({ rule }) => isExcluded(rule, traits, loop)),
      );
      return (rate, loop) => {
        const entry = outOf[loop]?.find(({ rule }) => rule.rates.includes(rate));
        if (entry === undefined) return false;
        entry.counts.set(rate, (entry.counts.get(rate) ?? 0) + 1);
        entry.cases.add(id);
        return true;
      };
    },
    list: () =>
      entries.map(({ rule: { id, version }, counts, cases }) => ({
        id,
        version,
        counts: rateNames.flatMap((rate) => {
          const count = counts.get(rate);
          return count === undefined ? [] : [{ rate, count }];
        }),
        cases: Array.from(cases).sort((a, b) => (a < b ? -1 : 1)),
      })),
  };
}

import type { Register } from '../electorate/register.ts';
import type { OwnersRule, Rule } from '../statutes/rule.ts';
import type { Citation } from '../statutes/sentence.ts';
import type { BallotIssue, Ballots } from './ballots.ts';
import { type Outcome, outcomeOf, outcomeOfOwners, type VerdictOptions } from './outcome.ts';
import type { OwnersSum } from './owners-sum.ts';
import type { OwnersTally } from './owners-tally.ts';

/** What the law says about a vote (表决结论), with the sentences behind it. */
export interface Verdict extends Outcome {
  /** In the order of `statutes`, the host's own after them. */
  readonly citations: readonly Citation[];
}

/** A verdict on what owners' ballots sum to. */
export function judgeOwners(
  rule: OwnersRule,
  tally: OwnersTally,
  sum: OwnersSum,
  options: VerdictOptions & { readonly issues?: readonly BallotIssue[] } = {},
): Verdict {
  return { ...outcomeOfOwners(rule, tally, sum, options), citations: rule.citations };
}

/**
 * What the rule says about these ballots on this register, in exact integers. While a vote is not `closed`, cast ballots
 * are final and the rest may still come: it is passed or failed only if every way of finishing ends so. A late
 * "against" enlarges the share that took part, so a lead is not yet a pass.
 * Refuses with `conventions/wrong-register`, `conventions/invalid-register` and `conventions/invalid-count`; a single bad
 * ballot is an issue and leaves the count as it was.
 *
 * @example verdict(rule('residents-representatives', { asOf: '2026-11-21' }), { body: 'members', size: 35 }, { present: 31, for: 31, against: 0, abstain: 0 }, { closed: true })
 */
export function verdict(
  rule: Rule,
  register: Register,
  ballots: Ballots,
  options: VerdictOptions = {},
): Verdict {
  return { ...outcomeOf(rule, register, ballots, options), citations: rule.citations };
}

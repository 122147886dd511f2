import { type BodyDemand, demandedBy, type OwnersDemand, type RuleOptions } from './rule-demand.ts';
import type { Citation } from './sentence.ts';
import { citationsOf } from './statute.ts';

/** The words of the law, or of the host's own (引用). */
export type CitedRule = {
  /** The sentences of `statutes`, in their order, and after them the host's own. */
  readonly citations: readonly Citation[];
};

/** A threshold that owners meet by area and heads, or by heads alone (业主表决规则). */
export type OwnersRule = OwnersDemand & CitedRule;

/** A threshold that a body of persons meets (会议表决规则). */
export type BodyRule = BodyDemand & CitedRule;

/** What the law demands of one vote, as data (表决规则). A preset with its source and hash, never legal advice. */
export type Rule = OwnersRule | BodyRule;

/**
 * The threshold that a law sets for a vote on a day (民法典278, 城市居民委员会组织法, 村民委员会组织法, 物业管理条例).
 * Refuses with `conventions/unknown-rule` an unknown id or matter, with `conventions/not-in-force` a day on which the
 * rule did not hold, with `conventions/not-competent` a matter that the body may not decide, with
 * `conventions/invalid-day` what is no day. A preset with its source, never legal advice.
 *
 * @example rule('civil-code-278', { matter: 'convention', asOf: '2026-11-21' }).passing
 */
export function rule(id: string, options: RuleOptions): Rule {
  const demand = demandedBy(id, options);
  return { ...demand, citations: citationsOf(demand.statutes) };
}

import { checkDay } from '../beijing-day.ts';
import { refuse } from '../error-code.ts';
import { decidingCitations } from './deciding-sentences.ts';
import type { Demand } from './demand.ts';
import type { RuleKind } from './preset.ts';
import { inForce, presets } from './presets.ts';
import type { RuleId } from './rule-id.ts';
import type { Citation } from './sentence.ts';
import type { Body } from './threshold.ts';

/** A sentence of the host's own that a rule stands on (管理规约、议事规则的条款), with its days. */
export type OwnText = Citation & {
  readonly from: string;
  /** Its last day; absent while it holds. */
  readonly until?: string;
};

type RuleText = Demand & {
  readonly id: RuleId;
  readonly kind: RuleKind;
  readonly matter?: string;
  /** The item (项) of the law's list of matters under which this one falls. */
  readonly item?: number;
  /** The Beijing day whose law this is. */
  readonly asOf: string;
  /** The sentences of `statutes`, in their order, and after them the host's own. */
  readonly citations: readonly Citation[];
  /** Present where the host's own text made the rule, or made it stricter. */
  readonly bylaw?: OwnText;
};

/** A threshold that owners meet by area and heads, or by heads alone (业主表决规则). */
export type OwnersRule = RuleText & {
  readonly electorate: 'owners';
};

/** A threshold that a body of persons meets (会议表决规则). */
export type BodyRule = RuleText & {
  readonly electorate: 'body';
  readonly bodies: readonly Body[];
};

/** What the law demands of one vote, as data (表决规则). A preset with its source and hash, never legal advice. */
export type Rule = OwnersRule | BodyRule;

/** Which vote, under the law of which day. */
export interface RuleOptions {
  /** Needed where the law tells matters apart, as Civil Code 278 does. */
  readonly matter?: string;
  /** A Beijing day, `YYYY-MM-DD`. */
  readonly asOf: string;
}

/**
 * The threshold that a law sets for a vote on a day (民法典278, 城市居民委员会组织法, 村民委员会组织法, 物业管理条例).
 * Refuses with `conventions/unknown-rule` an unknown id or matter, with `conventions/not-in-force` a day on which the
 * rule did not hold, with `conventions/not-competent` a matter that the body may not decide, with
 * `conventions/invalid-day` what is no day. A preset with its source, never legal advice.
 *
 * @example rule('civil-code-278', { matter: 'convention', asOf: '2026-11-21' }).passing
 */
export function rule(id: string, { matter, asOf }: RuleOptions): Rule {
  checkDay(asOf);
  const known = presets.filter((preset) => preset.id === id);
  const first = known[0];
  if (first === undefined) throw refuse('unknown-rule', 'No rule has this id.', { rule: id });
  const preset = known.find((one) => inForce(one, asOf));
  if (preset === undefined) {
    const replaced = known.find((one) => one.supersededBy !== undefined)?.supersededBy;
    throw refuse('not-in-force', 'The rule did not hold on that day.', {
      rule: first.id,
      asOf,
      from: first.from,
      ...(replaced === undefined ? {} : { supersededBy: replaced }),
    });
  }
  const [, demand] = preset.variants.find(([matters]) => matters.includes(matter)) ?? [];
  if (demand === undefined)
    throw refuse('unknown-rule', 'The rule knows no such matter.', {
      rule: preset.id,
      ...(matter === undefined ? {} : { matter }),
    });
  if (demand === 'not-competent')
    throw refuse('not-competent', 'This body may not decide that matter.', {
      rule: preset.id,
      matter: matter ?? null,
      statute: preset.competence ?? null,
    });
  const item = matter === undefined ? undefined : preset.items?.[matter];
  const text: RuleText = {
    id: preset.id,
    kind: preset.kind ?? 'decision',
    ...(matter === undefined ? {} : { matter }),
    ...(item === undefined ? {} : { item }),
    asOf,
    ...demand,
    citations: decidingCitations(demand.statutes),
  };
  return preset.bodies === undefined
    ? { ...text, electorate: 'owners' }
    : { ...text, electorate: 'body', bodies: preset.bodies };
}

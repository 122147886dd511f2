import { checkDay } from '../beijing-day.ts';
import { refuse } from '../error-code.ts';
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

/** What every rule says, whoever votes. */
export type DemandText = Demand & {
  readonly id: RuleId;
  readonly kind: RuleKind;
  readonly matter?: string;
  /** The item (项) of the law's list of matters under which this one falls. */
  readonly item?: number;
  /** The Beijing day whose law this is. */
  readonly asOf: string;
  /** Present where the host's own text made the rule, or made it stricter. */
  readonly bylaw?: OwnText;
};

/** What owners must meet by area and heads, or by heads alone, without the words of the law. */
export type OwnersDemand = DemandText & { readonly electorate: 'owners' };

/** What a body of persons must meet, without the words of the law. */
export type BodyDemand = DemandText & {
  readonly electorate: 'body';
  readonly bodies: readonly Body[];
};

/** What a law demands of one vote, without its words: all that a count needs. */
export type RuleDemand = OwnersDemand | BodyDemand;

/** Which vote, under the law of which day. */
export interface RuleOptions {
  /** Needed where the law tells matters apart, as Civil Code 278 does. */
  readonly matter?: string;
  /** A Beijing day, `YYYY-MM-DD`. */
  readonly asOf: string;
}

/** What a law demands of a vote on a day; refuses as `rule` does. */
export function demandedBy(id: string, { matter, asOf }: RuleOptions): RuleDemand {
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
  const text: DemandText = {
    id: preset.id,
    kind: preset.kind ?? 'decision',
    ...(matter === undefined ? {} : { matter }),
    ...(item === undefined ? {} : { item }),
    asOf,
    ...demand,
  };
  return preset.bodies === undefined
    ? { ...text, electorate: 'owners' }
    : { ...text, electorate: 'body', bodies: preset.bodies };
}

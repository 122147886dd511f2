import { checkDay } from '../beijing-day.ts';
import { refuse } from '../error-code.ts';
import { type Preset, presets, type RuleId } from './presets.ts';
import type { Citation } from './sentence.ts';
import { citationsOf, type StatuteId } from './statute.ts';
import type { Body, Threshold } from './threshold.ts';

interface RuleText {
  readonly id: RuleId;
  readonly matter?: string;
  /** The Beijing day whose law this is. */
  readonly asOf: string;
  /** How many must take part; all must be met. */
  readonly quorum: readonly Threshold[];
  /** How many must agree; all must be met. */
  readonly passing: readonly Threshold[];
  /** The sentences behind it, by id, in the order of `citations`. */
  readonly statutes: readonly StatuteId[];
  readonly citations: readonly Citation[];
}

/** A threshold that owners meet by area and heads, or by heads alone (业主表决规则). */
export interface OwnersRule extends RuleText {
  readonly electorate: 'owners';
}

/** A threshold that a body of persons meets (会议表决规则). */
export interface BodyRule extends RuleText {
  readonly electorate: 'body';
  readonly bodies: readonly Body[];
}

/** What the law demands of one vote, as data (表决规则). */
export type Rule = OwnersRule | BodyRule;

/** Which vote, under the law of which day. */
export interface RuleOptions {
  /** Needed where the law tells matters apart, as Civil Code 278 does. */
  readonly matter?: string;
  /** A Beijing day, `YYYY-MM-DD`. */
  readonly asOf: string;
}

const inForce = ({ from, until }: Preset, day: string): boolean =>
  from <= day && (until === undefined || day <= until);

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
  const [, variant] = preset.variants.find(([matters]) => matters.includes(matter)) ?? [];
  if (variant === undefined)
    throw refuse('unknown-rule', 'The rule knows no such matter.', {
      rule: preset.id,
      ...(matter === undefined ? {} : { matter }),
    });
  if (variant === 'not-competent')
    throw refuse('not-competent', 'This body may not decide that matter.', {
      rule: preset.id,
      matter: matter ?? null,
      statute: preset.competence ?? null,
    });
  const { quorum, passing, statutes } = variant;
  const text: RuleText = {
    id: preset.id,
    ...(matter === undefined ? {} : { matter }),
    asOf,
    quorum,
    passing,
    statutes,
    citations: citationsOf(statutes),
  };
  return preset.bodies === undefined
    ? { ...text, electorate: 'owners' }
    : { ...text, electorate: 'body', bodies: preset.bodies };
}

import { checkBody, type OwnersRegister, type Register } from '../electorate/register.ts';
import { refuse } from '../error-code.ts';
import type { RuleId } from '../statutes/presets.ts';
import type { OwnersRule, Rule } from '../statutes/rule.ts';
import type { Citation } from '../statutes/sentence.ts';
import type { StatuteId } from '../statutes/statute.ts';
import type { TrackName } from '../statutes/threshold.ts';
import type { BallotIssue, Ballots } from './ballots.ts';
import { countBody } from './body-count.ts';
import { type Shares, sharesOf, shortBy, statusOf, type VerdictStatus } from './judge-tracks.ts';
import { type OwnersSum, type TrackCount, tracksOf } from './owners-sum.ts';
import { type OwnersTally, ownersTally } from './owners-tally.ts';
import { type Rounding, roundingOf } from './rounding.ts';
import { type SilencePolicy, withSilent } from './silence.ts';
import type { SplitPolicy } from './split-policy.ts';
import { packBallots } from './unit-ballots.ts';

/** How one track stands: heads, or areas in 0.01 m². */
export type Track = {
  readonly name: TrackName;
  /** The weight of the whole register. */
  readonly base: number;
  /** The weight that took part, abstainers included. */
  readonly participated: number;
  readonly for: number;
  /** Weight still missing to the quorum. */
  readonly quorumShortBy: number;
  /** How much more of what took part would have had to agree; of the whole register where the law counts against that. */
  readonly passingShortBy: number;
};

/** Which rule was applied. */
export type AppliedRule = { readonly id: RuleId; readonly matter?: string; readonly asOf: string };

/** By which a rule is known again. */
export function appliedBy({ id, matter, asOf }: Rule): AppliedRule {
  return { id, ...(matter === undefined ? {} : { matter }), asOf };
}

/** What a verdict warns of. */
export type VerdictWarning =
  /** Owners who said nothing were counted with the majority, by bylaws. */
  | 'conventions/silence-counted'
  /** Within the rounding of the registered areas the verdict could be the other one. */
  | 'conventions/within-rounding';

/** What the law says about a vote (表决结论), with the sentences behind it. */
export interface Verdict {
  readonly status: VerdictStatus;
  readonly rule: AppliedRule;
  readonly tracks: readonly Track[];
  /** The sentences by id, in the order of `citations`. */
  readonly statutes: readonly StatuteId[];
  readonly citations: readonly Citation[];
  /** Ballots that did not count as they stand. */
  readonly issues: readonly BallotIssue[];
  /** Where areas are counted. */
  readonly rounding?: Rounding;
  readonly warnings: readonly VerdictWarning[];
}

/** How a vote is judged. */
export interface VerdictOptions {
  /** False if left out: cast ballots are final, and the rest may still come. */
  readonly closed?: boolean;
  /** `no-agreement` if left out. */
  readonly split?: SplitPolicy;
  /** `not-counted` if left out. */
  readonly silence?: SilencePolicy;
}

/** A count that is to be judged. */
interface Counted {
  readonly tracks: readonly TrackCount[];
  readonly issues: readonly BallotIssue[];
  readonly rounding?: Rounding;
}

/** A verdict on what was counted. */
function judged(
  rule: Rule,
  shares: ReadonlyMap<TrackName, Shares>,
  counted: Counted,
  { closed = false, silence = 'not-counted' }: VerdictOptions,
): Verdict {
  const asked = counted.tracks.filter(({ name }) => shares.has(name));
  const silent = silence === 'with-majority' && rule.electorate === 'owners';
  const tracks = silent ? withSilent(asked) : asked;
  const { statutes, citations } = rule;
  const { issues, rounding } = counted;
  const warnings: VerdictWarning[] = silent ? ['conventions/silence-counted'] : [];
  if (closed && rounding?.certain === false) warnings.push('conventions/within-rounding');
  return {
    status: statusOf(shares, tracks, closed),
    rule: appliedBy(rule),
    tracks: tracks.map(({ name, base, now }) => ({
      name,
      base,
      participated: now.participated,
      for: now.for,
      quorumShortBy: shortBy(shares.get(name)?.quorum ?? [], now.participated, base, now),
      passingShortBy: shortBy(shares.get(name)?.passing ?? [], now.for, base, now),
    })),
    statutes,
    citations,
    issues,
    ...(rounding === undefined ? {} : { rounding }),
    warnings,
  };
}

/** A verdict on what owners' ballots sum to. */
export function judgeOwners(
  rule: OwnersRule,
  { index }: OwnersTally,
  sum: OwnersSum,
  { issues = [], ...options }: VerdictOptions & { readonly issues?: readonly BallotIssue[] } = {},
): Verdict {
  const shares = sharesOf(rule, undefined);
  const area = shares.get('area');
  const counted = { tracks: tracksOf(sum, index.area, index.owners), issues };
  const rounding = area === undefined ? {} : { rounding: roundingOf(area, sum, index) };
  return judged(rule, shares, { ...counted, ...rounding }, options);
}

/** The register where the rule counts owners; refused where it does not. */
export function ownersOf(rule: Rule, register: Register): OwnersRegister {
  if (!('units' in register))
    throw refuse('wrong-register', 'This rule counts owners by unit.', { rule: rule.id });
  return register;
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
  if (rule.electorate === 'owners') {
    const owners = ownersOf(rule, register);
    if (!Array.isArray(ballots))
      throw refuse('wrong-register', 'This rule counts owners by unit.', { rule: rule.id });
    const tally = ownersTally(owners, options.split);
    const { choices, issues } = packBallots(tally.index, ballots);
    return judgeOwners(rule, tally, tally.count(choices), { ...options, issues });
  }
  if ('units' in register || !('present' in ballots) || !rule.bodies.includes(register.body))
    throw refuse('wrong-register', 'This rule counts other bodies.', {
      rule: rule.id,
      bodies: rule.bodies,
    });
  checkBody(register);
  const ballotsOnly = rule.passing.some(({ of }) => of === 'cast');
  const tracks = [countBody(register, ballots, ballotsOnly)];
  return judged(rule, sharesOf(rule, register.body), { tracks, issues: [] }, options);
}

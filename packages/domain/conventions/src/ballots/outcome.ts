import { checkBody, type OwnersRegister, type Register } from '../electorate/register.ts';
import { refuse } from '../error-code.ts';
import type { OwnersDemand, RuleDemand } from '../statutes/rule-demand.ts';
import type { RuleId } from '../statutes/rule-id.ts';
import type { StatuteId } from '../statutes/statute-id.ts';
import type { Threshold, TrackName } from '../statutes/threshold.ts';
import type { BallotIssue, Ballots } from './ballots.ts';
import { countBody } from './body-count.ts';
import { type Shares, sharesOf, shortBy, statusOf, type VerdictStatus } from './judge-tracks.ts';
import { type OwnersSum, type TrackCount, tracksOf } from './owners-sum.ts';
import { type OwnersTally, ownersTally } from './owners-tally.ts';
import { type Rounding, roundingOf } from './rounding.ts';
import { type SilencePolicy, withSilent } from './silence.ts';
import type { SplitPolicy } from './split-policy.ts';

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
export function appliedBy({ id, matter, asOf }: RuleDemand): AppliedRule {
  return { id, ...(matter === undefined ? {} : { matter }), asOf };
}

/** What a verdict warns of. */
export type VerdictWarning =
  /** Owners who said nothing were counted with the majority, by bylaws. */
  | 'conventions/silence-counted'
  /** Within the rounding of the registered areas the verdict could be the other one. */
  | 'conventions/within-rounding';

/** How a vote ended or stands, without the words of the law. */
export interface Outcome {
  readonly status: VerdictStatus;
  readonly rule: AppliedRule;
  readonly tracks: readonly Track[];
  /** The sentences behind it, by id. */
  readonly statutes: readonly StatuteId[];
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
  /** What of the register the majority cast must come to before the silent are counted with it; nothing if left out. */
  readonly silenceFloor?: readonly Threshold[];
}

/** A count that is to be judged. */
interface Counted {
  readonly tracks: readonly TrackCount[];
  readonly issues: readonly BallotIssue[];
  readonly rounding?: Rounding;
}

/** The outcome of what was counted. */
function judged(
  rule: RuleDemand,
  shares: ReadonlyMap<TrackName, Shares>,
  counted: Counted,
  { closed = false, silence = 'not-counted', silenceFloor }: VerdictOptions,
): Outcome {
  const asked = counted.tracks.filter(({ name }) => shares.has(name));
  const silent = silence === 'with-majority' && rule.electorate === 'owners';
  const tracks = silent ? withSilent(asked, silenceFloor) : asked;

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
    statutes: rule.statutes,
    issues,
    ...(rounding === undefined ? {} : { rounding }),
    warnings,
  };
}

/** The outcome of what owners' ballots sum to. */
export function outcomeOfOwners(
  rule: OwnersDemand,
  { index }: OwnersTally,
  sum: OwnersSum,
  { issues = [], ...options }: VerdictOptions & { readonly issues?: readonly BallotIssue[] } = {},
): Outcome {
  const shares = sharesOf(rule, undefined);
  const area = shares.get('area');
  const counted = { tracks: tracksOf(sum, index.area, index.owners), issues };
  const rounding = area === undefined ? {} : { rounding: roundingOf(area, sum, index) };
  return judged(rule, shares, { ...counted, ...rounding }, options);
}

/** The register where the rule counts owners; refused where it does not. */
function ownersOf(rule: RuleDemand, register: Register): OwnersRegister {
  if (!('units' in register))
    throw refuse('wrong-register', 'This rule counts owners by unit.', { rule: rule.id });
  return register;
}

/** What a rule makes of these ballots on this register; refuses as `verdict` does. */
export function outcomeOf(
  rule: RuleDemand,
  register: Register,
  ballots: Ballots,
  options: VerdictOptions = {},
): Outcome {
  if (rule.electorate === 'owners') {
    const owners = ownersOf(rule, register);
    if (!Array.isArray(ballots))
      throw refuse('wrong-register', 'This rule counts owners by unit.', { rule: rule.id });
    const tally = ownersTally(owners, options.split);
    const { choices, issues } = tally.pack(ballots);
    return outcomeOfOwners(rule, tally, tally.count(choices), { ...options, issues });
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

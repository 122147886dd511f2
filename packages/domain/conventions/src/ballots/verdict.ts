import { refuse } from '../error-code.ts';
import type { RuleId } from '../statutes/presets.ts';
import type { Rule } from '../statutes/rule.ts';
import type { Citation } from '../statutes/sentence.ts';
import type { StatuteId } from '../statutes/statute.ts';
import { type Threshold, type TrackName, weightNeeded } from '../statutes/threshold.ts';
import type { BallotIssue, Ballots } from './ballots.ts';
import { type Count, countBody, countOwners, type TrackCount, type Weight } from './count.ts';
import { checkBody, checkOwners, type Register } from './register.ts';

/** Passed (通过), failed (未通过), or open (未定) while what is still to come may turn it. */
export type VerdictStatus = 'passed' | 'failed' | 'open';

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
}

function count(rule: Rule, register: Register, ballots: Ballots): Count {
  if (rule.electorate === 'owners') {
    if (!('units' in register) || !Array.isArray(ballots))
      throw refuse('wrong-register', 'This rule counts owners by unit.', { rule: rule.id });
    checkOwners(register);
    const counted = countOwners(register, ballots);
    const asked = new Set(rule.passing.map(({ track }) => track));
    return { ...counted, tracks: counted.tracks.filter(({ name }) => asked.has(name)) };
  }
  if ('units' in register || !('present' in ballots) || !rule.bodies.includes(register.body))
    throw refuse('wrong-register', 'This rule counts other bodies.', {
      rule: rule.id,
      bodies: rule.bodies,
    });
  checkBody(register);
  return countBody(
    register,
    ballots,
    rule.passing.some((threshold) => threshold.of === 'cast'),
  );
}

/** By how much a weight misses the highest of the shares that hold for it. */
function shortBy(
  shares: readonly Threshold[],
  weight: number,
  whole: (share: Threshold) => number,
): number {
  return Math.max(0, ...shares.map((share) => weightNeeded(whole(share), share) - weight));
}

function trackAt(rule: Rule, register: Register, { name, base }: TrackCount, at: Weight): Track {
  const holds = ({ track, bodies }: Threshold): boolean =>
    track === name &&
    (bodies === undefined || ('body' in register && bodies.includes(register.body)));
  const whole = (share: Threshold): number => (share.of === 'register' ? base : at.participated);
  return {
    name,
    base,
    participated: at.participated,
    for: at.for,
    quorumShortBy: shortBy(rule.quorum.filter(holds), at.participated, whole),
    passingShortBy: shortBy(rule.passing.filter(holds), at.for, whole),
  };
}

const passes = (tracks: readonly Track[]): boolean =>
  tracks.every(({ quorumShortBy, passingShortBy }) => quorumShortBy === 0 && passingShortBy === 0);

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
  { closed = false }: { readonly closed?: boolean } = {},
): Verdict {
  const counted = count(rule, register, ballots);
  const at = (end: 'now' | 'best' | 'worst'): readonly Track[] =>
    counted.tracks.map((track) => trackAt(rule, register, track, track[end]));
  const tracks = at('now');
  const { id, matter, asOf, statutes, citations } = rule;
  return {
    status: status(),
    rule: { id, ...(matter === undefined ? {} : { matter }), asOf },
    tracks,
    statutes,
    citations,
    issues: counted.issues,
  };

  function status(): VerdictStatus {
    if (closed) return passes(tracks) ? 'passed' : 'failed';
    // More agreement never hurts a share, less never helps it: the two ends decide for all ways between them.
    if (!passes(at('best'))) return 'failed';
    return passes(tracks) && passes(at('worst')) ? 'passed' : 'open';
  }
}

import type { RuleDemand } from '../statutes/rule-demand.ts';
import { type Body, type Threshold, type TrackName, weightNeeded } from '../statutes/threshold.ts';
import type { TrackCount, Weight } from './owners-sum.ts';

/** Passed (通过), failed (未通过), or open (未定) while what is still to come may turn it. */
export type VerdictStatus = 'passed' | 'failed' | 'open';

/** The shares that a rule asks of one track. */
export interface Shares {
  readonly quorum: readonly Threshold[];
  readonly passing: readonly Threshold[];
}

/** The shares of a rule by track, of those that hold for the body. */
export function sharesOf(rule: RuleDemand, body: Body | undefined): ReadonlyMap<TrackName, Shares> {
  const names: readonly TrackName[] = ['area', 'heads'];
  const hold = (shares: readonly Threshold[], name: TrackName): readonly Threshold[] =>
    shares.filter(
      ({ track, bodies }) =>
        track === name && (bodies === undefined || (body !== undefined && bodies.includes(body))),
    );
  return new Map(
    names
      // A track that the rule says nothing of is not asked for.
      .filter((name) => [...rule.quorum, ...rule.passing].some(({ track }) => track === name))
      .map((name) => [
        name,
        { quorum: hold(rule.quorum, name), passing: hold(rule.passing, name) },
      ]),
  );
}

/** Of what a share is taken. */
function wholeOf(share: Threshold, base: number, { participated }: Weight): number {
  return share.of === 'register' ? base : participated;
}

/** By how much a weight misses the highest of the shares. */
export function shortBy(
  shares: readonly Threshold[],
  weight: number,
  base: number,
  at: Weight,
): number {
  let most = 0;
  for (const share of shares)
    most = Math.max(most, weightNeeded(wholeOf(share, base, at), share) - weight);
  return most;
}

function meets({ quorum, passing }: Shares, base: number, at: Weight): boolean {
  return (
    shortBy(quorum, at.participated, base, at) === 0 && shortBy(passing, at.for, base, at) === 0
  );
}

/** How the tracks stand together. While a vote is not closed it is passed or failed only if every way of finishing ends so. */
export function statusOf(
  shares: ReadonlyMap<TrackName, Shares>,
  tracks: readonly TrackCount[],
  closed: boolean,
): VerdictStatus {
  const pass = (end: 'now' | 'best' | 'worst'): boolean => {
    for (const track of tracks) {
      const asked = shares.get(track.name);
      if (asked !== undefined && !meets(asked, track.base, track[end])) return false;
    }
    return true;
  };
  if (closed) return pass('now') ? 'passed' : 'failed';
  // More agreement never hurts a share, less never helps it: the two ends decide for all ways between them.
  if (!pass('best')) return 'failed';
  return pass('now') && pass('worst') ? 'passed' : 'open';
}

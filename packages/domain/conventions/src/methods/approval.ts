import { byName, checkBallots, namesOf } from './candidates.ts';
import type { RankedBallot } from './election.ts';
import { settle } from './final-tie.ts';
import { byScore } from './order.ts';
import { type Election, isPacked, packElection } from './packed-election.ts';
import type { TallyResult } from './plurality.ts';
import { emptyRank, sharesRank } from './row-writer.ts';
import type { TieOptions } from './tie.ts';

/** Ballots that approve alike (赞成票); whoever is named twice is approved once. */
export interface ApprovalBallot {
  readonly count: number;
  readonly approvals: readonly string[];
}

/** Candidates and the ballots that approve some of them. */
export interface ApprovalElection {
  readonly candidates: readonly string[];
  readonly ballots: readonly ApprovalBallot[];
}

/** The options of {@link approval}. */
export interface ApprovalOptions {
  readonly ties?: TieOptions;
}

/** A ballot that approves, as one that ranks all it approves alike; a ranked one as it is. */
function asRanked(ballot: ApprovalBallot | RankedBallot): RankedBallot {
  return ballot !== null && typeof ballot === 'object' && 'approvals' in ballot
    ? {
        count: ballot.count,
        ranking: Array.isArray(ballot.approvals) ? [ballot.approvals] : ballot.approvals,
      }
    : ballot;
}

/**
 * Counts approvals (认可投票): whoever most ballots approve wins. A ranked ballot approves all it ranks. Refuses with
 * `conventions/invalid-candidates`, `conventions/invalid-option`, `conventions/lot-mismatch`.
 */
export function approval(
  election: ApprovalElection | Election,
  { ties }: ApprovalOptions = {},
): TallyResult {
  if (!isPacked(election)) checkBallots(election);
  const rows = isPacked(election)
    ? election
    : packElection({
        candidates: election.candidates,
        ballots: (election.ballots as readonly (ApprovalBallot | RankedBallot)[]).map(asRanked),
      });
  const { candidates, rankings, starts, counts, ballots, issues } = rows;
  const sums = new Float64Array(candidates.length);
  const named = new Int32Array(candidates.length).fill(-1);
  for (let row = 0; row < counts.length; row++)
    for (let at = starts[row] as number; at < (starts[row + 1] as number); at++) {
      const code = rankings[at] as number;
      if (code === emptyRank || code === sharesRank || named[code] === row) continue;
      named[code] = row;
      sums[code] = (sums[code] as number) + (counts[row] as number);
    }
  const groups = byScore(Array.from(sums));
  return {
    ...settle(candidates, groups[0] ?? [], ties),
    order: groups.map((group) => namesOf(candidates, group)),
    tally: byName(candidates, sums.entries()),
    ballots,
    issues,
  };
}

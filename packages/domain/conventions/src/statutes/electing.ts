import { refuse } from '../error-code.ts';
import type { Electing } from './demand.ts';
import { weightNeeded } from './threshold.ts';

/** One candidate's votes. */
export interface CandidateVotes {
  readonly candidate: string;
  readonly votes: number;
}

/** What was counted: seats to fill, ballots cast, and whether this is the vote on seats that were left empty (另行选举). */
export interface ElectionCount {
  readonly seats: number;
  readonly cast: number;
  readonly votes: readonly CandidateVotes[];
  readonly rerun?: boolean;
}

/** Who is elected (当选); a tie for the last seats is a value, and is not broken here. */
export interface Elected {
  readonly elected: readonly string[];
  /** Who share the last seats with equal votes; empty where no tie matters. */
  readonly tied: readonly string[];
  /** Seats that stay empty, apart from those that the tied share. */
  readonly empty: number;
  /** The votes that a candidate needed; 0 where the most votes win from none on. */
  readonly needed: number;
}

const whole = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;

function checkCount({ seats, cast, votes }: ElectionCount): void {
  if (!whole(seats) || seats < 1 || !whole(cast))
    throw refuse('invalid-count', 'Seats are at least one, ballots a whole number from 0.', {
      seats,
      cast,
    });
  if (votes.some((one) => !whole(one.votes) || one.votes > cast))
    throw refuse('invalid-count', 'A candidate has at most as many votes as ballots were cast.');
  if (new Set(votes.map(({ candidate }) => candidate)).size !== votes.length)
    throw refuse('invalid-count', 'A candidate stands once.');
}

/**
 * Whom a count elects under a rule's `electing` (当选): each needs the absolute share, or the floor where the most votes
 * win; of those the first by votes, as many as there are seats. Nobody is elected without a vote. Refuses with
 * `conventions/invalid-count` counts that cannot be, with `conventions/unknown-rule` a rerun that the rule does not know.
 */
export function elect(electing: Electing, count: ElectionCount): Elected {
  checkCount(count);
  const { seats, cast, votes, rerun = false } = count;
  if (rerun && electing.rerun === undefined)
    throw refuse('unknown-rule', 'This rule knows no vote on seats left empty.');
  const floor = rerun ? electing.rerun?.floor : (electing.absolute ?? electing.floor);
  const needed = floor === undefined ? 0 : weightNeeded(cast, floor);
  const able = votes
    .filter((one) => one.votes >= Math.max(1, needed))
    .sort((a, b) => b.votes - a.votes);
  const names = (list: readonly CandidateVotes[]): readonly string[] =>
    list.map(({ candidate }) => candidate);
  const last = able[seats - 1];
  const next = able[seats];
  if (last === undefined || next === undefined || last.votes !== next.votes)
    return {
      elected: names(able.slice(0, seats)),
      tied: [],
      empty: Math.max(0, seats - able.length),
      needed,
    };
  return {
    elected: names(able.filter((one) => one.votes > last.votes)),
    tied: names(able.filter((one) => one.votes === last.votes)),
    empty: 0,
    needed,
  };
}

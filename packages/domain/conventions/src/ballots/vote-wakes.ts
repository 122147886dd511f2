import type { Wake } from '@civigrid/kernel';
import { dayOver } from '../beijing-day.ts';
import type { Vote } from './vote.ts';
import type { VoteState } from './vote-decider.ts';

/**
 * What wakes an open vote next: the end of its window, at which it is shown or closed, then the end of the
 * objections once all are decided.
 */
export function wakesOf({ closesAt, objectionDays, shown, objections }: Vote): readonly Wake[] {
  if (shown !== undefined) {
    // Whoever decides on the last objection wakes the vote: until then nothing is due.
    const isOpen = objections.some(({ upheld }) => upheld === undefined);
    return isOpen ? [] : [{ name: 'close-vote', at: dayOver(shown.to) }];
  }
  if (closesAt === undefined) return [];
  return [{ name: objectionDays === undefined ? 'close-vote' : 'show-ballots', at: closesAt }];
}

/** What wakes a vote that stands alone (期限): `show-ballots` and `close-vote`, at which those commands are due. */
export function voteWakes(state: VoteState): readonly Wake[] {
  return state.status === 'voting' ? wakesOf(state.vote) : [];
}

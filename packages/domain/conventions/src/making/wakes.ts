import type { Wake } from '@civigrid/kernel';
import type { ConventionState } from './convention-state.ts';

/** What wakes a convention next (期限): the end of the voting window, at which `closeVote` is due. */
export function conventionWakes(state: ConventionState): readonly Wake[] {
  return state.status === 'voting' && state.vote.closesAt !== undefined
    ? [{ name: 'close-vote', at: state.vote.closesAt }]
    : [];
}

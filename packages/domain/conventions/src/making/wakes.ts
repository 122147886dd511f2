import type { Wake } from '@civigrid/kernel';
import { wakesOf } from '../ballots/vote-wakes.ts';
import type { ConventionState } from './convention-state.ts';

/** What wakes a convention next (期限): `show-ballots` and `close-vote` of its vote, at which those commands are due. */
export function conventionWakes(state: ConventionState): readonly Wake[] {
  return state.status === 'voting' ? wakesOf(state.vote) : [];
}

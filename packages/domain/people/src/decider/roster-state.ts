import type { EventId, PersonId, SealedPart } from '@civigrid/kernel';
import type { Post } from '../post.ts';
import type { RosterInput } from '../roster/roster.ts';
import type { Rota } from '../rota/rota.ts';
import type { Leave, StandIn, Tenure } from '../tenure.ts';

/** The purpose under which a holder's name and phone are sealed. */
export const contactPurpose = 'contact';

/** The sealed contact of a holder, with what a vault needs to open it (密封联系方式). */
export type SealedContact = {
  readonly person: PersonId;
  readonly event: EventId;
  readonly schema: number;
  readonly sealed: SealedPart;
};

/** The state of a stream `roster/<id>` (名册状态); plain JSON. */
export type RosterState = {
  readonly posts: readonly Post[];
  readonly tenures: readonly Tenure[];
  readonly standIns: readonly StandIn[];
  readonly leaves: readonly Leave[];
  /** Every version that was ever in force, in the order in which they were set. */
  readonly rotas: readonly Rota[];
  /** The latest of each person. */
  readonly contacts: readonly SealedContact[];
  /** The stream's last instant, UTC milliseconds; null before the first fact. */
  readonly at: number | null;
};

/**
 * The plain input of {@link roster} that a state amounts to; the tree of the cells and the calendar are the host's:
 * `roster({ ...rosterInput(state), parents, calendar })`.
 */
export function rosterInput(state: RosterState): RosterInput {
  const { posts, tenures, standIns, leaves, rotas } = state;
  return { posts, tenures, standIns, leaves, rotas };
}

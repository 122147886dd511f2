import type { VoteRegister } from './vote-register.ts';
import type { VoterRef } from './voter.ts';

/**
 * How the matter of the vote reached a voter (送达): handed over, by post, by log-in with verified identity, or on the
 * notice board where nothing else would (无法送达的，公告).
 */
export type DeliveryWay = 'in-person' | 'post' | 'verified-login' | 'notice-board';

/** Every way. */
export const deliveryWays: readonly DeliveryWay[] = [
  'in-person',
  'post',
  'verified-login',
  'notice-board',
];

/** That the matter of the vote reached some voters (送达凭证). */
export interface Delivery {
  readonly voters: readonly VoterRef[];
  readonly way: DeliveryWay;
  /** Hash of what shows it, such as a signed slip or a photo: 64 hexadecimal digits. */
  readonly evidence?: string;
  /** UTC milliseconds. */
  readonly at: number;
}

/**
 * Who has not been reached by anything but, at most, the notice board (未送达). A head is reached with whoever may cast its
 * ballot: the owner, one of the co-owners, a guardian. Empty where only the number of the body is known.
 */
export function unreached(
  register: VoteRegister,
  deliveries: readonly Pick<Delivery, 'voters' | 'way'>[],
): readonly VoterRef[] {
  const reached = new Set(
    deliveries.flatMap(({ voters, way }) => (way === 'notice-board' ? [] : voters)),
  );
  if (!('units' in register))
    return Array.from(new Set(register.members)).filter((voter) => !reached.has(voter));
  const heads = new Map<VoterRef, boolean>();
  for (const { owner, coOwners = [], guardians = [] } of register.units) {
    const told = [owner, ...coOwners, ...guardians].some((voter) => reached.has(voter));
    heads.set(owner, told || heads.get(owner) === true);
  }
  return Array.from(heads.keys()).filter((owner) => heads.get(owner) !== true);
}

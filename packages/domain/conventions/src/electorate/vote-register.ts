import { refuse } from '../error-code.ts';
import type { BodyRegister } from './register.ts';
import type { VoterRef } from './voter.ts';

/** A unit for which somebody votes; a reference, never a door number. */
export type VotingUnit = {
  readonly unit: string;
  /** Whose head it counts for; co-owners together have one of their own. */
  readonly owner: VoterRef;
  /** Whole hundredths of a square metre. */
  readonly area: number;
  /** Each of them may cast the ballot; where they differ it is a conflict. */
  readonly coOwners?: readonly VoterRef[];
  /** Who casts the ballot of an owner who cannot (监护人). */
  readonly guardians?: readonly VoterRef[];
};

/** Owners by unit and area. */
export type OwnersVoteRegister = { readonly units: readonly VotingUnit[] };

/** A body by its size, with its members by reference where they are known one by one (组成人员名单). */
export type BodyVoteRegister = BodyRegister & { readonly members?: readonly VoterRef[] };

/** Who may vote (名册). */
export type VoteRegister = OwnersVoteRegister | BodyVoteRegister;

/** Refuses with `conventions/invalid-register` a list of members that does not make up the body. */
export function checkMembers(register: VoteRegister): void {
  if ('units' in register || register.members === undefined) return;
  if (new Set(register.members).size !== register.members.length)
    throw refuse('invalid-register', 'A member stands twice.');
  if (register.members.length !== register.size)
    throw refuse('invalid-register', 'The body is as large as its list of members.', {
      size: register.size,
      members: register.members.length,
    });
}

/** What is asked of a register, ballot by ballot. */
export interface Entitlement {
  /** The units for which somebody votes; none where persons vote. */
  unitsOf(voter: VoterRef): ReadonlySet<string>;
  areaOf(unit: string): number | undefined;
  /** Whether a person may vote; undefined where only the number of the body is known. */
  isMember(voter: VoterRef): boolean | undefined;
}

const none: ReadonlySet<string> = new Set();
const made = new WeakMap<VoteRegister, Entitlement>();

/** Who may vote with what; made once for a register. */
export function entitlement(register: VoteRegister): Entitlement {
  const known = made.get(register);
  if (known !== undefined) return known;
  const found = 'units' in register ? ofOwners(register) : ofBody(register);
  made.set(register, found);
  return found;
}

function ofOwners({ units }: OwnersVoteRegister): Entitlement {
  const owned = new Map<VoterRef, Set<string>>();
  const areas = new Map<string, number>();
  for (const { unit, owner, area, coOwners = [], guardians = [] } of units) {
    for (const voter of [owner, ...coOwners, ...guardians])
      owned.set(voter, (owned.get(voter) ?? new Set()).add(unit));
    areas.set(unit, area);
  }
  return {
    unitsOf: (voter) => owned.get(voter) ?? none,
    areaOf: (unit) => areas.get(unit),
    isMember: (voter) => owned.has(voter),
  };
}

function ofBody({ members }: BodyVoteRegister): Entitlement {
  const known = members === undefined ? undefined : new Set(members);
  return {
    unitsOf: () => none,
    areaOf: () => undefined,
    isMember: (voter) => known?.has(voter),
  };
}

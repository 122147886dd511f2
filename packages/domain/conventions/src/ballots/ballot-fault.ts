import { defined, isInstant } from '@civigrid/kernel';
import type { GivenMandate } from '../electorate/mandate.ts';
import { type Entitlement, entitlement } from '../electorate/vote-register.ts';
import { choiceCode } from './ballots.ts';
import { type BallotEntry, type VoteChannel, voteChannels } from './box-entry.ts';
import type { BoxRules } from './box-rules.ts';

/** Why a ballot does not count, whatever else is in the box. */
export type BallotFault =
  /** No such person votes here, or not for that unit. */
  | 'conventions/not-on-register'
  | 'conventions/unknown-unit'
  | 'conventions/unknown-choice'
  /** Not in a way in which ballots may come in. */
  | 'conventions/wrong-channel'
  /** Given before the voting began. */
  | 'conventions/window-not-open'
  /** Given after its end. */
  | 'conventions/window-over'
  /** The area written on it is not that of its units. */
  | 'conventions/area-mismatch'
  /** The mandate was not taken, was revoked, or is another's. */
  | 'conventions/no-mandate'
  /** Not as the mandate says. */
  | 'conventions/against-instruction';

/** What a ballot is held against. */
export interface BallotContext {
  readonly entitlement: Entitlement;
  readonly owners: boolean;
  readonly channels?: readonly VoteChannel[];
  readonly opensAt?: number;
  readonly closesAt?: number;
  /** Those that were taken, by their name. */
  readonly mandates: ReadonlyMap<string, GivenMandate>;
}

/** What ballots are held against under these rules. */
export function ballotContext(rules: BoxRules): BallotContext {
  const { register, opensAt, closesAt, channels, mandates = [] } = rules;
  return defined<BallotContext>({
    entitlement: entitlement(register),
    owners: 'units' in register,
    opensAt,
    closesAt,
    channels,
    mandates: new Map(mandates.map((one) => [one.mandate, one])),
  });
}

/** The units that a ballot is for: those it names, or all of the voter's. */
export function unitsOf(
  { voter, units }: Pick<BallotEntry, 'voter' | 'units'>,
  { unitsOf: owned }: Entitlement,
): readonly string[] {
  return units === undefined ? Array.from(owned(voter)) : Array.from(new Set(units));
}

function unitFault(ballot: BallotEntry, entitlement: Entitlement): BallotFault | undefined {
  const own = entitlement.unitsOf(ballot.voter);
  const units = unitsOf(ballot, entitlement);
  if (units.some((unit) => entitlement.areaOf(unit) === undefined))
    return 'conventions/unknown-unit';
  if (units.length === 0 || units.some((unit) => !own.has(unit)))
    return 'conventions/not-on-register';
  if (ballot.area === undefined) return undefined;
  const area = units.reduce((sum, unit) => sum + (entitlement.areaOf(unit) ?? 0), 0);
  return area === ballot.area ? undefined : 'conventions/area-mismatch';
}

/** Why a ballot does not count by itself, or undefined. */
export function ballotFault(ballot: BallotEntry, context: BallotContext): BallotFault | undefined {
  const { entitlement, owners, opensAt, closesAt, channels, mandates } = context;
  if (choiceCode(ballot.choice) === undefined) return 'conventions/unknown-choice';
  if (!(channels ?? voteChannels).includes(ballot.channel)) return 'conventions/wrong-channel';
  // What is no instant was given at no time at which ballots are taken.
  if (!isInstant(ballot.at)) return 'conventions/window-not-open';
  if (opensAt !== undefined && ballot.at < opensAt) return 'conventions/window-not-open';
  if (closesAt !== undefined && ballot.at > closesAt) return 'conventions/window-over';
  if (ballot.mandate !== undefined) {
    const mandate = mandates.get(ballot.mandate);
    const until = mandate?.revokedAt ?? Number.POSITIVE_INFINITY;
    if (mandate?.principal !== ballot.voter || ballot.at > until) return 'conventions/no-mandate';
    if (mandate.instruction !== undefined && mandate.instruction !== ballot.choice)
      return 'conventions/against-instruction';
  }
  if (owners) return unitFault(ballot, entitlement);
  return entitlement.isMember(ballot.voter) === false ? 'conventions/not-on-register' : undefined;
}

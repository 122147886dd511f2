import { defined, isInstant } from '@civigrid/kernel';
import { entitlement } from '../electorate/vote-register.ts';
import type { VoterRef } from '../electorate/voter.ts';
import { refuse } from '../error-code.ts';
import { type BallotFault, ballotContext, ballotFault, unitsOf } from './ballot-fault.ts';
import { choices } from './ballots.ts';
import { type BallotEntry, strikeGrounds, voteChannels } from './box-entry.ts';
import type { Vote } from './vote.ts';
import type { CastBallot, StrikeBallot, WithdrawBallot } from './vote-command.ts';
import type {
  BallotCast,
  BallotRecord,
  BallotRefused,
  BallotStruck,
  BallotWithdrawn,
} from './vote-fact.ts';

/** A ballot as it came, as an entry of the box; its number only where it has one. */
function entryOf(command: CastBallot): BallotEntry {
  const { ballot = '', voter, choice, channel, givenAt, at, units, area, mandate } = command;
  return defined<BallotEntry>({
    type: 'ballot',
    ballot,
    voter,
    choice,
    channel,
    at: Math.min(at, givenAt ?? at),
    units,
    area,
    mandate,
  });
}

/** Where only the size of a body is known: no more voters than it has; who was struck out or went back is none. */
function isFull({ register, entries }: Vote, voter: VoterRef): boolean {
  if ('units' in register || register.members !== undefined) return false;
  // Not even if everybody in the box were somebody else.
  if (entries.length < register.size) return false;
  const gone = new Set(entries.flatMap((one) => (one.type === 'ballot' ? [] : [one.ballot])));
  const voters = new Set(
    entries.flatMap((one) => (one.type === 'ballot' && !gone.has(one.ballot) ? [one.voter] : [])),
  );
  return !voters.has(voter) && voters.size >= register.size;
}

type Refused = BallotRefused['data']['code'];

function fault(vote: Vote, entry: BallotEntry): Refused | undefined {
  const { entries } = vote;
  const code: BallotFault | undefined = ballotFault(entry, ballotContext(vote));
  if (code !== undefined) return code;
  if (isFull(vote, entry.voter)) return 'conventions/not-on-register';
  const reused =
    entry.ballot !== '' &&
    entries.some((one) => one.type === 'ballot' && one.ballot === entry.ballot);
  return reused ? 'conventions/ballot-reused' : undefined;
}

/** Takes one named ballot (投票); what cannot count is recorded with why. `over` once nothing is taken any more. */
export function castBallot(
  command: CastBallot,
  vote: Vote,
  over: boolean = vote.shown !== undefined,
): BallotCast | BallotRefused {
  const entry = entryOf(command);
  const code = over ? 'conventions/vote-over' : fault(vote, entry);
  if (code !== undefined)
    return {
      type: 'conventions/ballot-refused',
      schema: 1,
      data: { ...refusedRecord(entry, command.at, vote), code },
    };
  const { ballot, at, channel, ...said } = entry;
  const owners = 'units' in vote.register;
  const data = defined<BallotRecord>({
    ballot: ballot === '' ? undefined : ballot,
    voter: said.voter,
    choice: said.choice,
    channel,
    givenAt: at === command.at ? undefined : at,
    units: owners ? unitsOf(entry, entitlement(vote.register)) : undefined,
    area: said.area,
    mandate: said.mandate,
  });
  return { type: 'conventions/ballot-cast', schema: 1, data };
}

/** What is written down of a refused ballot: nothing that is none of the words and numbers which stand on ballots. */
function refusedRecord(
  { ballot, voter, choice, channel, at, units, area, mandate }: BallotEntry,
  now: number,
  { register, mandates }: Vote,
): Omit<BallotRefused['data'], 'code'> {
  const { areaOf } = entitlement(register);
  const known = Array.isArray(units)
    ? units.filter((unit) => areaOf(unit) !== undefined)
    : undefined;
  return defined<Omit<BallotRefused['data'], 'code'>>({
    ballot: ballot === '' ? undefined : ballot,
    voter,
    choice: choices.includes(choice) ? choice : undefined,
    channel: voteChannels.includes(channel) ? channel : undefined,
    givenAt: at === now || !isInstant(at) ? undefined : at,
    units: known,
    area: Number.isSafeInteger(area) ? area : undefined,
    mandate: mandates.some((one) => one.mandate === mandate) ? mandate : undefined,
  });
}

/** The ballot of this number; refused where there is none. */
function ballotOf({ entries }: Vote, ballot: string): BallotEntry {
  const found = entries.find((one) => one.type === 'ballot' && one.ballot === ballot);
  if (found?.type !== 'ballot')
    throw refuse('unknown-ballot', 'No ballot has this number.', { ballot });
  return found;
}

/** Takes a ballot back (撤回). Refuses what is not the voter's own, and once nothing is taken any more. */
export function withdrawBallot(
  { ballot, voter, at }: WithdrawBallot,
  vote: Vote,
): readonly BallotWithdrawn[] {
  const found = ballotOf(vote, ballot);
  if (found.voter !== voter)
    throw refuse('not-on-register', 'Only its voter takes a ballot back.', { ballot });
  const over = vote.closesAt !== undefined && at > vote.closesAt;
  if (over || vote.shown !== undefined)
    throw refuse('window-over', 'The time for voting is over.', { ballot });
  const again = vote.entries.some((one) => one.type === 'withdrawal' && one.ballot === ballot);
  return again ? [] : [{ type: 'conventions/ballot-withdrawn', schema: 1, data: { ballot } }];
}

/** Declares a ballot void (认定废票), before the ballots are shown: after that only an objection does. */
export function strikeBallot(
  { ballot, ground }: StrikeBallot,
  vote: Vote,
): readonly BallotStruck[] {
  ballotOf(vote, ballot);
  if (vote.shown !== undefined)
    throw refuse('vote-over', 'What is shown is voided by an objection alone.', { ballot });
  if (!strikeGrounds.includes(ground))
    throw refuse('invalid-text', 'No such ground of a strike.', { field: 'ground' });
  const again = vote.entries.some(
    (one) => one.type === 'strike' && one.ballot === ballot && one.ground === ground,
  );
  return again ? [] : [{ type: 'conventions/ballot-struck', schema: 1, data: { ballot, ground } }];
}

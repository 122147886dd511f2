import { choices } from '../ballots/ballots.ts';
import { verdict } from '../ballots/verdict.ts';
import { beijingDay, checkDay } from '../beijing-day.ts';
import { refuse } from '../error-code.ts';
import { rule } from '../statutes/rule.ts';
import { checkCompetence } from './competence.ts';
import type { CastBallot, CloseVote, OpenVote } from './convention-command.ts';
import type { ConventionFact } from './convention-fact.ts';
import type { ConventionState } from './convention-state.ts';
import { drafted, voting } from './step.ts';
import { judge, type Vote, type VoteRegister, type VoterRef } from './vote.ts';

const nobody = { present: 0, for: 0, against: 0, abstain: 0 };

/** Refuses a list of members that does not make up the body. */
function checkMembers(register: VoteRegister): void {
  if ('units' in register || register.members === undefined) return;
  if (new Set(register.members).size !== register.members.length)
    throw refuse('invalid-register', 'A member stands twice.');
  if (register.members.length !== register.size)
    throw refuse('invalid-register', 'The body is as large as its list of members.', {
      size: register.size,
      members: register.members.length,
    });
}

/** Opens the vote on the draft (发起表决). */
export function openVote(command: OpenVote, state: ConventionState): readonly ConventionFact[] {
  const today = beijingDay(command.at);
  const { matter = 'convention', asOf = today, register, authorisedOn, closesAt } = command;
  const applied = rule(command.rule, { matter, asOf });
  const { topic } = drafted(state, applied.statutes[0]);
  if (asOf < today)
    throw refuse('superseded-day', 'A vote goes by the law of its own day or a later one.', {
      asOf,
      today,
    });
  if (authorisedOn !== undefined) checkDay(authorisedOn);
  checkCompetence(topic.kind, {
    rule: applied.id,
    asOf,
    ...(authorisedOn === undefined ? {} : { authorisedOn }),
  });
  if (closesAt !== undefined && !(Number.isSafeInteger(closesAt) && closesAt > command.at))
    throw refuse('window-over', 'A vote closes after it was opened.', { closesAt });
  checkMembers(register);
  // Counts nothing, but refuses a register that nothing could be counted on.
  verdict(applied, register, 'units' in register ? [] : nobody);
  const data = {
    rule: { id: applied.id, matter, asOf },
    register,
    repeat: command.repeat ?? 'refuse',
    ...(authorisedOn === undefined ? {} : { authorisedOn }),
    ...(closesAt === undefined ? {} : { closesAt }),
  };
  return [{ type: 'conventions/vote-opened', schema: 1, data }];
}

/** The units that an owner's ballot is for, or undefined where persons vote. */
function unitsOf(
  { register }: Vote,
  voter: VoterRef,
  named: readonly string[] | undefined,
): readonly string[] | undefined {
  if (!('units' in register)) return undefined;
  const owned = new Set(
    register.units.filter(({ owner }) => owner === voter).map(({ unit }) => unit),
  );
  const units = named ?? Array.from(owned);
  if (units.length === 0 || units.some((unit) => !owned.has(unit)))
    throw refuse('not-on-register', 'An owner votes for units of their own on the register.');
  return Array.from(new Set(units));
}

function checkMember({ register, ballots }: Vote, voter: VoterRef): void {
  if ('units' in register) return;
  const known =
    register.members === undefined
      ? ballots.length < register.size || ballots.some((one) => one.voter === voter)
      : register.members.includes(voter);
  if (!known) throw refuse('not-on-register', 'Only who is on the register votes.');
}

/** Takes one named ballot (投票). */
export function castBallot(command: CastBallot, state: ConventionState): readonly ConventionFact[] {
  const { vote } = voting(state);
  const { voter, choice, channel } = command;
  const statute = rule(vote.rule.id, vote.rule).statutes[0] ?? null;
  if (vote.closesAt !== undefined && command.at > vote.closesAt)
    throw refuse('window-over', 'The time for voting is over.', {
      closesAt: vote.closesAt,
      statute,
    });
  if (!choices.includes(choice))
    throw refuse('unknown-choice', 'A ballot is for, against or abstains.', { choices });
  checkMember(vote, voter);
  const units = unitsOf(vote, voter, command.units);
  const again = vote.ballots.some(
    (one) =>
      one.voter === voter &&
      (units === undefined || one.units?.some((unit) => units.includes(unit)) === true),
  );
  if (again && vote.repeat === 'refuse')
    throw refuse('already-cast', 'This voter has voted.', { repeat: vote.repeat, statute });
  const data = {
    voter,
    choice,
    channel,
    ...(units === undefined ? {} : { units }),
    ...(again ? { replaces: true as const } : {}),
  };
  return [{ type: 'conventions/ballot-cast', schema: 1, data }];
}

/** Ends the vote with the law's verdict (计票). */
export function closeVote(command: CloseVote, state: ConventionState): readonly ConventionFact[] {
  const { vote } = voting(state);
  const { present } = command;
  if (vote.closesAt !== undefined && command.at < vote.closesAt)
    throw refuse('window-open', 'Ballots may still come.', { closesAt: vote.closesAt });
  const { status, rule, tracks, statutes, issues } = judge(vote, {
    closed: true,
    ...(present === undefined ? {} : { present }),
  });
  if (status === 'open') throw new Error('A closed vote has no open verdict.');
  const data = {
    status,
    rule,
    tracks,
    statutes,
    ...(present === undefined ? {} : { present }),
    ...(issues.length === 0 ? {} : { splitVotes: issues.length }),
  };
  return [{ type: 'conventions/vote-closed', schema: 1, data }];
}

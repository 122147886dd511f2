import { isWellFormed, type SubjectRef } from '@civigrid/kernel';
import { beijingDay, lastDay } from '../beijing-day.ts';
import { entitlement } from '../electorate/vote-register.ts';
import { refuse } from '../error-code.ts';
import { castBallot } from './casting.ts';
import { objectionGrounds } from './objection.ts';
import type { Vote } from './vote.ts';
import type { DecideObjection, RaiseObjection, ShowBallots } from './vote-command.ts';
import type { BallotsShown, ObjectionRaised, VoteFact } from './vote-fact.ts';
import { countedBallots } from './vote-outcome.ts';

/** Ends the casting and shows the ballots for objections (询异公示). */
export function showBallots({ at }: ShowBallots, vote: Vote): readonly BallotsShown[] {
  const { objectionDays, closesAt, shown } = vote;
  if (shown !== undefined) return [];
  if (objectionDays === undefined)
    throw refuse('invalid-terms', 'This vote has no days for objections.', {
      field: 'objectionDays',
    });
  if (closesAt !== undefined && at < closesAt)
    throw refuse('window-open', 'Ballots may still come.', { closesAt });
  const { conflicts, spoilt } = countedBallots(vote);
  const from = beijingDay(at);
  const data = {
    from,
    to: lastDay(from, objectionDays),
    conflicts: conflicts.length,
    spoilt: spoilt.length,
  };
  return [{ type: 'conventions/ballots-shown', schema: 1, data }];
}

/** Takes an objection (异议) of somebody who votes while the ballots are shown; the words are a personal part. */
export function raiseObjection(command: RaiseObjection, vote: Vote): readonly ObjectionRaised[] {
  const { objection, by, ground, ballot, words, at } = command;
  const { shown } = vote;
  if (shown === undefined)
    throw refuse('not-shown', 'An objection is made to ballots that are shown.');
  if (beijingDay(at) > shown.to)
    throw refuse('objections-over', 'The time for objections is over.', { to: shown.to });
  if (!objectionGrounds.includes(ground))
    throw refuse('invalid-text', 'No such ground of an objection.', { field: 'ground' });
  if (entitlement(vote.register).isMember(by) === false)
    throw refuse('not-on-register', 'Whoever votes objects.');
  if (objection === '' || (words !== undefined && !isWellFormed(words)))
    throw refuse('invalid-text', 'An objection has a name.', { field: 'objection' });
  if (vote.objections.some((one) => one.objection === objection))
    throw refuse('objection-taken', 'An objection has this name already.', { objection });
  const known =
    ballot === undefined ||
    vote.entries.some((one) => one.type === 'ballot' && one.ballot === ballot);
  if (!known) throw refuse('unknown-ballot', 'No ballot has this number.', { ballot });
  const data = { objection, by, ground, ...(ballot === undefined ? {} : { ballot }) };
  // Whoever objects is a person, known by reference also where the ballot was a post-holder's.
  const subject = by as SubjectRef;
  return [
    {
      type: 'conventions/objection-raised',
      schema: 1,
      data,
      ...(words === undefined
        ? {}
        : { personal: [{ subject, purpose: 'objection', value: { words } }] }),
    },
  ];
}

/** Decides on an objection (处理异议): an upheld one voids its ballot, and may put another in. */
export function decideObjection(command: DecideObjection, vote: Vote): readonly VoteFact[] {
  const { objection, upheld, admit, at } = command;
  const found = vote.objections.find((one) => one.objection === objection);
  if (found === undefined)
    throw refuse('unknown-objection', 'No objection has this name.', { objection });
  if (found.upheld !== undefined)
    throw refuse('objection-decided', 'It was decided on.', { objection });
  if (admit !== undefined && !upheld)
    throw refuse('not-admitted', 'A dismissed objection puts nothing into the box.', {
      objection,
    });
  const facts: VoteFact[] = [
    {
      type: 'conventions/objection-decided',
      schema: 1,
      data: { objection, upheld },
    },
  ];
  if (upheld && found.ballot !== undefined)
    facts.push({
      type: 'conventions/ballot-struck',
      schema: 1,
      data: { ballot: found.ballot, ground: 'objection' },
    });
  if (admit !== undefined) {
    const put = castBallot({ ...admit, type: 'castBallot', at }, vote, false);
    if (put.type === 'conventions/ballot-refused')
      throw refuse('not-admitted', 'The ballot cannot count.', {
        objection,
        reason: put.data.code,
      });
    facts.push(put);
  }
  return facts;
}

import { beijingDay } from '../beijing-day.ts';
import { unreached } from '../electorate/delivery.ts';
import { refuse } from '../error-code.ts';
import type { Vote } from './vote.ts';
import type { CloseVote } from './vote-command.ts';
import type { VoteClosed } from './vote-fact.ts';
import { voteOutcome } from './vote-outcome.ts';

/** Refuses while ballots may come, are to be shown, or an objection is open. */
function checkOver({ closesAt, objectionDays, shown, objections }: Vote, at: number): void {
  if (closesAt !== undefined && at < closesAt)
    throw refuse('window-open', 'Ballots may still come.', { closesAt });
  if (objectionDays === undefined) return;
  if (shown === undefined)
    throw refuse('not-shown', 'The ballots are shown before the verdict.', { objectionDays });
  if (beijingDay(at) <= shown.to)
    throw refuse('objections-open', 'Objections may still come.', { to: shown.to });
  const open = objections.find(({ upheld }) => upheld === undefined);
  if (open !== undefined)
    throw refuse('objections-open', 'An objection was not decided on.', {
      objection: open.objection,
    });
}

/** Ends the vote with the law's verdict (计票). */
export function closeVote({ at, present }: CloseVote, vote: Vote): VoteClosed {
  checkOver(vote, at);
  if (present !== undefined && !(Number.isSafeInteger(present) && present >= 0))
    throw refuse('invalid-count', 'Counts are whole numbers from 0.');
  const { status, rule, tracks, statutes, issues, warnings } = voteOutcome(vote, {
    closed: true,
    ...(present === undefined ? {} : { present }),
  });
  if (status === 'open') throw new Error('A closed vote has no open verdict.');
  const missing =
    vote.deliveries.length === 0 ? 0 : unreached(vote.register, vote.deliveries).length;
  const data = {
    status,
    rule,
    tracks,
    statutes,
    ...(present === undefined ? {} : { present }),
    ...(issues.length === 0 ? {} : { splitVotes: issues.length }),
    ...(warnings.length === 0 ? {} : { warnings }),
    ...(missing === 0 ? {} : { unreached: missing }),
  };
  return { type: 'conventions/vote-closed', schema: 1, data };
}

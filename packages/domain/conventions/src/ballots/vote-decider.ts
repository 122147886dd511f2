import type { Decider, Happened } from '@civigrid/kernel';
import { refuse } from '../error-code.ts';
import { castBallot } from './casting.ts';
import { voteOpened } from './opening.ts';
import type { Vote } from './vote.ts';
import type { OpenVote, VoteCommand } from './vote-command.ts';
import { decideVote } from './vote-decide.ts';
import { evolveVote, openedVote } from './vote-evolve.ts';
import type { VoteClosed, VoteFact } from './vote-fact.ts';
import { ruleOn } from './vote-rule.ts';

/** Where a vote that stands alone is (表决状态). */
export type VoteState =
  | { readonly status: 'unopened' }
  | { readonly status: 'voting'; readonly vote: Vote }
  | {
      readonly status: 'passed' | 'failed';
      readonly vote: Vote;
      readonly result: VoteClosed['data'];
    };

function decide(command: OpenVote | VoteCommand, state: VoteState): readonly VoteFact[] {
  if (command.type === 'openVote') {
    if (state.status !== 'unopened')
      throw refuse('vote-begun', 'This vote was opened.', { status: state.status });
    return [voteOpened(command, ruleOn(command))];
  }
  if (state.status === 'voting') return decideVote(command, state.vote);
  // A ballot that comes too late is kept as evidence.
  if (command.type === 'castBallot' && 'vote' in state)
    return [castBallot(command, state.vote, true)];
  throw refuse('not-voting', 'No vote is open.', { status: state.status });
}

function evolve(state: VoteState, happened: Happened<VoteFact>): VoteState {
  if (happened.type === 'conventions/vote-opened')
    return { status: 'voting', vote: openedVote(happened.data, happened.at) };
  if (state.status === 'unopened') return state;
  if (happened.type === 'conventions/vote-closed')
    return { status: happened.data.status, vote: state.vote, result: happened.data };
  return { ...state, vote: evolveVote(state.vote, happened) };
}

/**
 * A vote on any matter (表决), in a stream of kind `ballots`: the register, mandates, deliveries, ballots online and on paper,
 * objections, and the law's verdict. A ballot that cannot count is recorded as refused; every other illegal step is
 * refused with a `ConventionErrorCode`.
 */
export const voteDecider: Decider<VoteState, OpenVote | VoteCommand, VoteFact> = {
  initial: { status: 'unopened' },
  decide,
  evolve,
};

export type {
  CountIssue,
  CountIssueCode,
  RankedBallot,
  RankedElection,
} from './methods/election.ts';
export type { ExactAmount } from './methods/fraction.ts';
export type { InstantRunoffOptions, InstantRunoffResult } from './methods/instant-runoff.ts';
export { instantRunoff } from './methods/instant-runoff.ts';
export type { Election, PackedElection } from './methods/packed-election.ts';
export { packElection } from './methods/packed-election.ts';
export type {
  SingleTransferableVoteOptions,
  SingleTransferableVoteResult,
} from './methods/single-transferable-vote.ts';
export { scottishRules, singleTransferableVote } from './methods/single-transferable-vote.ts';

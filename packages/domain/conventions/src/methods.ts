export type { MethodErrorCode } from './error-code.ts';
export type { ApprovalBallot, ApprovalElection, ApprovalOptions } from './methods/approval.ts';
export { approval } from './methods/approval.ts';
export type { PairwiseResult } from './methods/condorcet.ts';
export type {
  ConsentBallot,
  ConsentElection,
  ConsentOptions,
  ConsentResult,
  Stance,
  Stances,
} from './methods/consent.ts';
export { consent } from './methods/consent.ts';
export type { CopelandOptions, CopelandResult, Duels } from './methods/copeland.ts';
export { copeland } from './methods/copeland.ts';
export type {
  CountIssue,
  CountIssueCode,
  RankedBallot,
  RankedElection,
} from './methods/election.ts';
export type { EliminationOptions } from './methods/elimination.ts';
export type { Winners } from './methods/final-tie.ts';
export type { ExactAmount } from './methods/fraction.ts';
export type { InstantRunoffOptions, InstantRunoffResult } from './methods/instant-runoff.ts';
export { instantRunoff } from './methods/instant-runoff.ts';
export type { Lot, LotRequest, Seed } from './methods/lot.ts';
export { commitSeed, drawLot, verifyLot } from './methods/lot.ts';
export type { Defeat, MinimaxOptions, MinimaxResult } from './methods/minimax.ts';
export { minimax } from './methods/minimax.ts';
export type { Order } from './methods/order.ts';
export type { Election, PackedElection } from './methods/packed-election.ts';
export { packElection } from './methods/packed-election.ts';
export type { PairwiseOptions, PairwiseTable, StrengthOptions } from './methods/pairwise.ts';
export type { PluralityOptions, PluralityResult, TallyResult } from './methods/plurality.ts';
export { plurality } from './methods/plurality.ts';
export type { RankedPair, RankedPairsOptions, RankedPairsResult } from './methods/ranked-pairs.ts';
export { rankedPairs } from './methods/ranked-pairs.ts';
export type { ReadingOptions } from './methods/reading.ts';
export type { Inactive, Round, Transfer, Votes } from './methods/round.ts';
export type { Path, SchulzeOptions, SchulzeResult } from './methods/schulze.ts';
export { schulze } from './methods/schulze.ts';
export type {
  ScoreBallot,
  Scored,
  ScoreElection,
  ScoreOptions,
  ScoreResult,
} from './methods/score.ts';
export { score } from './methods/score.ts';
export type {
  SingleTransferableVoteOptions,
  SingleTransferableVoteResult,
} from './methods/single-transferable-vote.ts';
export { scottishRules, singleTransferableVote } from './methods/single-transferable-vote.ts';
export type { DrawnLot, Tie, TieOptions } from './methods/tie.ts';

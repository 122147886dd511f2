export { beijingDay } from './beijing-day.ts';
export type { Clause } from './clause.ts';
export type {
  CastBallot,
  CloseVote,
  ConventionCommand,
  Deliberate,
  DraftConvention,
  FileConvention,
  OpenVote,
  ProposeTopic,
  Publish,
  SelectSuggestions,
  Suggest,
} from './convention-command.ts';
export { conventionDecider } from './convention-decider.ts';
export type {
  BallotCast,
  ConventionFact,
  Deliberated,
  Drafted,
  Filed,
  Published,
  Recordable,
  Suggested,
  SuggestionsSelected,
  TopicProposed,
  VoteClosed,
  VoteOpened,
} from './convention-fact.ts';
export type {
  ConventionDraft,
  ConventionMatter,
  ConventionState,
  ConventionStatus,
  DraftedConvention,
  FiledConvention,
  Gathering,
  PublishedConvention,
  Selected,
  Unproposed,
  Voted,
  VoteResult,
  Voting,
} from './convention-state.ts';
export type { Deliberation, DeliberationForm } from './deliberation.ts';
export type { ConventionErrorCode, StepErrorCode } from './error-code.ts';
export type { FilingOffice, Publication } from './publication.ts';
export { publicationDays } from './publication.ts';
export type {
  DroppedSuggestion,
  DropReason,
  SealedWords,
  Suggestion,
  SuggestionOrigin,
  SuggestionPlace,
} from './suggestion.ts';
export type { ConventionKind, Topic } from './topic.ts';
export type {
  BodyVoteRegister,
  CountedBallot,
  JudgeOptions,
  OwnersVoteRegister,
  RepeatPolicy,
  Vote,
  VoteChannel,
  VoteRegister,
  VoterRef,
} from './vote.ts';
export { judge } from './vote.ts';
export { conventionWakes } from './wakes.ts';

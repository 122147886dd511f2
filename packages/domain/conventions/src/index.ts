export { beijingDay } from './beijing-day.ts';
export type { ConventionErrorCode, StepErrorCode } from './error-code.ts';
export type { Clause } from './making/clause.ts';
export type {
  ConventionCommand,
  Deliberate,
  DraftConvention,
  FileConvention,
  ProposeTopic,
  Publish,
  SelectSuggestions,
  Suggest,
} from './making/convention-command.ts';
export { conventionDecider } from './making/convention-decider.ts';
export type {
  ConventionFact,
  Deliberated,
  Drafted,
  Filed,
  Published,
  Suggested,
  SuggestionsSelected,
  TopicProposed,
} from './making/convention-fact.ts';
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
} from './making/convention-state.ts';
export type { Deliberation, DeliberationForm } from './making/deliberation.ts';
export type { FilingOffice, Publication } from './making/publication.ts';
export { publicationDays } from './making/publication.ts';
export type {
  DroppedSuggestion,
  DropReason,
  SealedWords,
  Suggestion,
  SuggestionOrigin,
  SuggestionPlace,
} from './making/suggestion.ts';
export type { Topic } from './making/topic.ts';
export { conventionWakes } from './making/wakes.ts';
export type { ConventionKind } from './statutes/convention-kind.ts';

export type {
  BallotIssue,
  BallotIssueCode,
  Ballots,
  BodyCount,
  Choice,
  UnitBallot,
} from './ballots/ballots.ts';
export { choices } from './ballots/ballots.ts';
export type { VerdictStatus } from './ballots/judge-tracks.ts';
export type { AppliedRule, Track } from './ballots/outcome.ts';
export type { Verdict } from './ballots/verdict.ts';
export { verdict } from './ballots/verdict.ts';
export type {
  BodyRegister,
  OwnersRegister,
  Register,
  RegisteredUnit,
} from './electorate/register.ts';
export type { StatuteErrorCode } from './error-code.ts';
export type { ReadDemand } from './statutes/bylaw-demand.ts';
export { demandOf } from './statutes/bylaw-demand.ts';
export type { BylawOptions, UnruledVote } from './statutes/bylaw-rule.ts';
export { bylawRule } from './statutes/bylaw-rule.ts';
export type { ConventionMaking } from './statutes/convention-making.ts';
export { conventionMaking } from './statutes/convention-making.ts';
export type {
  Consequence,
  Delegation,
  Demand,
  Electing,
  Representation,
} from './statutes/demand.ts';
export type { CandidateVotes, Elected, ElectionCount } from './statutes/electing.ts';
export { elect } from './statutes/electing.ts';
export type { OwnClause } from './statutes/own-text.ts';
export type { RuleKind } from './statutes/preset.ts';
export type { PresetText } from './statutes/presets.ts';
export { presetTexts, ruleIds } from './statutes/presets.ts';
export { readSentence } from './statutes/reading/read-sentence.ts';
export type {
  ReadCount,
  ReadItem,
  Reading,
  ReadingIssue,
  ReadingIssueCode,
  ReadMostVotes,
  ReadPeriod,
  ReadThreshold,
  ThresholdRole,
} from './statutes/reading/reading.ts';
export type { BodyRule, CitedRule, OwnersRule, Rule } from './statutes/rule.ts';
export { rule } from './statutes/rule.ts';
export type {
  BodyDemand,
  DemandText,
  OwnersDemand,
  OwnText,
  RuleOptions,
} from './statutes/rule-demand.ts';
export type { RuleId } from './statutes/rule-id.ts';
export type { Citation, Sentence } from './statutes/sentence.ts';
export { sentences } from './statutes/sentences.ts';
export { citationsOf, statute } from './statutes/statute.ts';
export type { StatuteId } from './statutes/statute-id.ts';
export type { BylawTerms, OwnTerms } from './statutes/terms/bylaw-terms.ts';
export { bylawTerms } from './statutes/terms/bylaw-terms.ts';
export type { OverlayId } from './statutes/terms/overlay.ts';
export { overlayIds } from './statutes/terms/overlay.ts';
export type { VoteTermsOptions } from './statutes/terms/terms-of-vote.ts';
export { voteTerms } from './statutes/terms/terms-of-vote.ts';
export type {
  ProxyAgents,
  ProxyTerms,
  TermsSaid,
  TermsWarning,
  TermsWarningCode,
  VotersListTerms,
  VoteTerms,
} from './statutes/terms/vote-terms.ts';
export type { Body, Threshold, ThresholdBase, TrackName } from './statutes/threshold.ts';

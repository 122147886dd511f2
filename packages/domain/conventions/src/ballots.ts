export type { BallotFault } from './ballots/ballot-fault.ts';
export type {
  BallotEntry,
  BoxEntry,
  StrikeEntry,
  StrikeGround,
  VoteChannel,
  WithdrawalEntry,
} from './ballots/box-entry.ts';
export type { BoxRules } from './ballots/box-rules.ts';
export { judge } from './ballots/judge.ts';
export type { LeakAnswer, LeakOptions, TalliedHead } from './ballots/leak-check.ts';
export { leakCheck, talliedHeads } from './ballots/leak-check.ts';
export type { LiveVerdict } from './ballots/live-verdict.ts';
export { liveVerdict } from './ballots/live-verdict.ts';
export { mergeBoxes } from './ballots/merge-boxes.ts';
export type { Objection, ObjectionGround } from './ballots/objection.ts';
export type { Outcome, VerdictOptions, VerdictWarning } from './ballots/outcome.ts';
export type { OwnersIndex } from './ballots/owners-index.ts';
export type { OwnersSum } from './ballots/owners-sum.ts';
export type { OwnersTally } from './ballots/owners-tally.ts';
export { ownersTally } from './ballots/owners-tally.ts';
export type { PublishedTally, PublishedTrack } from './ballots/published-tally.ts';
export { publishedTally } from './ballots/published-tally.ts';
export type {
  BallotConflict,
  BoxReading,
  SpoiltBallot,
} from './ballots/read-box.ts';
export { readBox } from './ballots/read-box.ts';
export type { RepeatPolicy } from './ballots/repeat-policy.ts';
export type { Rounding, ShareMargin } from './ballots/rounding.ts';
export type { SilencePolicy } from './ballots/silence.ts';
export type { SplitPolicy } from './ballots/split-policy.ts';
export type { TermsContext } from './ballots/terms-settings.ts';
export { settingsUnder } from './ballots/terms-settings.ts';
export type { PackedBallots } from './ballots/unit-ballots.ts';
export { judgeOwners } from './ballots/verdict.ts';
export type { Vote, VoteSettings } from './ballots/vote.ts';
export type {
  CastBallot,
  CloseVote,
  DecideObjection,
  GiveMandate,
  OpenVote,
  RaiseObjection,
  RecordDelivery,
  RevokeMandate,
  ShowBallots,
  StrikeBallot,
  VoteCommand,
  WithdrawBallot,
} from './ballots/vote-command.ts';
export type { VoteState } from './ballots/vote-decider.ts';
export { voteDecider } from './ballots/vote-decider.ts';
export type {
  BallotCast,
  BallotRecord,
  BallotRefused,
  BallotStruck,
  BallotsShown,
  BallotWithdrawn,
  Delivered,
  MandateGiven,
  MandateRevoked,
  ObjectionDecided,
  ObjectionRaised,
  VoteClosed,
  VoteFact,
  VoteOpened,
} from './ballots/vote-fact.ts';
export type { JudgeOptions } from './ballots/vote-outcome.ts';
export { countedBallots } from './ballots/vote-outcome.ts';
export { voteWakes } from './ballots/vote-wakes.ts';
export type { Delivery, DeliveryWay } from './electorate/delivery.ts';
export { unreached } from './electorate/delivery.ts';
export type { GivenMandate, Mandate, MandateFault, ProxyRules } from './electorate/mandate.ts';
export { registerHash } from './electorate/register-hash.ts';
export type { CompositionIssue, Representative } from './electorate/representatives.ts';
export { membersRegister } from './electorate/representatives.ts';
export type { Resident, ResidentsRegister } from './electorate/residents.ts';
export { adultsRegister, householdsRegister } from './electorate/residents.ts';
export type {
  AreaBasis,
  EnteredRegister,
  EnteredUnit,
  TitleIssue,
  TitleIssueCode,
  UnitTitle,
} from './electorate/unit-title.ts';
export { ownersRegister } from './electorate/unit-title.ts';
export type {
  BodyVoteRegister,
  OwnersVoteRegister,
  VoteRegister,
  VotingUnit,
} from './electorate/vote-register.ts';
export type { VoterRef } from './electorate/voter.ts';
export type { BallotErrorCode, VoteErrorCode } from './error-code.ts';
export type { Recordable } from './recordable.ts';
export type { Credentials, IssuedCredentials } from './secret/credential.ts';
export { hashedCredentials, issueCredentials } from './secret/credential.ts';
export type {
  AdmitVoter,
  Eligibility,
  EligibilityFact,
  ListVoters,
} from './secret/eligibility.ts';
export { eligibilityDecider } from './secret/eligibility.ts';
export type {
  CastSecretBallots,
  CloseSecretVote,
  OpenSecretVote,
  SecretVoteCommand,
} from './secret/secret-command.ts';
export { secretVoteDecider } from './secret/secret-decider.ts';
export type { SecretBallotsCast, SecretVoteFact, SecretVoteOpened } from './secret/secret-fact.ts';
export type { SecretVote, SecretVoteState } from './secret/secret-vote.ts';

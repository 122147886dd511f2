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
export type { AppliedRule, Track, Verdict } from './ballots/verdict.ts';
export { verdict } from './ballots/verdict.ts';
export type {
  BodyRegister,
  OwnersRegister,
  Register,
  RegisteredUnit,
} from './electorate/register.ts';
export type { StatuteErrorCode } from './error-code.ts';
export type { RuleId } from './statutes/presets.ts';
export { ruleIds } from './statutes/presets.ts';
export type { BodyRule, OwnersRule, Rule, RuleOptions } from './statutes/rule.ts';
export { rule } from './statutes/rule.ts';
export type { Citation, Sentence } from './statutes/sentence.ts';
export { sentences } from './statutes/sentences.ts';
export type { StatuteId } from './statutes/statute.ts';
export { citationsOf, statute } from './statutes/statute.ts';
export type { Body, Threshold, ThresholdBase, TrackName } from './statutes/threshold.ts';

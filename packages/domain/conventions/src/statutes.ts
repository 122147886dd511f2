export type {
  BallotIssue,
  BallotIssueCode,
  Ballots,
  BodyCount,
  Choice,
  UnitBallot,
} from './ballots.ts';
export { choices } from './ballots.ts';
export type { StatuteErrorCode } from './error-code.ts';
export type { RuleId } from './presets.ts';
export { ruleIds } from './presets.ts';
export type { BodyRegister, OwnersRegister, Register, RegisteredUnit } from './register.ts';
export type { BodyRule, OwnersRule, Rule, RuleOptions } from './rule.ts';
export { rule } from './rule.ts';
export type { Citation, Sentence } from './sentence.ts';
export { sentences } from './sentences.ts';
export type { StatuteId } from './statute.ts';
export { citationsOf, statute } from './statute.ts';
export type { Body, Threshold, ThresholdBase, TrackName } from './threshold.ts';
export type { AppliedRule, Track, Verdict, VerdictStatus } from './verdict.ts';
export { verdict } from './verdict.ts';

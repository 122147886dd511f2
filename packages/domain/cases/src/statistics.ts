export type { CaseRow } from './statistics/case-rows.ts';
export { caseRows } from './statistics/case-rows.ts';
export type { CaseRecordEvent, EventIssue } from './statistics/case-streams.ts';
export type {
  ExclusionCondition,
  ExclusionIssue,
  ExclusionIssueCode,
  ExclusionRule,
  Title,
} from './statistics/exclusion.ts';
export { checkExclusions } from './statistics/exclusion.ts';
export type { CountName, OnTimeName, RateName } from './statistics/figure-names.ts';
export { countNames, rateNames } from './statistics/figure-names.ts';
export type { Figures, Rate, SettledAt } from './statistics/figures.ts';
export type {
  CriterionResult,
  RatedKind,
  RatedSubject,
  RecordedFact,
  StandardIssue,
  StandardIssueCode,
  StarCriterion,
  StarMeasure,
  StarRating,
  StarStandard,
} from './statistics/star-rating.ts';
export { checkStarStandard, starRatings } from './statistics/star-rating.ts';
export type { StatisticsErrorCode } from './statistics/statistics-error.ts';
export type { Period, Statistics, StatisticsOptions } from './statistics/statistics-of.ts';
export { statisticsOf } from './statistics/statistics-of.ts';
export type { Streak, StreakKind, StreakOptions, Streaks } from './statistics/streak.ts';
export { streaksOf } from './statistics/streak.ts';
export type { ExcludedByRule } from './statistics/taken-out.ts';
export type { FigureGroup } from './statistics/tallies.ts';

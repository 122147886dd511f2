import type { WhatIfCode } from '../what-if/failures.ts';
import type { EventIssue } from './case-streams.ts';
import type { ExclusionCondition, ExclusionIssueCode } from './exclusion.ts';
import type { CountName, RateName } from './figure-names.ts';
import type { CriterionResult, StandardIssueCode } from './star-rating.ts';
import type { StatisticsErrorCode } from './statistics-error.ts';

/** Every code of statistics, ratings and what-if. */
export type StatisticsCode =
  | StatisticsErrorCode
  | EventIssue['code']
  | ExclusionIssueCode
  | StandardIssueCode
  | WhatIfCode;

/** The words of statistics in one language. */
export interface StatisticsWords {
  readonly rates: Readonly<Record<RateName, string>>;
  readonly counts: Readonly<Record<CountName, string>>;
  readonly conditions: Readonly<Record<ExclusionCondition['kind'], string>>;
  readonly outcomes: Readonly<Record<CriterionResult['outcome'], string>>;
  readonly codes: Readonly<Record<StatisticsCode, string>>;
}

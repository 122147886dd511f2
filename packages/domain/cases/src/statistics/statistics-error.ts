import { DomainError, type JsonObject } from '@civigrid/kernel';

/** Why figures, streaks or ratings cannot be worked out at all. */
export type StatisticsErrorCode =
  | 'cases/invalid-period'
  | 'cases/invalid-exclusions'
  | 'cases/invalid-streak'
  | 'cases/invalid-standard';

/** A refusal with a code of the statistics. */
export function statisticsRefusal(
  code: StatisticsErrorCode,
  message: string,
  details: JsonObject = {},
): DomainError<StatisticsErrorCode> {
  return new DomainError(code, message, details);
}

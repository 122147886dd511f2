import { DomainError, type JsonObject } from '@civigrid/kernel';

/** The codes with which limits refuse their arguments. */
export type LimitErrorCode = 'cases/invalid-limits' | 'cases/invalid-instant';

/** Why there is no limit. */
export type NoLimitReason = 'unknownJurisdiction' | 'noRow' | 'notInForce';

/** A refusal with a code of this entry. */
export function refusal(
  code: LimitErrorCode,
  message: string,
  details: JsonObject = {},
): DomainError<LimitErrorCode> {
  return new DomainError(code, message, details);
}

import { DomainError, type JsonObject } from '@civigrid/kernel';

/** The codes with which the front door refuses. */
export type GovernanceErrorCode =
  | 'governance/invalid-options'
  | 'governance/invalid-routing'
  | 'governance/invalid-report'
  | 'governance/outside'
  | 'governance/unknown-grid'
  | 'governance/unknown-case'
  | 'governance/unknown-convention'
  | 'governance/closed';

/** A refusal with a code of this package. */
export function refusal(
  code: GovernanceErrorCode,
  message: string,
  details: JsonObject = {},
): DomainError<GovernanceErrorCode> {
  return new DomainError(code, message, details);
}

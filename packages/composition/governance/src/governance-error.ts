import { DomainError, type JsonObject } from '@civigrid/kernel';

/** The codes with which the front door refuses. */
export type GovernanceErrorCode =
  | 'governance/invalid-options'
  | 'governance/invalid-routing'
  | 'governance/invalid-checkpoint'
  | 'governance/invalid-instant'
  | 'governance/invalid-window'
  | 'governance/invalid-report'
  | 'governance/outside'
  | 'governance/unknown-grid'
  | 'governance/unknown-case'
  | 'governance/unknown-letter'
  | 'governance/closed';

/** The codes of what went wrong where nobody can be refused: told as `refusal`, kept as a dead letter where something would be lost. */
export type GovernanceFaultCode =
  | 'governance/invalid-message'
  | 'governance/unreadable-message'
  | 'governance/not-notified'
  | 'governance/not-recorded'
  | 'governance/listener-failed'
  | 'governance/unreadable-place'
  | HealthRefusalCode;

/** Why an abnormal reading of a kiosk led to no visit. */
export type HealthRefusalCode =
  | 'governance/unknown-subject'
  | 'governance/no-basis'
  | 'governance/no-cell'
  | 'governance/no-carer';

/** A refusal with a code of this package. */
export function refusal(
  code: GovernanceErrorCode,
  message: string,
  details: JsonObject = {},
): DomainError<GovernanceErrorCode> {
  return new DomainError(code, message, details);
}

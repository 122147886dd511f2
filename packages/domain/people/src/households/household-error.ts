import { DomainError, type JsonObject } from '@civigrid/kernel';
import type { RecordErrorCode } from '../record/record-error.ts';

/** The codes with which households, the care list and visits refuse. */
export type HouseholdErrorCode =
  | RecordErrorCode
  | 'people/household-exists'
  | 'people/household-unknown'
  | 'people/household-closed'
  | 'people/address-missing'
  | 'people/same-grid'
  | 'people/already-member'
  | 'people/not-a-member'
  | 'people/members-remain'
  | 'people/nothing-told'
  | 'people/environment-unknown'
  | 'people/nothing-confirmed'
  | 'people/already-listed'
  | 'people/not-listed'
  | 'people/other-person'
  | 'people/reason-missing'
  | 'people/review-after-end'
  | 'people/visit-recorded'
  | 'people/outcomes-contradict'
  | 'people/help-open'
  | 'people/unknown-help'
  | 'people/unknown-level'
  | 'people/invalid-rhythm';

/** A refusal with a code of households. */
export function refusal(
  code: HouseholdErrorCode,
  message: string,
  details: JsonObject = {},
): DomainError<HouseholdErrorCode> {
  return new DomainError(code, message, details);
}

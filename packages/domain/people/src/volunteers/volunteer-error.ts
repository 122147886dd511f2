import { DomainError, type JsonObject } from '@civigrid/kernel';
import type { RecordErrorCode } from '../record/record-error.ts';

/** The codes with which the volunteers' ledger refuses. */
export type VolunteerErrorCode =
  | RecordErrorCode
  | 'people/team-exists'
  | 'people/team-unknown'
  | 'people/team-busy'
  | 'people/volunteer-exists'
  | 'people/volunteer-unknown'
  | 'people/actor-taken'
  | 'people/in-team-already'
  | 'people/not-in-team'
  | 'people/activity-exists'
  | 'people/activity-unknown'
  | 'people/activity-reversed'
  | 'people/activity-over'
  | 'people/activity-cancelled'
  | 'people/activity-full'
  | 'people/signed-up-already'
  | 'people/not-signed-up'
  | 'people/attended-already'
  | 'people/attendance-exists'
  | 'people/attendance-unknown'
  | 'people/hours-out-of-range'
  | 'people/hours-outside-activity'
  | 'people/hours-overlap'
  | 'people/hours-settled'
  | 'people/hours-not-confirmed'
  | 'people/own-confirmation'
  | 'people/rule-exists'
  | 'people/rule-retroactive'
  | 'people/reward-unknown'
  | 'people/points-insufficient'
  | 'people/points-spent'
  | 'people/booking-unknown'
  | 'people/not-correctable'
  | 'people/correction-too-large'
  | 'people/too-few-to-publish';

/** A refusal with a code of the volunteers' ledger. */
export function refusal(
  code: VolunteerErrorCode,
  message: string,
  details: JsonObject = {},
): DomainError<VolunteerErrorCode> {
  return new DomainError(code, message, details);
}

import { DomainError, type JsonObject } from '@civigrid/kernel';

/** The codes with which a service request refuses a command. */
export type RequestErrorCode =
  | 'cases/unknown-command'
  | 'cases/invalid-instant'
  | 'cases/invalid-id'
  | 'cases/invalid-item'
  | 'cases/invalid-reminders'
  | 'cases/invalid-answer'
  | 'cases/answer-missing'
  | 'cases/item-not-in-force'
  | 'cases/personal-twice'
  | 'cases/already-asked'
  | 'cases/not-asked'
  | 'cases/request-closed'
  | 'cases/wrong-stage'
  | 'cases/unknown-material'
  | 'cases/material-not-in'
  | 'cases/materials-missing'
  | 'cases/nothing-missing'
  | 'cases/already-notified'
  | 'cases/basis-missing'
  | 'cases/already-suspended'
  | 'cases/not-suspended'
  | 'cases/request-suspended';

/** A refusal with a code of this entry. */
export function refusal(
  code: RequestErrorCode,
  message: string,
  details: JsonObject = {},
): DomainError<RequestErrorCode> {
  return new DomainError(code, message, details);
}

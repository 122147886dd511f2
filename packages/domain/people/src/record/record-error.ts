import { DomainError, type JsonObject } from '@civigrid/kernel';

/** The codes that every decider of households, volunteers and programmes may refuse with. */
export type RecordErrorCode =
  | 'people/invalid-instant'
  | 'people/future-instant'
  | 'people/past-instant'
  | 'people/unknown-command'
  | 'people/not-a-code'
  | 'people/not-a-title'
  | 'people/not-a-count'
  | 'people/personal-twice'
  | 'people/foreign-part'
  | 'people/unknown-purpose'
  | 'people/broken-evidence';

/** A refusal with one of these codes; `path` leads to the place in the command. */
export function recordRefusal(
  code: RecordErrorCode,
  message: string,
  details: JsonObject,
): DomainError<RecordErrorCode> {
  return new DomainError(code, message, details);
}

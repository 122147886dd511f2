import { DomainError, type JsonObject } from '@civigrid/kernel';

/** The codes with which a case refuses a command. */
export type CaseErrorCode =
  | 'cases/unknown-command'
  | 'cases/invalid-instant'
  | 'cases/invalid-severity'
  | 'cases/invalid-budget'
  | 'cases/invalid-ladder'
  | 'cases/invalid-levels'
  | 'cases/invalid-point'
  | 'cases/unknown-level'
  | 'cases/level-not-above'
  | 'cases/already-reported'
  | 'cases/not-reported'
  | 'cases/not-open'
  | 'cases/wrong-status'
  | 'cases/reporter-missing'
  | 'cases/personal-twice'
  | 'cases/basis-missing'
  | 'cases/post-vacant'
  | 'cases/nobody-called'
  | 'cases/not-called'
  | 'cases/mediation-under-way'
  | 'cases/no-mediation'
  | 'cases/too-few-parties'
  | 'cases/not-a-party'
  | 'cases/agreement-missing'
  | 'cases/unknown-report'
  | 'cases/call-back-not-wanted'
  | 'cases/already-called-back'
  | 'cases/call-back-missing'
  | 'cases/unsolved'
  | 'cases/merge-into-itself'
  | 'cases/unmerge-itself'
  | 'cases/not-merged'
  | 'cases/from-the-future'
  | 'cases/suspended'
  | 'cases/not-suspended'
  | 'cases/extension-under-way'
  | 'cases/no-extension'
  | 'cases/own-request'
  | 'cases/clock-not-running'
  | 'cases/unknown-clock'
  | 'cases/unknown-stage'
  | 'cases/wrong-stage'
  | 'cases/invalid-stages'
  | 'cases/assignment-forced'
  | 'cases/not-closed'
  | 'cases/archived';

/** A refusal with a code of this package. */
export function refusal(
  code: CaseErrorCode,
  message: string,
  details: JsonObject = {},
): DomainError<CaseErrorCode> {
  return new DomainError(code, message, details);
}

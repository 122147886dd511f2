import { DomainError, type JsonObject } from '@civigrid/kernel';

/** The codes with which a planned task refuses a command. */
export type TaskErrorCode =
  | 'cases/unknown-command'
  | 'cases/invalid-instant'
  | 'cases/invalid-id'
  | 'cases/invalid-schedule'
  | 'cases/invalid-checklist'
  | 'cases/invalid-stops'
  | 'cases/invalid-reminders'
  | 'cases/invalid-day'
  | 'cases/invalid-answer'
  | 'cases/personal-twice'
  | 'cases/already-planned'
  | 'cases/not-planned'
  | 'cases/subject-missing'
  | 'cases/patrol-of-a-person'
  | 'cases/task-ended'
  | 'cases/task-started'
  | 'cases/task-not-started'
  | 'cases/task-overdue'
  | 'cases/no-occurrence'
  | 'cases/no-workday'
  | 'cases/unknown-year'
  | 'cases/window-not-open'
  | 'cases/into-the-past'
  | 'cases/past-the-next'
  | 'cases/answer-missing'
  | 'cases/answer-not-sealed'
  | 'cases/not-a-patrol'
  | 'cases/unknown-stop'
  | 'cases/stop-already-checked'
  | 'cases/missed-unexplained'
  | 'cases/case-missing';

/** A refusal with a code of this entry. */
export function refusal(
  code: TaskErrorCode,
  message: string,
  details: JsonObject = {},
): DomainError<TaskErrorCode> {
  return new DomainError(code, message, details);
}

import { DomainError, type JsonObject } from '@civigrid/kernel';
import type { RecordErrorCode } from '../record/record-error.ts';

/** The codes with which programmes and themed grids refuse. */
export type ProgrammeErrorCode =
  | RecordErrorCode
  | 'people/programme-exists'
  | 'people/programme-unknown'
  | 'people/programme-ended'
  | 'people/programme-reversed'
  | 'people/measure-twice'
  | 'people/measure-unknown'
  | 'people/activity-exists'
  | 'people/activity-unknown'
  | 'people/activity-reversed'
  | 'people/outcome-exists'
  | 'people/outcome-unknown'
  | 'people/evidence-missing'
  | 'people/no-budget'
  | 'people/budget-exceeded'
  | 'people/spending-exists'
  | 'people/spending-unknown'
  | 'people/correction-too-large'
  | 'people/theme-reversed'
  | 'people/theme-overlaps'
  | 'people/theme-exists'
  | 'people/theme-unknown'
  | 'people/programme-linked'
  | 'people/other-grid';

/** A refusal with a code of programmes. */
export function refusal(
  code: ProgrammeErrorCode,
  message: string,
  details: JsonObject = {},
): DomainError<ProgrammeErrorCode> {
  return new DomainError(code, message, details);
}

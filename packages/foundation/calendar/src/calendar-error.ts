import { DomainError, type JsonObject } from '@civigrid/kernel';

/** The codes with which a calendar refuses what it is asked; a year without data is a result, not one of these. */
export type CalendarErrorCode =
  | 'calendar/bad-date'
  | 'calendar/bad-day'
  | 'calendar/bad-instant'
  | 'calendar/bad-shift'
  | 'calendar/bad-timetable'
  | 'calendar/bad-value'
  | 'calendar/bad-weekend'
  | 'calendar/bad-year'
  | 'calendar/conflicting-day'
  | 'calendar/no-timetable'
  | 'calendar/too-many-years'
  | 'calendar/unknown-unit'
  | 'calendar/unknown-zone';

export function refuse(
  code: CalendarErrorCode,
  message: string,
  details: JsonObject = {},
): DomainError<CalendarErrorCode> {
  return new DomainError(code, message, details);
}

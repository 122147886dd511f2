export type { Budget, CalendarUnit } from './budget.ts';
export { calendarUnits, isBudget, isCalendarUnit } from './budget.ts';
export type { CalendarErrorCode } from './calendar-error.ts';
export { minuteOfDay } from './clock-text.ts';
export { isInstant } from './instant.ts';
export type { CalendarDay, CalendarYear, CalendarYears } from './known-days.ts';
export { dateOf, dayNumber, isLocalDate, weekdayOf, yearOf } from './local-date.ts';
export type { MovedDeadline, RunningLimit } from './moved-deadlines.ts';
export { movedDeadlines } from './moved-deadlines.ts';
export type { Shift } from './shifts.ts';
export type { Timetable } from './timetable.ts';
export type {
  DayKind,
  DayResult,
  InstantResult,
  MinutesResult,
  OpenResult,
  ShiftsResult,
  UnknownYear,
  WorkCalendar,
  WorkCalendarOptions,
} from './work-calendar.ts';
export { workCalendar } from './work-calendar.ts';
export type { Zone } from './zone.ts';
export { findZone, zone } from './zone.ts';
export type { ZonedTime } from './zoned-time.ts';
export { localDay, weekMinute, zonedTime } from './zoned-time.ts';

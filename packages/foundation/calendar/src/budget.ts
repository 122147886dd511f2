/**
 * The units of limits (时限单位): `minute hour day` are plain time; `workMinute workHour workDay` (工作分钟、工作时、
 * 工作日) are counted by a work calendar.
 */
export type CalendarUnit = 'minute' | 'hour' | 'day' | 'workMinute' | 'workHour' | 'workDay';

/** An amount of time that somebody has (时限): a value of at least 0 and its unit; `workDay` takes whole values only. */
export interface Budget {
  readonly value: number;
  readonly unit: CalendarUnit;
}

const unitMs: Readonly<Record<CalendarUnit, number>> = {
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  workMinute: 60_000,
  workHour: 3_600_000,
  workDay: 0,
};

/** The units in which a limit may be written, plain ones first. */
export const calendarUnits: readonly CalendarUnit[] = [
  'minute',
  'hour',
  'day',
  'workMinute',
  'workHour',
  'workDay',
];

/** Whether a value names a unit of limits. */
export function isCalendarUnit(value: unknown): value is CalendarUnit {
  return calendarUnits.some((unit) => unit === value);
}

/** Whether a value is a usable limit: a known unit, a finite value of at least 0, whole for `workDay`. */
export function isBudget(value: unknown): value is Budget {
  if (typeof value !== 'object' || value === null) return false;
  const { value: amount, unit } = value as { readonly value?: unknown; readonly unit?: unknown };
  return isCalendarUnit(unit) && isAmount(amount, unit);
}

export function isAmount(value: unknown, unit: CalendarUnit): value is number {
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) return false;
  return unit !== 'workDay' || Number.isInteger(value);
}

/** Milliseconds of clock time in an amount, to the nearest one; not for `workDay`. */
export function amountMs(value: number, unit: CalendarUnit): number {
  return Math.round(value * unitMs[unit]);
}

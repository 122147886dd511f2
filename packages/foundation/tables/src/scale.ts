import { dateOf, dayNumber, type Zone } from '@civigrid/calendar';

/** The types of columns whose values and bounds are ISO 8601 texts, compared by what they mean. */
export type ScaledType = 'date' | 'time' | 'dateTime' | 'dayTimeDuration' | 'yearMonthDuration';

/** A text's place on the scale of its type; undefined where it is no text of that type. */
type Scale = (text: string) => number | undefined;

const dayMs = 86_400_000;

/**
 * How texts of a type are read (时间刻度), to be compared as numbers:
 * - `date`: days;
 * - `time` `14:30:00`, seconds and offset (at most 14 hours) optional: milliseconds of the day in UTC, an offset taken off and not
 *   brought back into the day; without an offset it is read as UTC;
 * - `dateTime` `2026-03-07T14:30:00+08:00`: the instant; without an offset it is read in the table's zone, and where
 *   clocks are set back an hour that occurs twice is its first;
 * - `dayTimeDuration` `P1DT2H` milliseconds, `yearMonthDuration` `P1Y2M` months, each with an optional sign.
 */
export function scaleOf(type: ScaledType, zone: Zone): Scale {
  switch (type) {
    case 'date':
      return dayNumber;
    case 'time':
      return timeOfDay;
    case 'dateTime':
      return (text) => instantOf(text, zone);
    case 'dayTimeDuration':
      return milliseconds;
    case 'yearMonthDuration':
      return months;
  }
}

export function isScaled(type: string): type is ScaledType {
  return ['date', 'time', 'dateTime', 'dayTimeDuration', 'yearMonthDuration'].includes(type);
}

interface Clock {
  readonly ms: number;
  /** Milliseconds ahead of UTC, where the text says so. */
  readonly offset?: number;
}

function clockOf(text: string): Clock | undefined {
  const parts =
    /^(\d\d):([0-5]\d)(?::([0-5]\d)(\.\d{1,18})?)?(?:(Z)|([+-])(\d\d):([0-5]\d))?$/.exec(text);
  if (!parts) return undefined;
  const [, hour, minute, second = '0', fraction = '0', utc, sign, hours, minutes] = parts;
  if (Number(hour) > 23) return undefined;
  const whole = Number(hour) * 3600 + Number(minute) * 60 + Number(second);
  const ms = whole * 1000 + Number(fraction) * 1000;
  if (utc === undefined && sign === undefined) return { ms };
  const ahead = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
  if (ahead > 14 * 3_600_000) return undefined;
  return { ms, offset: sign === '-' ? 0 - ahead : ahead };
}

function timeOfDay(text: string): number | undefined {
  const clock = clockOf(text);
  return clock && clock.ms - (clock.offset ?? 0);
}

function instantOf(text: string, zone: Zone): number | undefined {
  const day = dayNumber(text.slice(0, 10));
  const clock = text[10] === 'T' ? clockOf(text.slice(11)) : undefined;
  if (day === undefined || !clock) return undefined;
  const local = day * dayMs + clock.ms;
  if (clock.offset !== undefined) return local - clock.offset;
  // Clocks change at most once in two days: the offset before a change, the one after it, or an hour that never was.
  const before = zone.offsetAt(local - dayMs);
  if (zone.offsetAt(local - before) === before) return local - before;
  const after = zone.offsetAt(local + dayMs);
  return local - (zone.offsetAt(local - after) === after ? after : before);
}

function milliseconds(text: string): number | undefined {
  const parts =
    /^(-)?P(?=\d|T\d)(?:(\d{1,9})D)?(?:T(?=\d)(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})(\.\d{1,18})?S)?)?$/.exec(
      text,
    );
  if (!parts) return undefined;
  const [, sign, days = 0, hours = 0, minutes = 0, seconds = 0, fraction = 0] = parts;
  const whole = Number(days) * 86_400 + Number(hours) * 3600 + Number(minutes) * 60;
  const size = (whole + Number(seconds)) * 1000 + Number(fraction) * 1000;
  return sign ? 0 - size : size;
}

function months(text: string): number | undefined {
  const parts = /^(-)?P(?=\d)(?:(\d{1,9})Y)?(?:(\d{1,9})M)?$/.exec(text);
  if (!parts) return undefined;
  const [, sign, years = 0, rest = 0] = parts;
  const size = Number(years) * 12 + Number(rest);
  return sign ? 0 - size : size;
}

/** The text of a place on the scale of a type, as {@link scaleOf} reads it; undefined where the type has none. */
export function textOn(type: ScaledType, at: number): string | undefined {
  switch (type) {
    case 'date':
      return Number.isInteger(at) && isInYears(at * dayMs) ? dateOf(at) : undefined;
    case 'time':
      return clockText(at);
    case 'dateTime':
      return Number.isInteger(at) && isInYears(at) ? new Date(at).toISOString() : undefined;
    case 'dayTimeDuration':
      return `${at < 0 ? '-' : ''}PT${Math.abs(at) / 1000}S`;
    case 'yearMonthDuration':
      return `${at < 0 ? '-' : ''}P${Math.abs(at)}M`;
  }
}

function isInYears(at: number): boolean {
  return at >= Date.UTC(-1, 12, 1) && at < Date.UTC(10_000, 0, 1);
}

/** A time of the day, with an offset where it lies before or after the day in UTC. */
function clockText(at: number): string | undefined {
  const hours =
    at < 0
      ? Math.ceil(-at / 3_600_000)
      : at < dayMs
        ? 0
        : Math.floor(-(at - dayMs) / 3_600_000) - 1;
  const local = at + hours * 3_600_000;
  if (!Number.isInteger(at) || Math.abs(hours) > 14 || local < 0 || local >= dayMs)
    return undefined;
  const two = (part: number) => String(Math.floor(part)).padStart(2, '0');
  const clock = new Date(local).toISOString().slice(11, 23);
  if (hours === 0) return clock;
  return `${clock}${hours < 0 ? '-' : '+'}${two(Math.abs(hours))}:00`;
}

/**
 * How a text or number tells an instant: UTC milliseconds, UTC seconds, ISO 8601, its basic form
 * (`20240506T000000Z`), or `yyyyMMddHHmmss` as it is written in China (+08:00).
 */
export type TimeForm = 'ms' | 's' | 'iso' | 'basic' | 'cn14';

/** An instant in UTC milliseconds; `zoneAssumed` where +08:00 had to be taken. */
export interface ReadInstant {
  readonly at: number;
  readonly zoneAssumed?: true;
}

const farthest = 8.64e15;
const beijingMs = 8 * 3_600_000;

const dayMs = 86_400_000;
const zero = 0x30;
const point = 0x2e;
const comma = 0x2c;
const dash = 0x2d;
const plus = 0x2b;
const colon = 0x3a;
const blank = 0x20;
const letterT = 0x74;
const letterZ = 0x7a;

/** Days from 1 January 1970 to a date of the Gregorian calendar; years are counted from March, so that the leap day is their last. */
function daysTo(year: number, month: number, day: number): number {
  const shifted = month > 2 ? year : year - 1;
  const era = Math.floor(shifted / 400);
  const inEra = shifted - era * 400;
  const inYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const leap = Math.floor(inEra / 4) - Math.floor(inEra / 100);
  return era * 146_097 + inEra * 365 + leap + inYear - 719_468;
}

function daysIn(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

/** UTC milliseconds of a wall time without a zone, or undefined where the calendar has no such time. */
function civil(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
): number | undefined {
  if (year < 100 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month))
    return undefined;
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  return daysTo(year, month, day) * dayMs + ((hour * 60 + minute) * 60 + second) * 1000;
}

/** A wall time as it is written in China; the zone is taken, not read. */
export function beijing(parts: readonly number[]): ReadInstant | undefined {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts;
  const at = civil(year, month, day, hour, minute, second);
  return at === undefined ? undefined : { at: at - beijingMs, zoneAssumed: true };
}

/** The number of so many decimal digits from `at` on; NaN where they are none. */
function digits(text: string, at: number, count: number): number {
  let value = 0;
  for (let i = at; i < at + count; i++) {
    const digit = text.charCodeAt(i) - zero;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

/** Milliseconds east of UTC that `Z`, `+08:00` or `+0800` from `at` to the end tell; NaN where it is none. */
function offsetMs(text: string, at: number): number {
  const sign = text.charCodeAt(at);
  const left = text.length - at;
  if (left === 1 && (sign | 0x20) === letterZ) return 0;
  const isApart = left === 6 && text.charCodeAt(at + 3) === colon;
  if ((sign !== plus && sign !== dash) || (left !== 5 && !isApart)) return Number.NaN;
  const hours = digits(text, at + 1, 2);
  const minutes = digits(text, text.length - 2, 2);
  if (hours > 23 || minutes > 59) return Number.NaN;
  return (sign === dash ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

/** How many decimals stand at `at`, after a point or comma. */
function decimalsAt(text: string, at: number): number {
  const mark = text.charCodeAt(at);
  if (mark !== point && mark !== comma) return 0;
  let end = at + 1;
  while (digits(text, end, 1) >= 0) end++;
  return end - at - 1;
}

/** What follows the seconds: decimals and a zone, each where there is one. `local` is the wall time in milliseconds. */
function withTail(text: string, from: number, local: number): ReadInstant | undefined {
  const decimals = decimalsAt(text, from);
  if (decimals > 12) return undefined;
  const shown = Math.min(decimals, 3);
  const at = decimals === 0 ? local : local + digits(text, from + 1, shown) * 10 ** (3 - shown);
  const end = decimals === 0 ? from : from + 1 + decimals;
  if (end === text.length) return { at: at - beijingMs, zoneAssumed: true };
  const offset = offsetMs(text, end);
  return Number.isNaN(offset) ? undefined : { at: at - offset };
}

function isSeparator(text: string, at: number): boolean {
  return (text.charCodeAt(at) | 0x20) === letterT;
}

/** `2024-05-06T08:00:00.5+08:00`; a blank for the T, and no seconds, are taken too. */
function readIso(text: string): ReadInstant | undefined {
  const isShaped =
    text.charCodeAt(4) === dash &&
    text.charCodeAt(7) === dash &&
    (isSeparator(text, 10) || text.charCodeAt(10) === blank) &&
    text.charCodeAt(13) === colon;
  if (!isShaped) return undefined;
  const hasSeconds = text.charCodeAt(16) === colon;
  const local = civil(
    digits(text, 0, 4),
    digits(text, 5, 2),
    digits(text, 8, 2),
    digits(text, 11, 2),
    digits(text, 14, 2),
    hasSeconds ? digits(text, 17, 2) : 0,
  );
  if (local === undefined || Number.isNaN(local)) return undefined;
  if (hasSeconds) return withTail(text, 19, local);
  return decimalsAt(text, 16) > 0 ? undefined : withTail(text, 16, local);
}

/** The wall time of `20240506`, its hours, minutes and seconds from `timeStart` on. */
function readDigits(text: string, timeStart: number): number | undefined {
  const local = civil(
    digits(text, 0, 4),
    digits(text, 4, 2),
    digits(text, 6, 2),
    digits(text, timeStart, 2),
    digits(text, timeStart + 2, 2),
    digits(text, timeStart + 4, 2),
  );
  return Number.isNaN(local) ? undefined : local;
}

function readBasic(text: string): ReadInstant | undefined {
  const local = isSeparator(text, 8) ? readDigits(text, 9) : undefined;
  return local === undefined ? undefined : withTail(text, 15, local);
}

function readCn14(text: string): ReadInstant | undefined {
  const local = text.length === 14 ? readDigits(text, 8) : undefined;
  return local === undefined ? undefined : { at: local - beijingMs, zoneAssumed: true };
}

function counted(value: unknown, scale: number): ReadInstant | undefined {
  if (typeof value !== 'number') return undefined;
  const at = Math.round(value * scale);
  return Math.abs(at) <= farthest ? { at } : undefined;
}

/** Reads an instant in the given form; undefined where the value does not have it. */
export function readInstant(value: unknown, as: TimeForm): ReadInstant | undefined {
  if (as === 'ms') return counted(value, 1);
  if (as === 's') return counted(value, 1000);
  if (typeof value !== 'string') return undefined;
  if (as === 'cn14') return readCn14(value);
  return as === 'iso' ? readIso(value) : readBasic(value);
}

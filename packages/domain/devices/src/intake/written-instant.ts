/** How far the wall time of China is ahead of UTC: milliseconds. */
export const beijingMs: number = 8 * 3_600_000;
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

/** Units of a text, or bytes of an ASCII one. */
export type Units = ArrayLike<number>;

/** An instant that was read; a class, so that nothing out of a message can pass for one. */
export class WrittenInstant {
  /** UTC milliseconds. */
  readonly at: number;
  /** +08:00 had to be taken. */
  readonly isAssumed: boolean;

  constructor(at: number, isAssumed: boolean) {
    this.at = at;
    this.isAssumed = isAssumed;
  }
}

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

/** UTC milliseconds of a wall time without a zone, or NaN where the calendar has no such time or a part is NaN. */
export function civil(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
): number {
  const isDate = year >= 100 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
  const isTime = hour <= 23 && minute <= 59 && second <= 59;
  if (!isDate || !isTime) return Number.NaN;
  return daysTo(year, month, day) * dayMs + ((hour * 60 + minute) * 60 + second) * 1000;
}

/** The number of so many decimal digits from `at` on; NaN where they are none. */
function digits(units: Units, at: number, count: number): number {
  let value = 0;
  for (let i = at; i < at + count; i++) {
    const digit = (units[i] as number) - zero;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

/** Milliseconds east of UTC that `Z`, `+08:00` or `+0800` tell; NaN where it is none. */
function offsetMs(units: Units, at: number, end: number): number {
  const sign = units[at] as number;
  const left = end - at;
  if (left === 1 && (sign | 0x20) === letterZ) return 0;
  const isApart = left === 6 && units[at + 3] === colon;
  if ((sign !== plus && sign !== dash) || (left !== 5 && !isApart)) return Number.NaN;
  const hours = digits(units, at + 1, 2);
  const minutes = digits(units, end - 2, 2);
  if (hours > 23 || minutes > 59) return Number.NaN;
  return (sign === dash ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

/** How many decimals stand at `at`, after a point or comma. */
function decimalsAt(units: Units, at: number, end: number): number {
  if (at >= end || (units[at] !== point && units[at] !== comma)) return 0;
  let last = at + 1;
  while (last < end && digits(units, last, 1) >= 0) last++;
  return last - at - 1;
}

/** What follows the seconds: decimals and a zone, each where there is one. `local` is the wall time in milliseconds. */
function withTail(
  units: Units,
  from: number,
  end: number,
  local: number,
): WrittenInstant | undefined {
  if (Number.isNaN(local) || from > end) return undefined;
  const decimals = decimalsAt(units, from, end);
  if (decimals > 12) return undefined;
  let at = local;
  for (let i = 1, worth = 100; i <= decimals && i <= 3; i++, worth /= 10)
    at += digits(units, from + i, 1) * worth;
  const zone = decimals === 0 ? from : from + 1 + decimals;
  if (zone === end) return new WrittenInstant(at - beijingMs, true);
  const offset = offsetMs(units, zone, end);
  return Number.isNaN(offset) ? undefined : new WrittenInstant(at - offset, false);
}

function isSeparator(units: Units, at: number): boolean {
  return ((units[at] as number) | 0x20) === letterT;
}

/** `2024-05-06T08:00:00.5+08:00`; a blank for the T, and no seconds, are taken too. */
function readIso(units: Units, start: number, end: number): WrittenInstant | undefined {
  const isShaped =
    end - start >= 16 &&
    units[start + 4] === dash &&
    units[start + 7] === dash &&
    (isSeparator(units, start + 10) || units[start + 10] === blank) &&
    units[start + 13] === colon;
  if (!isShaped) return undefined;
  const hasSeconds = end - start >= 19 && units[start + 16] === colon;
  const local = civil(
    digits(units, start, 4),
    digits(units, start + 5, 2),
    digits(units, start + 8, 2),
    digits(units, start + 11, 2),
    digits(units, start + 14, 2),
    hasSeconds ? digits(units, start + 17, 2) : 0,
  );
  if (hasSeconds) return withTail(units, start + 19, end, local);
  // Only seconds have decimals.
  return decimalsAt(units, start + 16, end) > 0
    ? undefined
    : withTail(units, start + 16, end, local);
}

/** The wall time of `20240506`, its hours, minutes and seconds from `timeStart` on. */
function readDigits(units: Units, start: number, timeStart: number): number {
  return civil(
    digits(units, start, 4),
    digits(units, start + 4, 2),
    digits(units, start + 6, 2),
    digits(units, timeStart, 2),
    digits(units, timeStart + 2, 2),
    digits(units, timeStart + 4, 2),
  );
}

/** Reads an instant that is written out; undefined where the units from `start` to `end` do not have the form. */
export function readWritten(
  units: Units,
  start: number,
  end: number,
  as: 'iso' | 'basic' | 'cn14',
): WrittenInstant | undefined {
  if (as === 'iso') return readIso(units, start, end);
  if (as === 'cn14') {
    const local = end - start === 14 ? readDigits(units, start, start + 8) : Number.NaN;
    return Number.isNaN(local) ? undefined : new WrittenInstant(local - beijingMs, true);
  }
  if (end - start < 15 || !isSeparator(units, start + 8)) return undefined;
  return withTail(units, start + 15, end, readDigits(units, start, start + 9));
}

/** Longer texts are no instants. */
const longest = 48;

/** Reads an instant that is written out as a text. */
export function readWrittenText(
  text: string,
  as: 'iso' | 'basic' | 'cn14',
): WrittenInstant | undefined {
  if (text.length > longest) return undefined;
  const units = new Uint16Array(text.length);
  for (let i = 0; i < units.length; i++) units[i] = text.charCodeAt(i);
  return readWritten(units, 0, units.length, as);
}

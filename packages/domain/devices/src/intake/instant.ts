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

const iso =
  /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,12}))?)?(Z|[+-]\d{2}:?\d{2})?$/i;
const basic =
  /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})(?:[.,](\d{1,12}))?(Z|[+-]\d{2}:?\d{2})?$/i;
const cn14 = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/;

/** UTC milliseconds of a wall time without a zone, or undefined where the calendar has no such time. */
function civil(parts: readonly number[]): number | undefined {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts;
  if (month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 59)
    return undefined;
  const at = Date.UTC(year, month - 1, day, hour, minute, second);
  return year >= 100 && new Date(at).getUTCDate() === day ? at : undefined;
}

/** A wall time as it is written in China; the zone is taken, not read. */
function beijing(parts: readonly number[]): ReadInstant | undefined {
  const at = civil(parts);
  return at === undefined ? undefined : { at: at - beijingMs, zoneAssumed: true };
}

function offsetMs(zone: string): number | undefined {
  if (zone === 'Z' || zone === 'z') return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(-2));
  if (hours > 23 || minutes > 59) return undefined;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

function written(form: RegExp, text: string): ReadInstant | undefined {
  const match = form.exec(text);
  if (match === null) return undefined;
  const parts = [1, 2, 3, 4, 5, 6].map((i) => Number(match[i] ?? 0));
  const zone = match[8];
  if (zone === undefined) return withFraction(beijing(parts), match[7]);
  const at = civil(parts);
  const offset = offsetMs(zone);
  if (at === undefined || offset === undefined) return undefined;
  return withFraction({ at: at - offset }, match[7]);
}

function withFraction(
  instant: ReadInstant | undefined,
  fraction: string | undefined,
): ReadInstant | undefined {
  if (instant === undefined || fraction === undefined) return instant;
  return { ...instant, at: instant.at + Number(fraction.padEnd(3, '0').slice(0, 3)) };
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
  if (as === 'cn14') return written(cn14, value);
  return written(as === 'iso' ? iso : basic, value);
}

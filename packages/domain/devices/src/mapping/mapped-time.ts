import type { TimeSource } from '../event/device-event.ts';
import { type ReadInstant, readInstant, type TimeForm } from '../intake/instant.ts';
import { beijingMs } from '../intake/written-instant.ts';

/** The forms of time that a mapping reads: a {@link TimeForm}, or `unix`: seconds or milliseconds by their size, as number or digits. */
export type MappedTimeForm = TimeForm | 'unix';

/**
 * How the samples of a buffered message lie in time (缓存采样): the time read is that of the first or last element of `each`.
 *
 * @example
 * { "at": "/ts", "as": "s", "spaced": { "every": "/interval", "as": "s", "known": "last" } }
 */
export interface SampleSpacing {
  /** The distance, or the JSON pointer to it. */
  readonly every: number | string;
  readonly as: 'ms' | 's' | 'min';
  /** Whose time it is; the elements are oldest first. */
  readonly known: 'first' | 'last';
}

/**
 * Where a time stands and how it is written (时间来源).
 *
 * @example
 * [{ "at": "/event_time", "as": "basic" }, { "at": "/event_time", "as": "iso" }]
 * @example
 * { "at": "/timestamp", "as": "ms", "source": "gateway" }
 */
export interface MappedTime {
  /** JSON pointer, or several of which the first that finds something answers. */
  readonly at: string | readonly string[];
  readonly as: MappedTimeForm;
  /** The zone of a wall time that names none, `+00:00` for UTC; +08:00 is assumed and flagged if left out. */
  readonly offset?: string;
  /** Whose clock it is: the device's if left out. */
  readonly source?: TimeSource;
  /** It may be missing without an issue. */
  readonly optional?: boolean;
  readonly spaced?: SampleSpacing;
}

/** Digits from here on are milliseconds: as seconds they would lie after the year 5138. */
const millisecondsFrom = 1e11;

function unix(found: unknown): ReadInstant | undefined {
  const digits = typeof found === 'string' && /^\d{1,16}$/.test(found) ? Number(found) : found;
  if (typeof digits !== 'number') return undefined;
  return readInstant(digits, Math.abs(digits) < millisecondsFrom ? 's' : 'ms');
}

/** Milliseconds of an offset such as `+05:30`, or undefined where it is none. */
export function offsetOf(text: string): number | undefined {
  const [, sign, hours, minutes] = /^([+-])([01]\d|2[0-3]):([0-5]\d)$/.exec(text) ?? [];
  if (sign === undefined) return undefined;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

/** Reads a time as the mapping says, or undefined where it is none. */
export function mappedInstant({
  as,
  offset,
}: Pick<MappedTime, 'as' | 'offset'>): (found: unknown) => ReadInstant | undefined {
  const known = offset === undefined ? undefined : offsetOf(offset);
  return (found) => {
    const read = as === 'unix' ? unix(found) : readInstant(found, as);
    if (read?.zoneAssumed !== true || known === undefined) return read;
    return { at: read.at + beijingMs - known };
  };
}

/** The times that are tried in turn. */
export function timesOf(
  time: MappedTime | readonly MappedTime[] | null | undefined,
): readonly MappedTime[] {
  if (time === undefined || time === null) return [];
  return isList(time) ? time : [time];
}

function isList(time: MappedTime | readonly MappedTime[]): time is readonly MappedTime[] {
  return Array.isArray(time);
}

const unitMs = { ms: 1, s: 1000, min: 60_000 } as const;

/** Where an element stands among its neighbours. */
export interface Position {
  readonly index: number;
  readonly count: number;
}

/** The farthest instant that a date can be. */
const farthest = 8.64e15;

/** The element's time, reckoned from the one that the message tells; undefined where the distance is no number, or too far. */
export function sampledInstant(
  instant: ReadInstant,
  { as, known }: SampleSpacing,
  every: unknown,
  { index, count }: Position,
): ReadInstant | undefined {
  if (typeof every !== 'number' || !Number.isFinite(every) || every < 0) return undefined;
  const at = instant.at + (index - (known === 'last' ? count - 1 : 0)) * every * unitMs[as];
  return Math.abs(at) <= farthest ? { ...instant, at } : undefined;
}

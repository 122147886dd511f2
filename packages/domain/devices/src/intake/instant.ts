import { readWrittenText, WrittenInstant } from './written-instant.ts';

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

function counted(value: unknown, scale: number): ReadInstant | undefined {
  if (typeof value !== 'number') return undefined;
  const at = Math.round(value * scale);
  return Math.abs(at) <= farthest ? { at } : undefined;
}

/** Reads an instant in the given form; undefined where the value does not have it. */
export function readInstant(value: unknown, as: TimeForm): ReadInstant | undefined {
  if (as === 'ms') return counted(value, 1);
  if (as === 's') return counted(value, 1000);
  const written = typeof value === 'string' ? readWrittenText(value, as) : value;
  if (!(written instanceof WrittenInstant)) return undefined;
  return written.isAssumed ? { at: written.at, zoneAssumed: true } : { at: written.at };
}

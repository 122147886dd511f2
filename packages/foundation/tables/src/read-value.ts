import { isLocalDate, type Zone } from '@civigrid/calendar';
import type { ColumnType } from './column.ts';
import { scaleOf } from './scale.ts';

/** What such a cell is tested against; undefined where the input is missing or of another type. */
export type Met = string | number | boolean | undefined;

/** Turns what a caller gives for a column into what its cells are tested against. */
export type ReadValue = (raw: unknown) => Met;

/**
 * The reader of a column whose cells may name other inputs. Times, date-times and durations become their place on the
 * scale of their type; days stay texts, whose order is that of time.
 */
export function readerOf(type: Exclude<ColumnType, 'tree' | 'weekTime'>, zone: Zone): ReadValue {
  switch (type) {
    case 'text':
      return (raw) => (typeof raw === 'string' ? raw : undefined);
    case 'boolean':
      return (raw) => (typeof raw === 'boolean' ? raw : undefined);
    case 'number':
      return (raw) => (typeof raw === 'number' && !Number.isNaN(raw) ? raw : undefined);
    case 'integer':
      // Beyond all whole numbers lie the infinities, and they compare as such.
      return (raw) => (Number.isInteger(raw) || isInfinite(raw) ? (raw as number) : undefined);
    case 'date':
      return (raw) => (isLocalDate(raw) ? raw : undefined);
    case 'time':
    case 'dateTime':
    case 'dayTimeDuration':
    case 'yearMonthDuration': {
      const scale = scaleOf(type, zone);
      return (raw) => (typeof raw === 'string' ? scale(raw) : undefined);
    }
  }
}

function isInfinite(raw: unknown): boolean {
  return raw === Number.POSITIVE_INFINITY || raw === Number.NEGATIVE_INFINITY;
}

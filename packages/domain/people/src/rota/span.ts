import { minuteOfDay } from '@civigrid/calendar';
import type { PersonId } from '@civigrid/kernel';
import { dayMs } from '../day.ts';
import type { DutyHours } from './rota.ts';

/** A shift in milliseconds from the midnight at which its day begins; more than a day where it runs over the next. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly person: PersonId | undefined;
}

/** Shifts of one day, in order and without overlap. */
export type Spans = readonly Span[];

export const noSpans: Spans = Object.freeze([]);

const minuteMs = 60_000;

/** Reads the hours of a shift, or says what is wrong with them. */
export function spanOf({
  from,
  to,
  person,
}: DutyHours): Span | 'people/bad-shift' | 'people/empty-shift' {
  const begin = typeof from === 'string' ? minuteOfDay(from) : undefined;
  const end = typeof to === 'string' ? minuteOfDay(to) : undefined;
  if (begin === undefined || end === undefined || begin === 1440) return 'people/bad-shift';
  if (begin === end) return 'people/empty-shift';
  return {
    from: begin * minuteMs,
    to: end * minuteMs + (end < begin ? dayMs : 0),
    person,
  };
}

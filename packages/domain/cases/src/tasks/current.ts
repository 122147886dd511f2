import type { Due } from '../budget.ts';
import { instantOn } from './local-instant.ts';
import { nextDay, type PlannedDay, type TaskCalendar, type Unknown } from './occurrence.ts';
import { refusal } from './task-error.ts';
import type { OpenTask, TaskState } from './task-state.ts';

/** The occurrence of a task that is next or under way (当次任务). */
export interface Occurrence extends PlannedDay {
  /** The day on which it is to be done: where it falls, or to which it was moved. */
  readonly day: string;
  /** When its window opens: UTC milliseconds. */
  readonly opensAt: number;
  /** When its window is over; it may be done although no calendar knows that yet. */
  readonly due: Due;
}

/** The occurrence that is next or under way; no `occurrence` where none is left. */
export type CurrentOccurrence = { readonly ok: true; readonly occurrence?: Occurrence } | Unknown;

/**
 * The occurrence that is next or under way, worked out anew from the plan, from what was settled and from the
 * calendar: a corrected notice moves it. Nothing is guessed for a year that is not known.
 */
export function currentOccurrence(state: TaskState, calendar: TaskCalendar): CurrentOccurrence {
  if (state.status === 'unplanned' || state.status === 'ended') return { ok: true };
  const found = dayOf(state, calendar);
  if (!found.ok) return found;
  if (found.next === undefined) return { ok: true };
  const { zone, window } = state.schedule;
  const opensAt = instantOn(found.next.day, window.opens, zone);
  const due = calendar.add(opensAt, window.budget);
  return { ok: true, occurrence: { ...found.next, opensAt, due } };
}

type DayOf = { readonly ok: true; readonly next?: PlannedDay & { readonly day: string } } | Unknown;

/** The current occurrence without its window: one that has begun stays what it is. */
function dayOf(state: OpenTask, calendar: TaskCalendar): DayOf {
  if (state.status === 'started') return { ok: true, next: state.occurrence };
  const found = nextDay(state.schedule, state.settled, calendar);
  if (!found.ok || found.next === undefined) return found.ok ? { ok: true } : found;
  const { moved } = state;
  const { next } = found;
  return { ok: true, next: { ...next, day: moved?.ruled === next.ruled ? moved.to : next.falls } };
}

/** The current occurrence, or a refusal where there is none or no calendar knows it. */
export function demanded(state: OpenTask, calendar: TaskCalendar): Occurrence {
  const found = currentOccurrence(state, calendar);
  if (!found.ok) throw unknownDay(found);
  if (found.occurrence === undefined)
    throw refusal('cases/no-occurrence', 'The plan has no further occurrence.');
  return found.occurrence;
}

/** Refuses with `cases/task-overdue` where the window is over, and where nobody knows whether it is. */
export function checkInTime({ due, opensAt }: Occurrence, at: number): void {
  if (at <= opensAt) return;
  if (!due.ok) throw unknownDay(due);
  if (due.at < at)
    throw refusal('cases/task-overdue', 'It is overdue: do it, or skip it with a reason.');
}

/** The refusal for a day that no calendar knows. */
export function unknownDay({ code, year }: Unknown): Error {
  return code === 'cases/no-workday'
    ? refusal('cases/no-workday', 'The calendar has no worked day for it.', { year })
    : refusal('cases/unknown-year', 'No calendar knows a year on the way.', {
        calendar: code,
        year,
      });
}

/** Whether a task should have been done (超期); worked out, never stored. */
export function isTaskOverdue(
  state: TaskState,
  calendar: TaskCalendar,
  at: number,
): { readonly ok: true; readonly overdue: boolean } | Unknown {
  const found = currentOccurrence(state, calendar);
  if (!found.ok) return found;
  const { occurrence } = found;
  if (occurrence === undefined || at <= occurrence.opensAt) return { ok: true, overdue: false };
  const { due } = occurrence;
  return due.ok ? { ok: true, overdue: due.at < at } : due;
}

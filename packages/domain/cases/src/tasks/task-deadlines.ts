import type { Due } from '../budget.ts';
import { currentOccurrence, type Occurrence } from './current.ts';
import type { TaskCalendar } from './occurrence.ts';
import type { Reminder } from './reminder.ts';
import type { OpenTask, TaskState } from './task-state.ts';

/** An instant at which a task must be woken. */
export interface TaskDeadline {
  /** Unique within the task: occurrence, its day, rung. */
  readonly name: string;
  /** UTC milliseconds. */
  readonly at: number;
  /** The occurrence. */
  readonly ruled: string;
  /** The day on which it is to be done. */
  readonly day: string;
  readonly rung: string;
}

/** A reminder that cannot be told because no calendar knows a year on the way. */
export interface UnknownTaskDeadline {
  readonly rung: string;
  /** The calendar's code. */
  readonly code: string;
  readonly year: number;
}

/** All next wake-ups of a task, earliest first, and those that nobody can tell yet. */
export interface TaskDeadlines {
  readonly deadlines: readonly TaskDeadline[];
  readonly unknown: readonly UnknownTaskDeadline[];
}

/** The reminders that an occurrence may give: one that was begun needs no call to begin. */
function pending({ reminders, status }: OpenTask): readonly Reminder[] {
  return reminders.filter(({ when }) => !(when === 'opens' && status === 'started'));
}

function dueOf({ when }: Reminder, { opensAt, due }: Occurrence, calendar: TaskCalendar): Due {
  if (when === 'opens') return { ok: true, at: opensAt };
  return when === 'due' || !due.ok ? due : calendar.add(due.at, when.afterDue);
}

/**
 * All next wake-ups of a task under a calendar, those that are past and were never fired included. Only the current
 * occurrence has any. Instants are computed anew each time: a corrected calendar moves them.
 */
export function taskDeadlines(state: TaskState, calendar: TaskCalendar): TaskDeadlines {
  if (state.status === 'unplanned' || state.status === 'ended')
    return { deadlines: [], unknown: [] };
  const reminders = pending(state);
  const found = currentOccurrence(state, calendar);
  if (!found.ok) {
    const { code, year } = found;
    return { deadlines: [], unknown: reminders.map(({ rung }) => ({ rung, code, year })) };
  }
  const { occurrence } = found;
  const deadlines: TaskDeadline[] = [];
  const unknown: UnknownTaskDeadline[] = [];
  if (occurrence === undefined) return { deadlines, unknown };
  const { ruled, day } = occurrence;
  for (const reminder of reminders) {
    const { rung } = reminder;
    if (state.fired.includes(`${day}/${rung}`)) continue;
    const due = dueOf(reminder, occurrence, calendar);
    if (due.ok) deadlines.push({ name: `${ruled}/${day}/${rung}`, at: due.at, ruled, day, rung });
    else unknown.push({ rung, code: due.code, year: due.year });
  }
  return { deadlines: deadlines.sort((a, b) => a.at - b.at), unknown };
}

import { dateOf } from '@civigrid/calendar';
import type { Happened } from '@civigrid/kernel';
import type { Given } from '../given.ts';
import { checkInTime, demanded, type Occurrence, unknownDay } from './current.ts';
import { dayAt } from './local-instant.ts';
import { nextDay, ruledAfter, type TaskCalendar } from './occurrence.ts';
import { isPlanDay } from './recurrence.ts';
import { refusal } from './task-error.ts';
import { fact, type TaskEvent, type TaskFact } from './task-event.ts';
import { type OpenTask, type TaskState, waiting } from './task-state.ts';

/** Why an occurrence goes to another day. */
export type MoveReason = 'onRequest' | 'weather' | 'urgentWork' | 'leave' | 'holiday';

/** Moves the current occurrence, and only it, to another day (改期). */
export interface MoveTask extends Given {
  readonly type: 'move';
  /** `'YYYY-MM-DD'`. */
  readonly to: string;
  readonly reason: MoveReason;
}

/** Data of `cases/task-moved`. */
export type TaskMovedData = {
  readonly ruled: string;
  readonly from: string;
  readonly to: string;
  readonly reason: MoveReason;
};

/**
 * Refuses a day on which the occurrence cannot be: `cases/invalid-day`, one that has passed with
 * `cases/into-the-past`, one on or behind the next occurrence with `cases/past-the-next`.
 */
export function checkTarget(
  to: string,
  task: OpenTask,
  {
    occurrence,
    calendar,
    at,
  }: {
    readonly occurrence: Occurrence;
    readonly calendar: TaskCalendar;
    readonly at: number;
  },
): void {
  if (!isPlanDay(to))
    throw refusal('cases/invalid-day', "A day is a text 'YYYY-MM-DD' that the calendar has.");
  const { schedule } = task;
  if (to < dayAt(at, schedule.zone))
    throw refusal('cases/into-the-past', 'Nothing can be planned for a day that has passed.');
  if (schedule.rule?.every === 'afterDone') return;
  const { ruled, falls } = occurrence;
  const settled = { ruled, falls, last: falls };
  const after = nextDay(schedule, settled, calendar);
  if (!after.ok) {
    // Where no calendar knows on which day the next one falls: not before the day that the rule names.
    const named = ruledAfter(schedule, settled);
    const before = named !== undefined && to < dateOf(named);
    if (before && schedule.onHoliday !== 'before') return;
    throw unknownDay(after);
  }
  if (after.next !== undefined && to >= after.next.falls)
    throw refusal('cases/past-the-next', 'The next occurrence is due by then.', {
      next: after.next.falls,
    });
}

/** Decides {@link MoveTask}; what is overdue is done late or skipped with a reason, not moved out of sight. */
export function move(
  command: MoveTask,
  state: TaskState,
  calendar: TaskCalendar,
): readonly TaskEvent[] {
  const task = waiting(state);
  const at = Math.max(command.at, task.at);
  const occurrence = demanded(task, calendar);
  const { to, reason } = command;
  checkInTime(occurrence, at);
  checkTarget(to, task, { occurrence, calendar, at });
  const { ruled, day: from } = occurrence;
  return from === to ? [] : [fact('cases/task-moved', { ruled, from, to, reason })];
}

/** Follows {@link move}. */
export function afterMoved(
  state: TaskState,
  { data }: Happened<TaskFact<'cases/task-moved'>>,
): TaskState {
  if (state.status !== 'planned') return state;
  const moved = { ruled: data.ruled, to: data.to };
  return { ...state, moved };
}

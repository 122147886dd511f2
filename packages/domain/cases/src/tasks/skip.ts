import type { Happened } from '@civigrid/kernel';
import type { Given } from '../given.ts';
import { demanded, unknownDay } from './current.ts';
import { dayAt, laterDay } from './local-instant.ts';
import { nextDay, type PlannedDay, type TaskCalendar } from './occurrence.ts';
import { isPlanDay } from './recurrence.ts';
import { refusal } from './task-error.ts';
import { fact, type TaskEvent, type TaskFact } from './task-event.ts';
import { settledTask, type TaskState, waiting } from './task-state.ts';

/** Why an occurrence is left out. */
export type SkipReason = 'away' | 'declined' | 'weather' | 'nobodyAvailable' | 'coveredOtherwise';

/** Leaves out the current occurrence (跳过), or all that fall on days up to `through`. */
export interface SkipTask extends Given {
  readonly type: 'skip';
  readonly reason: SkipReason;
  /** `'YYYY-MM-DD'`, included. */
  readonly through?: string;
}

/** Data of `cases/task-skipped`: every occurrence that was left out is listed. */
export type TaskSkippedData = {
  readonly occurrences: readonly PlannedDay[];
  /** The day on which the last of them was planned, or on which this was said, whichever is later. */
  readonly last: string;
  readonly reason: SkipReason;
};

/** As many as one word may leave out. */
const most = 400;

/** Decides {@link SkipTask}. */
export function skip(
  command: SkipTask,
  state: TaskState,
  calendar: TaskCalendar,
): readonly TaskEvent[] {
  const task = waiting(state);
  const { ruled, falls, day } = demanded(task, calendar);
  const { reason, through = falls } = command;
  if (!isPlanDay(through) || through < falls)
    throw refusal('cases/invalid-day', 'Occurrences are left out up to a day behind the first.', {
      falls,
    });
  const on = dayAt(Math.max(command.at, task.at), task.schedule.zone);
  const later = laterDay(on, day);
  const occurrences: PlannedDay[] = [{ ruled, falls }];
  // What counts from the last one done has no further days before this one is settled.
  while (task.schedule.rule?.every !== 'afterDone') {
    const last = occurrences[occurrences.length - 1] as PlannedDay;
    if (last.falls >= through) break;
    const after = nextDay(task.schedule, { ...last, last: last.falls }, calendar);
    if (!after.ok) throw unknownDay(after);
    if (after.next === undefined || after.next.falls > through) break;
    if (occurrences.length === most)
      throw refusal('cases/invalid-day', 'So many are not skipped at once.', { most });
    occurrences.push(after.next);
  }
  return [fact('cases/task-skipped', { occurrences, last: later, reason })];
}

/** Follows {@link skip}. */
export function afterSkipped(
  state: TaskState,
  { data }: Happened<TaskFact<'cases/task-skipped'>>,
): TaskState {
  if (state.status !== 'planned' && state.status !== 'started') return state;
  const { occurrences } = data;
  const end = occurrences[occurrences.length - 1];
  if (end === undefined) return state;
  const settled = { ...end, last: data.last };
  return settledTask(state, settled, { skipped: state.tally.skipped + occurrences.length });
}

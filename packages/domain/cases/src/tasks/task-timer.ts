import type { Happened } from '@civigrid/kernel';
import type { Given } from '../given.ts';
import type { TaskCalendar } from './occurrence.ts';
import { taskDeadlines } from './task-deadlines.ts';
import { fact, type TaskEvent, type TaskFact } from './task-event.ts';
import type { TaskState } from './task-state.ts';

/** A reminder is due (到时). Early, late, double or stale firings change nothing: state and calendar are asked again. */
export interface TaskTimer extends Given {
  readonly type: 'timer';
  /** The name of the deadline within the task, as `taskDeadlines` gave it. */
  readonly name: string;
}

/** Data of `cases/task-reminded`. */
export type TaskRemindedData = {
  readonly ruled: string;
  readonly day: string;
  readonly rung: string;
  /** When it was due: UTC milliseconds. */
  readonly due: number;
  readonly tell: readonly string[];
};

/** Decides {@link TaskTimer}; never refuses. */
export function timer(
  { name, at }: TaskTimer,
  state: TaskState,
  calendar: TaskCalendar,
): readonly TaskEvent[] {
  if (state.status === 'unplanned') return [];
  const due = taskDeadlines(state, calendar).deadlines.find((each) => each.name === name);
  const reminder = state.reminders.find(({ rung }) => rung === due?.rung);
  if (due === undefined || reminder === undefined || due.at > Math.max(at, state.at)) return [];
  const { ruled, day, rung } = due;
  return [fact('cases/task-reminded', { ruled, day, rung, due: due.at, tell: reminder.tell })];
}

/** Follows {@link timer}. */
export function afterReminded(
  state: TaskState,
  { data }: Happened<TaskFact<'cases/task-reminded'>>,
): TaskState {
  if (state.status !== 'planned' && state.status !== 'started') return state;
  const name = `${data.day}/${data.rung}`;
  return state.fired.includes(name) ? state : { ...state, fired: [...state.fired, name] };
}

import type { Happened } from '@civigrid/kernel';
import type { Given } from '../given.ts';
import { demanded, type Occurrence } from './current.ts';
import type { PlannedDay, TaskCalendar } from './occurrence.ts';
import { refusal } from './task-error.ts';
import { fact, type TaskEvent, type TaskFact } from './task-event.ts';
import { type OpenTask, type TaskState, waiting } from './task-state.ts';

/** Somebody begins with the current occurrence (开始). */
export interface StartTask extends Given {
  readonly type: 'start';
}

/** Data of `cases/task-started`: which occurrence it is stays fixed, whatever becomes of the calendar. */
export type TaskStartedData = PlannedDay & { readonly day: string };

/** The occurrence, if its window is open; refuses with `cases/window-not-open`. */
export function opened(state: OpenTask, calendar: TaskCalendar, at: number): Occurrence {
  const occurrence = demanded(state, calendar);
  if (at < occurrence.opensAt)
    throw refusal('cases/window-not-open', 'It is too early: move the occurrence first.', {
      opensAt: occurrence.opensAt,
    });
  return occurrence;
}

/** Decides {@link StartTask}. */
export function start(
  { at }: StartTask,
  state: TaskState,
  calendar: TaskCalendar,
): readonly TaskEvent[] {
  const task = waiting(state);
  const { ruled, falls, day } = opened(task, calendar, Math.max(at, task.at));
  return [fact('cases/task-started', { ruled, falls, day })];
}

/** Follows {@link start}. */
export function afterStarted(
  state: TaskState,
  { data, at }: Happened<TaskFact<'cases/task-started'>>,
): TaskState {
  if (state.status !== 'planned') return state;
  const startedAt = Math.max(state.at, at);
  return { ...state, status: 'started', occurrence: data, startedAt, checks: [] };
}

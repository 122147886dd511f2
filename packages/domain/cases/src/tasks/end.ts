import type { Happened } from '@civigrid/kernel';
import { defined } from '@civigrid/kernel';
import type { Given } from '../given.ts';
import { currentOccurrence } from './current.ts';
import type { TaskCalendar } from './occurrence.ts';
import { fact, type TaskEvent, type TaskFact } from './task-event.ts';
import { recordOf, type TaskState, waiting } from './task-state.ts';

/** Why a task does not come again. */
export type EndReason = 'notNeeded' | 'declined' | 'movedAway' | 'replaced' | 'plannedInError';

/** Ends a task with all its occurrences to come (终止). */
export interface EndTask extends Given {
  readonly type: 'end';
  readonly reason: EndReason;
}

/** Data of `cases/task-ended`. */
export type TaskEndedData = {
  readonly reason: EndReason;
  /** The occurrence that was open and that nobody settled. */
  readonly unsettled?: string;
};

/** Decides {@link EndTask}. An occurrence whose window had opened is named, so that an end hides nothing. */
export function end(
  command: EndTask,
  state: TaskState,
  calendar: TaskCalendar,
): readonly TaskEvent[] {
  const task = waiting(state);
  const found = currentOccurrence(task, calendar);
  const at = Math.max(command.at, task.at);
  const open = found.ok && found.occurrence !== undefined && found.occurrence.opensAt <= at;
  const data = defined<TaskEndedData>({
    reason: command.reason,
    unsettled: open ? found.occurrence?.ruled : undefined,
  });
  return [fact('cases/task-ended', data)];
}

/** Follows {@link end}. */
export function afterEnded(
  state: TaskState,
  { data }: Happened<TaskFact<'cases/task-ended'>>,
): TaskState {
  if (state.status !== 'planned' && state.status !== 'started') return state;
  return { ...recordOf(state), status: 'ended', endedAt: state.at, reason: data.reason };
}

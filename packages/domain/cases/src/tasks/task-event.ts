import type { PersonalPart } from '@civigrid/kernel';
import type { AssignedTaskData, HandedOverTaskData } from './assign.ts';
import type { TaskAttemptedData, TaskCompletedData } from './complete.ts';
import type { TaskEndedData } from './end.ts';
import type { TaskMovedData } from './move.ts';
import type { TaskPlannedData } from './plan.ts';
import type { TaskSkippedData } from './skip.ts';
import type { TaskStartedData } from './start.ts';
import type { StopCheckedData } from './stop.ts';
import type { TaskRemindedData } from './task-timer.ts';

/** The facts of a planned task by type, each with its data. */
export interface TaskEventData {
  readonly 'cases/task-planned': TaskPlannedData;
  readonly 'cases/task-assigned': AssignedTaskData;
  readonly 'cases/task-handed-over': HandedOverTaskData;
  readonly 'cases/task-started': TaskStartedData;
  readonly 'cases/stop-checked': StopCheckedData;
  readonly 'cases/task-attempted': TaskAttemptedData;
  readonly 'cases/task-completed': TaskCompletedData;
  readonly 'cases/task-skipped': TaskSkippedData;
  readonly 'cases/task-moved': TaskMovedData;
  readonly 'cases/task-ended': TaskEndedData;
  readonly 'cases/task-reminded': TaskRemindedData;
}

/** The type of a fact of a task. */
export type TaskEventType = keyof TaskEventData;

/** A fact of one type. */
export interface TaskFact<Type extends TaskEventType> {
  readonly type: Type;
  readonly schema: 1;
  readonly data: TaskEventData[Type];
  readonly personal?: readonly PersonalPart[];
}

/** What can happen to a planned task. */
export type TaskEvent = { readonly [Type in TaskEventType]: TaskFact<Type> }[TaskEventType];

/** A fact with its personal parts, if there are any. */
export function fact<Type extends TaskEventType>(
  type: Type,
  data: TaskEventData[Type],
  personal: readonly PersonalPart[] = [],
): TaskFact<Type> {
  return { type, schema: 1, data, ...(personal.length === 0 ? {} : { personal }) };
}

import { type Branded, isWellFormed } from '@civigrid/kernel';
import { refusal } from './task-error.ts';

/** One planned task (任务): a plan with all its occurrences; the id of its stream `task/<id>`. */
export type TaskId = Branded<'TaskId'>;

/** Makes a {@link TaskId}; refuses with `cases/invalid-id` a text that is empty or ill-formed. */
export function taskId(text: string): TaskId {
  if (typeof text !== 'string' || text === '' || !isWellFormed(text))
    throw refusal('cases/invalid-id', 'An id is a text that is not empty.');
  return text as TaskId;
}

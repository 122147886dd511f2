import type { Happened, PersonId, PostId } from '@civigrid/kernel';
import { defined } from '@civigrid/kernel';
import type { Given } from '../given.ts';
import { fact, type TaskEvent, type TaskFact } from './task-event.ts';
import { type Doer, openTask, type TaskState } from './task-state.ts';

/** Says which holder of the post does it (指派). */
export interface AssignTask extends Given {
  readonly type: 'assign';
  readonly holder: PersonId;
}

/** Why a task goes to another post: leave, change of post, wish of the one who is visited, new borders. */
export type HandOverReason = 'leave' | 'changeOfPost' | 'onRequest' | 'redivision';

/** Gives the task to another post (移交); a task under way goes on. */
export interface HandOverTask extends Given {
  readonly type: 'handOver';
  readonly post: PostId;
  readonly holder?: PersonId;
  readonly reason: HandOverReason;
}

/** Data of `cases/task-assigned`. */
export type AssignedTaskData = { readonly holder: PersonId };

/** Data of `cases/task-handed-over`. */
export type HandedOverTaskData = {
  readonly from: Doer;
  readonly to: Doer;
  readonly reason: HandOverReason;
};

/** Decides {@link AssignTask}; the same holder again changes nothing. */
export function assign({ holder }: AssignTask, state: TaskState): readonly TaskEvent[] {
  const task = openTask(state);
  return task.doer.holder === holder ? [] : [fact('cases/task-assigned', { holder })];
}

/** Follows {@link assign}. */
export function afterAssigned(
  state: TaskState,
  { data }: Happened<TaskFact<'cases/task-assigned'>>,
): TaskState {
  if (state.status !== 'planned' && state.status !== 'started') return state;
  return { ...state, doer: { post: state.doer.post, holder: data.holder } };
}

/** Decides {@link HandOverTask}; to whom it belongs already changes nothing. */
export function handOver(command: HandOverTask, state: TaskState): readonly TaskEvent[] {
  const { doer: from } = openTask(state);
  const { post, holder, reason } = command;
  if (from.post === post && from.holder === holder) return [];
  const to = defined<Doer>({ post, holder });
  return [fact('cases/task-handed-over', { from, to, reason })];
}

/** Follows {@link handOver}. */
export function afterHandedOver(
  state: TaskState,
  { data }: Happened<TaskFact<'cases/task-handed-over'>>,
): TaskState {
  if (state.status !== 'planned' && state.status !== 'started') return state;
  return { ...state, doer: data.to };
}

import {
  type TaskCommand,
  type TaskEvent,
  type TaskId,
  type TaskState,
  taskDeadlines,
  taskDeciderUnder,
} from '@civigrid/cases/tasks';
import {
  type CommandMeta,
  type Deadline,
  type Handled,
  type Handling,
  type Step,
  type StreamId,
  step,
  streamId,
} from '@civigrid/kernel';
import type { TaskView } from './task-view.ts';
import type { TownParts } from './town-parts.ts';

/**
 * A task's command as a desk names it: instant and actor come from whoever gives it, and a plan is of the task at
 * whose id it is given.
 */
export type TaskOrder = TaskCommand extends infer Command
  ? Command extends TaskCommand
    ? Omit<Command, 'at' | 'actor' | 'task'>
    : never
  : never;

/** Gives commands to planned tasks: the one way by which a task changes. */
export interface TaskOffice {
  /** What an order does to its task, as a step of a command. */
  asked(meta: CommandMeta, id: TaskId, order: TaskOrder): Step;
  perform(meta: CommandMeta, id: TaskId, order: TaskOrder, fired?: Deadline): Promise<Handled>;
}

/** The stream of a planned task. */
export function taskStream(id: TaskId): StreamId {
  return streamId('task', id);
}

/** The office of a town's tasks: their days go by its calendar, their reminders are armed with what changes them. */
export function taskOffice(parts: TownParts, view: TaskView): TaskOffice {
  const { calendar, handler } = parts;
  const handling: Handling<TaskState, TaskCommand, TaskEvent> = {
    decider: taskDeciderUnder(calendar),
    wakes: (state) => taskDeadlines(state, calendar).deadlines,
  };

  const asked: TaskOffice['asked'] = ({ at, actor }, id, order) => {
    const command = { ...order, task: id, at, actor } as TaskCommand;
    const cell = command.type === 'plan' ? command.grid : undefined;
    const partition = view.get(id)?.partition ?? parts.partition(cell);
    return step({ handling, stream: taskStream(id), partition, command });
  };

  return {
    asked,
    perform: async (meta, id, order, fired) =>
      handler.handle(meta, [asked(meta, id, order)], fired === undefined ? {} : { fired }),
  };
}

import {
  type EndedTask,
  type OpenTask,
  type TaskEvent,
  type TaskId,
  type TaskState,
  taskDecider,
} from '@civigrid/cases/tasks';
import { type Happened, parseStreamId, type Recorded, type StreamId } from '@civigrid/kernel';

/** A task that was planned, to be done or ended. */
export type KnownTask = OpenTask | EndedTask;

/** One task of the town. */
interface TaskEntry {
  readonly stream: StreamId;
  readonly partition: number;
  readonly version: number;
  readonly state: KnownTask;
  /** UTC milliseconds. */
  readonly plannedAt: number;
}

/** What the town knows of its planned tasks now: a fold of the log, in memory only; it opens no box. */
export interface TaskView {
  /** Takes events in the order of their partition; what it has taken before changes nothing. */
  apply(events: readonly Recorded[]): void;
  get(id: TaskId): TaskEntry | undefined;
  all(): Iterable<TaskEntry>;
}

/** Folds the planned tasks of a tenant. */
export function taskView(): TaskView {
  const entries = new Map<TaskId, TaskEntry>();

  function follow(event: Recorded, id: TaskId): void {
    const known = entries.get(id);
    // A page comes again as a whole when a part of it failed.
    if (event.version <= (known?.version ?? 0)) return;
    const before: TaskState = known?.state ?? taskDecider.initial;
    const state = taskDecider.evolve(before, event as Recorded & Happened<TaskEvent>);
    if (state.status === 'unplanned') return;
    const { stream, partition, version } = event;
    const plannedAt = known?.plannedAt ?? event.at;
    entries.set(id, { stream, partition, version, state, plannedAt });
  }

  return {
    apply: (events) => {
      for (const event of events) {
        const named = parseStreamId(event.stream);
        if (named?.kind === 'task') follow(event, named.id as TaskId);
      }
    },
    get: (id) => entries.get(id),
    all: () => entries.values(),
  };
}

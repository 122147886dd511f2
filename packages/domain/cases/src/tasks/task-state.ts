import type { GridCode, PersonId, PostId, SubjectRef } from '@civigrid/kernel';
import type { ChecklistItem } from './checklist.ts';
import type { EndReason } from './end.ts';
import { type PlannedDay, ruledAfter, type Settled } from './occurrence.ts';
import type { Reminder } from './reminder.ts';
import type { Schedule } from './schedule.ts';
import type { Stop, StopCheck } from './stop.ts';
import { refusal } from './task-error.ts';
import type { TaskId } from './task-id.ts';

/** What kind of task it is: household visit (入户走访), errand (跑腿), care visit (关爱探访), patrol (巡查). */
export type TaskKind = 'visit' | 'errand' | 'care' | 'patrol';

/** Who is to do it: the post, and its holder where one is named. */
export type Doer = { readonly post: PostId; readonly holder?: PersonId };

/** How often what became of its occurrences (统计): attempts are visits that met nobody and were tried again. */
export type TaskTally = {
  readonly done: number;
  readonly needsCase: number;
  readonly notMet: number;
  readonly cancelled: number;
  readonly skipped: number;
  readonly attempts: number;
};

/** A stream in which nothing was planned yet. */
export interface Unplanned {
  readonly status: 'unplanned';
}

/** What every planned task has. */
export interface TaskRecord {
  readonly id: TaskId;
  readonly kind: TaskKind;
  readonly grid: GridCode;
  readonly doer: Doer;
  /** Who is visited, as a random reference. */
  readonly subject?: SubjectRef;
  readonly checklist: readonly ChecklistItem[];
  /** The round of a patrol, in order; empty for all others. */
  readonly stops: readonly Stop[];
  readonly schedule: Schedule;
  readonly reminders: readonly Reminder[];
  /** When something last happened: UTC milliseconds. */
  readonly at: number;
  readonly tally: TaskTally;
  readonly settled?: Settled;
  /** The day to which the occurrence of that name was moved, or on which it is tried again. */
  readonly moved?: { readonly ruled: string; readonly to: string };
  /** The reminders that the current occurrence has given, by day and rung: on another day they come anew. */
  readonly fired: readonly string[];
}

/** A task that waits for its next occurrence. */
export interface PlannedTask extends TaskRecord {
  readonly status: 'planned';
}

/** A task at which somebody is. */
export interface StartedTask extends TaskRecord {
  readonly status: 'started';
  readonly occurrence: PlannedDay & { readonly day: string };
  /** UTC milliseconds. */
  readonly startedAt: number;
  /** The stops of a patrol that were checked. */
  readonly checks: readonly StopCheck[];
}

/** A task that does not come again. */
export interface EndedTask extends TaskRecord {
  readonly status: 'ended';
  /** UTC milliseconds. */
  readonly endedAt: number;
  /** Why somebody ended it; absent where its plan had come to its end. */
  readonly reason?: EndReason;
}

/** A task that may still be done. */
export type OpenTask = PlannedTask | StartedTask;

/** The state of a planned task (任务): plain JSON, told apart by `status`. */
export type TaskState = Unplanned | OpenTask | EndedTask;

/** Where a task stands. */
export type TaskStatus = TaskState['status'];

/** Refuses a task that nobody planned or that has ended. */
export function openTask(state: TaskState): OpenTask {
  if (state.status === 'unplanned')
    throw refusal('cases/not-planned', 'Nobody has planned this task.');
  if (state.status === 'ended') throw refusal('cases/task-ended', 'This task does not come again.');
  return state;
}

/** Refuses a task that is not under way. */
export function started(state: TaskState): StartedTask {
  const task = openTask(state);
  if (task.status === 'started') return task;
  throw refusal('cases/task-not-started', 'Nobody has begun with this occurrence.');
}

/** Refuses a task that is under way. */
export function waiting(state: TaskState): PlannedTask {
  const task = openTask(state);
  if (task.status === 'planned') return task;
  throw refusal('cases/task-started', 'Somebody is at it: it can only be completed.');
}

/** The task behind an occurrence that was settled: it waits for the next one, or has come to its end. */
export function settledTask(
  state: OpenTask,
  settled: Settled,
  tally: Partial<TaskTally>,
): PlannedTask | EndedTask {
  const { moved: _, ...record } = recordOf(state);
  const next = {
    ...record,
    settled,
    fired: [],
    tally: { ...state.tally, ...tally },
  };
  return ruledAfter(state.schedule, settled) === undefined
    ? { ...next, status: 'ended', endedAt: state.at }
    : { ...next, status: 'planned' };
}

/** What stays of a task when it is no longer under way. */
export function recordOf(state: OpenTask): TaskRecord {
  if (state.status === 'planned') {
    const { status: _, ...record } = state;
    return record;
  }
  const { status: _, occurrence: __, startedAt: ___, checks: ____, ...record } = state;
  return record;
}

import type { CaseId, Happened, PersonalPart } from '@civigrid/kernel';
import type { Given } from '../given.ts';
import { checkedParts } from '../personal.ts';
import { type Photo, photoOf } from '../photo.ts';
import { type Answer, type Answered, checkedAnswers } from './checklist.ts';
import { dayAt, laterDay } from './local-instant.ts';
import { checkTarget } from './move.ts';
import type { PlannedDay, TaskCalendar } from './occurrence.ts';
import { opened } from './start.ts';
import { missedStops } from './stop.ts';
import { refusal } from './task-error.ts';
import { fact, type TaskEvent, type TaskFact } from './task-event.ts';
import {
  type OpenTask,
  openTask,
  recordOf,
  settledTask,
  started,
  type TaskState,
} from './task-state.ts';

/** Why an occurrence that was begun came to nothing. */
export type CancelReason = 'declined' | 'alreadyDone' | 'notNeeded' | 'unsafe' | 'calledAway';

/** Why stops of a round were not checked. */
export type MissedReason = 'blocked' | 'weather' | 'calledAway' | 'outOfTime';

/** What became of an occurrence (结果). */
export type TaskOutcome =
  | { readonly outcome: 'done' }
  /** Nobody was met (未遇); with `again` it is tried again on that day, without it is settled. */
  | { readonly outcome: 'notMet'; readonly again?: string }
  /** Something was found that must be dealt with; the case that was opened. */
  | { readonly outcome: 'needsCase'; readonly case: CaseId }
  | { readonly outcome: 'cancelled'; readonly reason: CancelReason };

/** Says what came of the current occurrence (办结); it need not have been started, unless it is a patrol. */
export type CompleteTask = Given & {
  readonly type: 'complete';
  readonly answers?: readonly Answer[];
  readonly photos?: readonly Photo[];
  /** Why stops were missed; needed where a round that counts as done has any. */
  readonly missed?: MissedReason;
  /** Words and sealed answers: purposes in `taskPurposes` and by `answerPurpose`. */
  readonly personal?: readonly PersonalPart[];
} & TaskOutcome;

/** The outcome as a fact keeps it. */
export type KeptOutcome =
  | { readonly outcome: 'done' | 'notMet' }
  | { readonly outcome: 'needsCase'; readonly case: CaseId }
  | { readonly outcome: 'cancelled'; readonly reason: CancelReason };

/** Data of `cases/task-completed`. */
export type TaskCompletedData = PlannedDay &
  KeptOutcome &
  Answered & {
    /** The day on which it was planned. */
    readonly day: string;
    /** The day on which it was settled. */
    readonly on: string;
    readonly photos: readonly Photo[];
    /** Stops of the round that nobody checked, in its order. */
    readonly missedStops: readonly string[];
    readonly missed?: MissedReason;
  };

/** Data of `cases/task-attempted`: nobody was met, and it is tried again. */
export type TaskAttemptedData = {
  readonly ruled: string;
  /** The day on which it was planned. */
  readonly day: string;
  readonly on: string;
  readonly again: string;
  readonly photos: readonly Photo[];
};

const outcomes: readonly string[] = ['done', 'notMet', 'needsCase', 'cancelled'];

function keptOf(command: CompleteTask): KeptOutcome {
  switch (command.outcome) {
    case 'done':
    case 'notMet':
      return { outcome: command.outcome };
    case 'needsCase':
      return { outcome: 'needsCase', case: command.case };
    case 'cancelled':
      return { outcome: 'cancelled', reason: command.reason };
  }
}

function missedOf(command: CompleteTask, task: OpenTask): readonly string[] {
  if (task.kind !== 'patrol') return [];
  const missing = missedStops(started(task));
  const counts = command.outcome === 'done' || command.outcome === 'needsCase';
  if (counts && missing.length > 0 && command.missed === undefined)
    throw refusal('cases/missed-unexplained', 'Say why stops of the round were missed.', {
      stops: missing,
    });
  return missing;
}

/** Decides {@link CompleteTask}. */
export function complete(
  command: CompleteTask,
  state: TaskState,
  calendar: TaskCalendar,
): readonly TaskEvent[] {
  const task = openTask(state);
  if (!outcomes.includes(command.outcome))
    throw refusal('cases/unknown-command', 'There is no such outcome.');
  if (command.outcome === 'needsCase' && !command.case)
    throw refusal('cases/case-missing', 'Say which case was opened.');
  const at = Math.max(command.at, task.at);
  const missing = missedOf(command, task);
  const occurrence = opened(task, calendar, at);
  const personal = checkedParts(command.personal);
  const counts = command.outcome === 'done' || command.outcome === 'needsCase';
  const { answers = [] } = command;
  const answered = checkedAnswers(task.checklist, { answers, personal, complete: counts });
  const { ruled, falls, day } = occurrence;
  const on = dayAt(at, task.schedule.zone);
  const photos = (command.photos ?? []).map(photoOf);
  if (command.outcome === 'notMet' && command.again !== undefined) {
    const { again } = command;
    checkTarget(again, task, { occurrence, calendar, at });
    return [fact('cases/task-attempted', { ruled, day, on, again, photos }, personal)];
  }
  const data: TaskCompletedData = {
    ...keptOf(command),
    ruled,
    falls,
    day,
    on,
    ...answered,
    photos,
    missedStops: missing,
    ...(missing.length === 0 || command.missed === undefined ? {} : { missed: command.missed }),
  };
  return [fact('cases/task-completed', data, personal)];
}

/** Follows {@link complete}. */
export function afterCompleted(
  state: TaskState,
  { data }: Happened<TaskFact<'cases/task-completed'>>,
): TaskState {
  if (state.status !== 'planned' && state.status !== 'started') return state;
  const { ruled, falls, day, on, outcome } = data;
  const settled = { ruled, falls, last: laterDay(on, day) };
  return settledTask(state, settled, { [outcome]: state.tally[outcome] + 1 });
}

/** Follows {@link complete} where it is tried again: its window is that of the new day. */
export function afterAttempted(
  state: TaskState,
  { data }: Happened<TaskFact<'cases/task-attempted'>>,
): TaskState {
  if (state.status !== 'planned' && state.status !== 'started') return state;
  return {
    ...recordOf(state),
    status: 'planned',
    moved: { ruled: data.ruled, to: data.again },
    tally: { ...state.tally, attempts: state.tally.attempts + 1 },
  };
}

import { isInstant, yearOf } from '@civigrid/calendar';
import type { Decider, Happened } from '@civigrid/kernel';
import { dayMs } from '../day.ts';
import {
  type AssignTask,
  afterAssigned,
  afterHandedOver,
  assign,
  type HandOverTask,
  handOver,
} from './assign.ts';
import { afterAttempted, afterCompleted, type CompleteTask, complete } from './complete.ts';
import { afterEnded, type EndTask, end } from './end.ts';
import { afterMoved, type MoveTask, move } from './move.ts';
import type { TaskCalendar } from './occurrence.ts';
import { afterPlanned, type PlanTask, plan } from './plan.ts';
import { numberOf } from './schedule.ts';
import { afterSkipped, type SkipTask, skip } from './skip.ts';
import { afterStarted, type StartTask, start } from './start.ts';
import { afterStopChecked, type CheckStop, checkStop } from './stop.ts';
import { refusal } from './task-error.ts';
import type { TaskEvent } from './task-event.ts';
import type { TaskState } from './task-state.ts';
import { afterReminded, type TaskTimer, timer } from './task-timer.ts';

/** What can be asked of a planned task. */
export type TaskCommand =
  | PlanTask
  | AssignTask
  | HandOverTask
  | StartTask
  | CheckStop
  | CompleteTask
  | SkipTask
  | MoveTask
  | EndTask
  | TaskTimer;

function decided(
  command: TaskCommand,
  state: TaskState,
  calendar: TaskCalendar,
): readonly TaskEvent[] {
  switch (command.type) {
    case 'plan':
      return plan(command, state);
    case 'assign':
      return assign(command, state);
    case 'handOver':
      return handOver(command, state);
    case 'start':
      return start(command, state, calendar);
    case 'checkStop':
      return checkStop(command, state);
    case 'complete':
      return complete(command, state, calendar);
    case 'skip':
      return skip(command, state, calendar);
    case 'move':
      return move(command, state, calendar);
    case 'end':
      return end(command, state, calendar);
    case 'timer':
      return timer(command, state, calendar);
  }
}

function followed(state: TaskState, happened: Happened<TaskEvent>): TaskState {
  switch (happened.type) {
    case 'cases/task-planned':
      return afterPlanned(state, happened);
    case 'cases/task-assigned':
      return afterAssigned(state, happened);
    case 'cases/task-handed-over':
      return afterHandedOver(state, happened);
    case 'cases/task-started':
      return afterStarted(state, happened);
    case 'cases/stop-checked':
      return afterStopChecked(state, happened);
    case 'cases/task-attempted':
      return afterAttempted(state, happened);
    case 'cases/task-completed':
      return afterCompleted(state, happened);
    case 'cases/task-skipped':
      return afterSkipped(state, happened);
    case 'cases/task-moved':
      return afterMoved(state, happened);
    case 'cases/task-ended':
      return afterEnded(state, happened);
    case 'cases/task-reminded':
      return afterReminded(state, happened);
  }
}

/** The later of the task's time and what happened: time never runs backwards inside a task. */
function timed(state: TaskState, at: number): TaskState {
  return state.status === 'unplanned' || state.status === 'ended'
    ? state
    : { ...state, at: Math.max(state.at, at) };
}

/**
 * The life of a planned task (任务) under a calendar, in streams of kind `task`: one stream holds the plan with all
 * its occurrences. Refuses with the codes of `TaskErrorCode`; a timer is never refused.
 */
export function taskDeciderUnder(
  calendar: TaskCalendar,
): Decider<TaskState, TaskCommand, TaskEvent> {
  return {
    initial: { status: 'unplanned' },
    decide: (command, state) => {
      if (!isInstant(command.at))
        throw refusal(
          'cases/invalid-instant',
          'An instant is whole milliseconds within the years 1 to 9998.',
        );
      const facts: readonly TaskEvent[] | undefined = decided(command, state, calendar);
      if (facts !== undefined) return facts;
      throw refusal('cases/unknown-command', 'A task knows no such command.');
    },
    evolve: (state, happened) => {
      // A newer version may have written facts that this one does not know.
      const next: TaskState | undefined = followed(timed(state, happened.at), happened);
      return next ?? state;
    },
  };
}

const plainMs: Readonly<Record<string, number>> = {
  minute: 60_000,
  hour: 3_600_000,
  day: dayMs,
};

/** A calendar that knows plain time and no year. */
const plainTime: TaskCalendar = {
  add: (at, { value, unit }) => {
    const ms = plainMs[unit];
    return ms === undefined
      ? { ok: false, code: 'cases/calendar-missing', year: new Date(at).getUTCFullYear() }
      : { ok: true, at: at + Math.round(value * ms) };
  },
  between: (from) => ({
    ok: false,
    code: 'cases/calendar-missing',
    year: new Date(from).getUTCFullYear(),
  }),
  dayKind: (date) => ({
    ok: false,
    code: 'cases/calendar-missing',
    year: yearOf(numberOf(date)),
  }),
};

/**
 * The same decider without a calendar: for replay, and for plans on any day with windows in plain time. Whatever
 * needs a calendar is refused with `cases/unknown-year`.
 */
export const taskDecider: Decider<TaskState, TaskCommand, TaskEvent> =
  /* @__PURE__ */ taskDeciderUnder(plainTime);

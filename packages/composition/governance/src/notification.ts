import type { TaskId } from '@civigrid/cases/tasks';
import type { CaseId, EventId, PersonId, PostId } from '@civigrid/kernel';

/** Why somebody is told. */
export type NotificationReason =
  | 'assigned'
  | 'assisting'
  | 'escalated'
  | 'warned'
  | 'whistled'
  | 'supervising'
  | 'extension'
  | 'reminded';

/** What every notification says. */
interface Told {
  /** The same event tells the same role or post once: a receiver drops what it knows. */
  readonly id: string;
  readonly cause: EventId;
  /** UTC milliseconds. */
  readonly at: number;
  readonly post?: PostId;
  /** Absent where nobody holds the post. */
  readonly person?: PersonId;
}

/** That a post-holder is told of a case (案件通知). */
export interface CaseNotification extends Told {
  readonly about: 'case';
  readonly reason: Exclude<NotificationReason, 'reminded'>;
  readonly case: CaseId;
  readonly role: string;
}

/** That a post is reminded of a planned task (任务提醒): whoever does it, or whom else its plan names. */
export interface TaskNotification extends Told {
  readonly about: 'task';
  readonly reason: 'reminded';
  readonly task: TaskId;
  /** Which of the plan's reminders it is, such as `opens` or `due`. */
  readonly rung: string;
  /** The day on which it is to be done, `'YYYY-MM-DD'`. */
  readonly day: string;
  /** Absent where the roster does not know the post. */
  readonly role?: string;
}

/** That somebody is told (通知), by what it is about. Holds nothing of what a resident said: the reader opens case or task. */
export type Notification = CaseNotification | TaskNotification;

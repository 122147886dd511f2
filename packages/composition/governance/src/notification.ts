import type { CaseId, EventId, PersonId, PostId } from '@civigrid/kernel';

/** Why somebody is told. */
export type NotificationReason =
  | 'assigned'
  | 'assisting'
  | 'escalated'
  | 'warned'
  | 'whistled'
  | 'supervising'
  | 'extension';

/** That a post-holder is told of a case (通知). Holds nothing of what a resident said: the reader opens the case. */
export interface Notification {
  /** The same event tells the same role once: a receiver drops what it knows. */
  readonly id: string;
  readonly reason: NotificationReason;
  readonly case: CaseId;
  readonly cause: EventId;
  /** UTC milliseconds. */
  readonly at: number;
  readonly role: string;
  readonly post?: PostId;
  /** Absent where nobody holds the post. */
  readonly person?: PersonId;
}

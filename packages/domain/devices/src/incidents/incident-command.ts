import type { AlarmSignal } from '../alarms/alarm-transition.ts';

/** An alarm began: the signal of a `raised` transition, or of an `instant` event. */
export interface RaiseAlarm {
  readonly type: 'raise';
  readonly at: number;
  readonly signal: AlarmSignal;
  /** It is over as soon as it began: an `instant`, which no clear will ever follow. */
  readonly momentary?: boolean;
  /** It is told although its device is out of service: its kind is protected. */
  readonly despite?: 'outOfService';
}

/**
 * Alarms that last began, many at once: one append. None of a protected kind, which nothing keeps waiting for others.
 * What is not newer than the last raise of its condition is a message given again, and nothing to do.
 */
export interface RaiseAlarms {
  readonly type: 'raiseAll';
  readonly at: number;
  readonly signals: readonly AlarmSignal[];
}

/** Its cause is gone, but it stays until somebody has acknowledged it: a `latched` transition (自保持). */
export interface LatchAlarm {
  readonly type: 'latch';
  readonly at: number;
  readonly conditionKey: string;
  /** When its cause was gone: UTC milliseconds. */
  readonly occurred: number;
}

/** An alarm ended: the signal of a `cleared` transition. */
export interface ClearAlarm {
  readonly type: 'clear';
  readonly at: number;
  readonly conditionKey: string;
  /** UTC milliseconds. */
  readonly occurred: number;
  /** UTC milliseconds. */
  readonly received: number;
}

/** Somebody has taken note (确认): of one alarm, or of all. Who it was is the actor of the command. */
export interface AcknowledgeAlarm {
  readonly type: 'acknowledge';
  readonly at: number;
  readonly conditionKey?: string;
}

/** What was recorded is otherwise: a `corrected` transition. */
export interface CorrectAlarm {
  readonly type: 'correct';
  readonly at: number;
  readonly conditionKey: string;
  readonly of: 'raised' | 'cleared';
  readonly was: number;
  /** The right instant; it never was if left out. */
  readonly occurred?: number;
}

/** What can be asked of an incident. */
export type IncidentCommand =
  | RaiseAlarm
  | RaiseAlarms
  | LatchAlarm
  | ClearAlarm
  | AcknowledgeAlarm
  | CorrectAlarm;

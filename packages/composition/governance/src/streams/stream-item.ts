import type {
  AlarmTransition,
  DeviceEvent,
  DeviceIssue,
  DeviceMessage,
  IncidentStep,
} from '@civigrid/devices';
import type { GovernanceFaultCode } from '../governance-error.ts';

/** What flows through a stream of devices (事件流): each stage adds what it finds behind what it was given, and hands on what is not for it. */
export type StreamItem =
  /** One event of a device, as normalised. */
  | { readonly type: 'event'; readonly event: DeviceEvent }
  /** What is worth saying about a message; errors are values and end nothing. The message comes along, to be kept. */
  | { readonly type: 'issue'; readonly issue: DeviceIssue; readonly message: unknown }
  /** What a device waits for, to be sent as it is. */
  | { readonly type: 'reply'; readonly reply: Uint8Array; readonly message: DeviceMessage }
  /** Time has come to an instant: UTC milliseconds. */
  | { readonly type: 'tick'; readonly now: number }
  /** A step in the life of an alarm. */
  | { readonly type: 'transition'; readonly transition: AlarmTransition }
  /** What it means for an incident. */
  | { readonly type: 'incident'; readonly step: IncidentStep };

/** One stage of a stream: what an input becomes. State is its own; it never throws. */
export type Stage<Input> = (input: Input) => readonly StreamItem[];

/** What a message is told as that nobody could read. */
export function unreadable(message: unknown): StreamItem {
  const code: GovernanceFaultCode = 'governance/unreadable-message';
  const issue = { code, level: 'error', message: 'Reading the message failed.' } as const;
  return { type: 'issue', issue, message };
}

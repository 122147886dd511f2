/** How bad it is: understood but without an event, mended, or refused. */
export type IssueLevel = 'info' | 'warning' | 'error';

/** The codes of what can be wrong with a message. Those of a bounded reader (`guard/…`) are handed on as they are. */
export type DeviceIssueCode =
  | 'devices/unknown-protocol'
  | 'devices/unknown-device'
  | 'devices/no-device'
  | 'devices/no-mapping'
  | 'devices/no-event'
  | 'devices/missing-member'
  | 'devices/wrong-type'
  | 'devices/unknown-kind'
  | 'devices/unknown-phase'
  | 'devices/unknown-event-type'
  | 'devices/unexpected-form'
  | 'devices/invalid-time'
  | 'devices/time-ahead'
  | 'devices/no-port'
  | 'devices/not-an-uplink'
  | 'devices/incomplete'
  | 'devices/skipped-bytes'
  | 'devices/frame-length'
  | 'devices/frame-tail'
  | 'devices/checksum'
  | 'devices/count'
  | 'devices/object-length'
  | 'devices/unknown-data-type'
  | 'devices/text-encoding'
  | 'devices/no-boundary'
  | 'devices/part-too-long'
  | 'devices/mended-ampersand'
  | 'devices/bodily-feature'
  | 'devices/impossible-value';

/** One thing that is worth saying about a message. Never quotes what a person wrote. */
export interface DeviceIssue {
  /** A {@link DeviceIssueCode}, or a code of guard. */
  readonly code: string;
  readonly level: IssueLevel;
  /** JSON pointer or element path. */
  readonly path?: string;
  /** Offset in the body. */
  readonly byte?: number;
  /** English, for developers. */
  readonly message: string;
}

/** Where in the message an issue lies. */
interface IssuePlace {
  readonly path?: string;
  readonly byte?: number;
}

export function issue(
  level: IssueLevel,
  code: DeviceIssueCode,
  message: string,
  place: IssuePlace = {},
): DeviceIssue {
  return { code, level, ...place, message };
}

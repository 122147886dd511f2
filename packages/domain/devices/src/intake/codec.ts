import type { TenantId } from '@civigrid/kernel';
import type {
  MediaReference,
  Observation,
  Phase,
  Severity,
  TimeSource,
} from '../event/device-event.ts';
import type { DeviceIssue } from '../event/device-issue.ts';
import type { CompiledMapping } from '../mapping/mapping.ts';
import type { DeviceRegistry } from '../registry/device-registry.ts';

/** One message as it came off the wire. */
export interface DeviceMessage {
  /** Which codec reads it, such as `gb26875`. */
  readonly protocol: string;
  /** Topic, product key or path; mappings go by it. */
  readonly topic?: string;
  /** Names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** UTC milliseconds. */
  readonly receivedAt: number;
  readonly tenant: TenantId;
}

/** What a codec found in a message, before keys, place and time of receipt are added. */
export interface DecodedEvent {
  readonly device: string;
  readonly kind: string;
  readonly phase: Phase;
  /** The kind's own if left out. */
  readonly severity?: Severity;
  /** The time of receipt if left out. */
  readonly occurred?: {
    readonly at: number;
    readonly source: TimeSource;
    readonly zoneAssumed?: true;
  };
  readonly zone?: string;
  readonly confidence?: number;
  readonly observations?: readonly Observation[];
  readonly media?: readonly MediaReference[];
  /** Tells this event from all others of the device; part of the message key. */
  readonly message: string;
}

/** The answer of a codec. */
export interface Decoded {
  readonly events: readonly DecodedEvent[];
  readonly issues: readonly DeviceIssue[];
  /** What the device waits for, to be sent as it is. */
  readonly reply?: Uint8Array;
}

/** What a codec may look things up in. */
export interface CodecContext {
  readonly registry?: DeviceRegistry;
  /** The mappings of a protocol and topic, those of the exact topic first. */
  mappings(protocol: string, topic: string | undefined): readonly CompiledMapping[];
}

/** Reads one protocol (编解码): bytes in, any number of events out, never an exception. */
export interface Codec {
  readonly protocol: string;
  /** Reads one message; what it cannot read is an issue. */
  decode(message: DeviceMessage, context: CodecContext): Decoded;
}

import type { Decoded, DeviceMessage } from '../intake/codec.ts';
import type { MappingChoice } from './choice.ts';
import type { MappingCondition } from './condition.ts';
import type { MappedConfidence } from './mapped-confidence.ts';
import type { MappedMedia } from './mapped-media.ts';
import type { MappedObservation } from './mapped-observation.ts';
import type { MappedTime } from './mapped-time.ts';
import type { MessagePer } from './message-key.ts';
import type { MappedPayload } from './payload.ts';
import type { TextSource } from './text-source.ts';

/** How the bytes of a frame are read. */
export type FrameForm =
  | 'u8'
  | 'i8'
  | 'u16le'
  | 'u16be'
  | 'i16le'
  | 'i16be'
  | 'u32le'
  | 'u32be'
  | 'i32le'
  | 'i32be';

/** A named number in the frame of a LoRaWAN uplink or of a `payload`, found at `/frame/<name>`. */
export interface FrameField {
  readonly name: string;
  /** First byte; negative ones count from the end. */
  readonly offset: number;
  readonly as: FrameForm;
  readonly divisor?: number;
  /** Only this bit of it, 0 or 1. */
  readonly bit?: number;
}

/** How one event is made out of a message, or out of one element of it (事件映射). */
export interface MappedEvent {
  /**
   * Only where this holds; else no event is made, and nothing is said.
   *
   * @example
   * { "has": ["/params/SmokeSensorState"] }
   */
  readonly when?: MappingCondition;
  /** `category.kind`; a case may say `null`: no event. */
  readonly kind: TextSource | MappingChoice<string | null>;
  readonly phase: TextSource;
  /** Which part of the device. */
  readonly zone?: TextSource | null;
  readonly severity?: number | MappingChoice<number>;
  readonly confidence?: MappedConfidence;
  /** Several are tried in turn. The time of receipt if null or left out; in `also`, the mapping's own if left out. */
  readonly time?: MappedTime | readonly MappedTime[] | null;
  readonly observations?: readonly MappedObservation[];
  readonly media?: readonly MappedMedia[];
}

/** The members of an object, one after the other: each is an element, and its name is found at `/each/key`. */
export interface EachMember {
  /** JSON pointer to the object. */
  readonly members: string;
}

/**
 * How a vendor's message becomes events, as a JSON document (映射): an integrator adds a vendor without code.
 * With `each`, a pointer is looked up in the element first and then in the whole body. A topic with names finds its levels at
 * `/topic/<name>`; a `payload` gives `/frame/<name>` or `/inner`. The mapping of a LoRaWAN protocol also finds
 * `/uplink/devEui`, `/uplink/port`, `/uplink/fCnt`, `/uplink/hex` and its `frame` fields.
 *
 * @example
 * {
 *   "id": "leak", "protocol": "json", "match": { "topic": "zigbee2mqtt/{name}", "has": ["/water_leak"] },
 *   "device": "/topic/name", "messagePer": "delivery",
 *   "kind": "water.leak", "phase": { "at": "/water_leak", "cases": [{ "equals": true, "then": "raise" }], "else": "clear" },
 *   "also": [{ "when": { "equals": { "/battery_low": true } }, "kind": "device.lowBattery", "phase": "raise" }]
 * }
 */
export interface DeviceMapping extends MappedEvent {
  readonly id: string;
  readonly protocol: string;
  readonly match?: MappingCondition & {
    /** The exact topic or product key; or with names for whole levels, `/sys/{product}/{device}/thing/event/property/post`. */
    readonly topic?: string;
  };
  /** JSON pointer to a list, or the members of an object: for each element one event (and those of `also`). */
  readonly each?: string | EachMember;
  /** A message inside the message. */
  readonly payload?: MappedPayload;
  readonly frame?: readonly FrameField[];
  /** May be left out for a LoRaWAN uplink: its devEui. */
  readonly device?: TextSource;
  /** The vendor's own id of the message; a hash of it if left out. */
  readonly message?: TextSource;
  /** Where that does not name the message: it is unique within a `day` (+08:00) only, or every `delivery` is a new message (no id, no time). */
  readonly messagePer?: MessagePer;
  /** Further events of the same message or element, after the first: the same device and message. */
  readonly also?: readonly MappedEvent[];
}

/** What a mapping reads: the body, what the envelope gave, and the defaults. */
export interface MappingInput {
  readonly message: DeviceMessage;
  readonly body: unknown;
  /** What `/uplink` and `/frame` find. */
  readonly uplink?: {
    readonly view: Readonly<Record<string, unknown>>;
    readonly bytes: Uint8Array;
  };
  readonly device?: string;
  readonly occurred?: { readonly at: number; readonly source: 'gateway' };
  /** Names the message where the mapping does not. */
  readonly key: () => string;
}

/** A mapping made ready: closures over its pointers, no code from text. */
export interface CompiledMapping {
  readonly id: string;
  readonly protocol: string;
  readonly topic?: string;
  /** Whether it is meant for this body. */
  matches(input: MappingInput): boolean;
  /** The events that the body gives, and what is wrong with it. */
  apply(input: MappingInput): Decoded;
}

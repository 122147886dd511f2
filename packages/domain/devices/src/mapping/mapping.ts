import type { Decoded, DeviceMessage } from '../intake/codec.ts';
import type { TimeForm } from '../intake/instant.ts';

/** A value of JSON that is no list and no object. */
export type Scalar = string | number | boolean | null;

/** One branch of a choice; exactly one of `equals`, `below`, `above`. */
export interface MappingCase<Value> {
  readonly equals?: Scalar;
  readonly below?: number;
  readonly above?: number;
  /** The document's own word; it is data and never awaited. */
  readonly then: Value;
}

/** Chooses by what is found: the first case that holds, else `else`. */
export interface MappingChoice<Value> {
  /** JSON pointer (RFC 6901). */
  readonly at: string;
  readonly cases: readonly MappingCase<Value>[];
  readonly else?: Value;
}

/** Where a text comes from: a JSON pointer (begins with `/`), a constant, a choice, or pieces of both joined. */
export type TextSource = string | MappingChoice<string> | { readonly join: readonly string[] };

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

/** A named number in the frame of a LoRaWAN uplink, found at `/frame/<name>`. */
export interface FrameField {
  readonly name: string;
  /** First byte; negative ones count from the end. */
  readonly offset: number;
  readonly as: FrameForm;
  readonly divisor?: number;
  /** Only this bit of it, 0 or 1. */
  readonly bit?: number;
}

/** How one observation is made. */
export interface MappedObservation {
  readonly property: string;
  /** JSON pointer. */
  readonly at: string;
  /** UCUM code. */
  readonly unit?: string;
  readonly personal?: boolean;
  /** It may be missing without an issue. */
  readonly optional?: boolean;
}

/** How one reference to a picture is made. */
export interface MappedMedia {
  /** JSON pointer to the reference. */
  readonly at: string;
  readonly type: string;
}

/**
 * How a vendor's message becomes events, as a JSON document (映射): an integrator adds a vendor without code.
 * With `each`, a pointer is looked up in the element first and then in the whole body. The mapping of a LoRaWAN protocol also finds
 * `/uplink/devEui`, `/uplink/port`, `/uplink/fCnt`, `/uplink/hex` and its `frame` fields.
 */
export interface DeviceMapping {
  readonly id: string;
  readonly protocol: string;
  readonly match?: {
    /** The exact topic or product key. */
    readonly topic?: string;
    /** JSON pointers and what they must find. */
    readonly equals?: Readonly<Record<string, Scalar>>;
  };
  /** JSON pointer to a list: one event for each element. */
  readonly each?: string;
  /** May be left out for a LoRaWAN uplink: its devEui. */
  readonly device?: TextSource;
  /** The vendor's own id of the message; a hash of it if left out. */
  readonly message?: TextSource;
  /** The time of receipt if left out. */
  readonly time?: { readonly at: string; readonly as: TimeForm } | null;
  readonly zone?: TextSource | null;
  readonly kind: TextSource;
  readonly phase: TextSource;
  readonly severity?: number | MappingChoice<number>;
  readonly observations?: readonly MappedObservation[];
  readonly media?: readonly MappedMedia[];
  readonly frame?: readonly FrameField[];
}

/** What an event gets where the mapping does not say. */
export interface MappingDefaults {
  readonly device?: string;
  readonly occurred?: { readonly at: number; readonly source: 'gateway' };
  /** Names the message where the mapping does not. */
  readonly key: () => string;
}

/** What a mapping reads: the body, what the envelope gave, and the defaults. */
export interface MappingInput extends MappingDefaults {
  readonly message: DeviceMessage;
  readonly body: unknown;
  /** What `/uplink` and `/frame` find. */
  readonly uplink?: {
    readonly view: Readonly<Record<string, unknown>>;
    readonly bytes: Uint8Array;
  };
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

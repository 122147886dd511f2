import type { DeviceId, GridCode, TenantId } from '@civigrid/kernel';

/** What an event says about its condition: it begins, it ends, it is over at once, a value was read, the device is alive. */
export type Phase = 'raise' | 'clear' | 'instant' | 'reading' | 'heartbeat';

/** How grave it is: 0 information, 1 warning, 2 minor, 3 major, 4 critical. */
export type Severity = 0 | 1 | 2 | 3 | 4;

/** Whose clock gave a time. */
export type TimeSource = 'device' | 'gateway' | 'server';

/**
 * The times of an event, UTC milliseconds. There are three: when it occurred and when it was received stand here; when
 * it was recorded is the store's own `recordedAt` of the facts that came of it (kernel's `Recorded`), and is unknown
 * before. Facts of incidents carry `occurred` and `received` in their data; their `at` is the time of receipt.
 */
export interface EventTime {
  /** When it happened, as the device claims; the time of receipt where it claims nothing, or nothing that can be. */
  readonly occurred: number;
  /** When the message came in, by the host's clock. */
  readonly received: number;
  /** Whose clock gave `occurred`: the device's own, that of the gateway or platform that forwarded it, or the host's. */
  readonly source: TimeSource;
  /** The message named no zone; +08:00 was taken. */
  readonly zoneAssumed?: true;
  /** Estimated lead of the server's clock over the device's, in milliseconds. */
  readonly skewMs?: number;
}

/** Where the device stands, as the registry says. */
export interface EventPlace {
  readonly grid?: GridCode;
  /** `[longitude, latitude]` in degrees. */
  readonly point?: readonly [number, number];
  /** Division code of the device's number, where the protocol holds one. */
  readonly civilCode?: string;
}

/** One measured or reported value (观测值). */
export interface Observation {
  readonly property: string;
  readonly value: number | string | boolean;
  /** UCUM code. */
  readonly unit?: string;
  /** When it was measured, where that differs from the event's time: UTC milliseconds. */
  readonly at?: number;
  readonly quality?: string;
  /** It says something about a person: {@link redact} takes it out. Set by {@link personalProperty} where its maker forgot. */
  readonly personal?: true;
}

/** A picture or film elsewhere. There is no slot for its bytes. */
export interface MediaReference {
  readonly ref: string;
  /** Media type, such as `image/jpeg`. */
  readonly type: string;
  /** Of its bytes, lower-case hexadecimal. */
  readonly sha256?: string;
  /** What it is about: corners in 0..1, origin top left. */
  readonly region?: readonly (readonly [number, number])[];
}

/** One normalised message of a device (设备事件), whatever its vendor and protocol. */
export interface DeviceEvent {
  /** The same for every delivery of the same message. */
  readonly id: string;
  readonly tenant: TenantId;
  readonly protocol: string;
  /** Scoped by the vendor's own naming, such as `44:19:b6:00:00:01#3`. */
  readonly device: DeviceId;
  /** `category.kind`, such as `fire.smoke`; the known ones are {@link kinds}. */
  readonly kind: string;
  readonly phase: Phase;
  readonly severity: Severity;
  readonly time: EventTime;
  readonly place?: EventPlace;
  /** Which part of the device. */
  readonly zone?: string;
  /** 0..1. */
  readonly confidence?: number;
  readonly observations: readonly Observation[];
  readonly media?: readonly MediaReference[];
  /** This message: a second one with the same key is a duplicate. */
  readonly messageKey: string;
  /** This alarm: device, kind and zone. A new message with the same key repeats the condition. */
  readonly conditionKey: string;
  /** The form of the message, and where it is kept. */
  readonly raw?: { readonly format: string; readonly ref?: string };
}

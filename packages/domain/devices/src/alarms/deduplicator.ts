import type { DeviceEvent } from '../event/device-event.ts';

/** How far back duplicates are known. */
export interface DeduplicatorOptions {
  /** A key is known for so long after it was first received: milliseconds. */
  readonly windowMs: number;
  /** So many newest keys are known for certain; at most twice as many are kept. */
  readonly capacity: number;
}

/** What a deduplicator looks at: an event, or as much of one. */
export type Keyed = Pick<DeviceEvent, 'messageKey' | 'tenant'> & {
  readonly time: Pick<DeviceEvent['time'], 'received'>;
};

/** The keys with the time of their first receipt, oldest first. */
export type DeduplicatorSnapshot = readonly (readonly [key: string, received: number])[];

/** Knows which messages came before (去重), in bounded memory. */
export interface Deduplicator {
  /** Whether this message was seen within the window; from now on it is. */
  seen(event: Keyed): boolean;
  /** All that it knows, to go on from after a restart. */
  snapshot(): DeduplicatorSnapshot;
}

/**
 * A deduplicator in two generations: when the younger is full or as old as the window, it becomes the elder and the
 * elder is forgotten. Time is the events' time of receipt.
 */
export function deduplicator(
  options: DeduplicatorOptions,
  snapshot: DeduplicatorSnapshot = [],
): Deduplicator {
  const { windowMs, capacity } = options;
  let elder = new Map<string, number>();
  let younger = new Map<string, number>();
  let began = Number.NEGATIVE_INFINITY;

  function remember(key: string, received: number): void {
    if (younger.size >= capacity || received - began > windowMs) {
      elder = younger;
      younger = new Map();
      began = received;
    }
    younger.set(key, received);
  }

  for (const [key, received] of snapshot) remember(key, received);
  return {
    seen({ tenant, messageKey, time: { received } }) {
      const key = `${tenant}\n${messageKey}`;
      const first = younger.get(key) ?? elder.get(key);
      if (first !== undefined && received - first <= windowMs) return true;
      remember(key, received);
      return false;
    },
    snapshot: () => [...elder, ...younger],
  };
}

import type { DeviceEvent } from '../event/device-event.ts';
import { recentMessages } from './recent-messages.ts';

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

/** The messages with what was meant of them, one row each in the order in which they came, the elder generation (0) first. Plain JSON. */
export type DeduplicatorSnapshot = readonly (readonly [
  key: string,
  tenant: string,
  about: string,
  phase: string,
  received: number,
  generation: number,
])[];

/** Knows which messages came before (去重), in bounded memory. */
export interface Deduplicator {
  /** Whether this message was seen within the window; from now on it is. */
  seen(event: Keyed): boolean;
  /** All that it knows, to go on from after a restart. */
  snapshot(): DeduplicatorSnapshot;
}

/**
 * A deduplicator in two generations: when the younger is full or as old as the window, it becomes the elder and the
 * elder is forgotten. Time is the events' time of receipt. Keys are kept whole: no two messages share one by chance.
 */
export function deduplicator(
  options: DeduplicatorOptions,
  snapshot: DeduplicatorSnapshot = [],
): Deduplicator {
  const messages = recentMessages(options.windowMs, options.capacity, snapshot);
  return {
    seen: ({ messageKey, tenant, time }) =>
      messages.known(messageKey, tenant, '', '', time.received),
    snapshot: () => messages.rows(),
  };
}

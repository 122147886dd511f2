import type { DeviceMessage } from '@civigrid/devices';
import { filter, groupBy, mergeMap, Subject, scan } from 'rxjs';
import type { PeerEvent, Vendor } from './vendor.ts';

/** A step in the life of an alarm, as far as both pipelines tell it. */
export interface PeerStep {
  readonly type: 'raised' | 'cleared';
  readonly conditionKey: string;
  readonly at: number;
}

interface DeviceMemory {
  readonly seen: Set<string>;
  readonly active: Map<string, boolean>;
  step: PeerStep | undefined;
}

/** So many messages of one device are known again. */
const remembered = 64;

/** One pass of a device's event through its memory; the memory is changed in place, which is the quickest way of `scan`. */
function follow(memory: DeviceMemory, event: PeerEvent): DeviceMemory {
  const { seen, active } = memory;
  memory.step = undefined;
  if (seen.has(event.message)) return memory;
  seen.add(event.message);
  if (seen.size > remembered) seen.delete(seen.values().next().value as string);
  if (event.phase !== 'raise' && event.phase !== 'clear') return memory;
  const conditionKey = `${event.device}|${event.kind}|${event.zone ?? ''}`;
  const isRaise = event.phase === 'raise';
  if ((active.get(conditionKey) ?? false) === isRaise) return memory;
  active.set(conditionKey, isRaise);
  memory.step = { type: isRaise ? 'raised' : 'cleared', conditionKey, at: event.occurred };
  return memory;
}

/**
 * The pipeline that one would write from well-known parts: `JSON.parse`, the zod schema of the topic (one Map access,
 * its best way), rxjs by device with `scan` for duplicates and the state of alarms.
 */
export function peerPipeline(
  vendors: readonly Vendor[],
  textOf: (bytes: Uint8Array) => string,
  told: (step: PeerStep) => void,
): (message: DeviceMessage) => void {
  const byTopic = new Map(vendors.map((vendor) => [vendor.topic, vendor]));
  const events = new Subject<PeerEvent>();
  events
    .pipe(
      groupBy(({ device }) => device),
      mergeMap((device) =>
        device.pipe(
          scan(follow, {
            seen: new Set<string>(),
            active: new Map(),
            step: undefined,
          } as DeviceMemory),
          filter(({ step }) => step !== undefined),
        ),
      ),
    )
    .subscribe(({ step }) => {
      if (step !== undefined) told(step);
    });
  return ({ topic, body }) => {
    const vendor = byTopic.get(topic ?? '');
    if (vendor !== undefined) events.next(vendor.read(JSON.parse(textOf(body))));
  };
}

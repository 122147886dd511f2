import { DomainError, type Json } from '@civigrid/kernel';
import type { DevicesErrorCode } from '../refusal-code.ts';
import { inOrder, type Pending, quiet, type Settled } from './alarm-condition.ts';
import type { AlarmSignal } from './alarm-transition.ts';
import type { DeduplicatorSnapshot } from './deduplicator.ts';

/** A transition that was given and may still be corrected. */
export type Announced = readonly [type: 'raised' | 'cleared', at: number];

/** One condition of a device, while it is being followed. */
export interface ConditionState {
  settled: Settled;
  announced: readonly Announced[];
  /** Of the last raise, while the alarm lasts. */
  last?: AlarmSignal;
  stale: boolean;
}

/** One device, while it is being followed. */
export interface DeviceState {
  /** The newest `occurred`. */
  newest: number;
  /** Up to here everything was applied. */
  settledTo: number;
  /** The last time of receipt. */
  heard: number;
  silent: boolean;
  /** Sorted by {@link inOrder}. */
  readonly pending: Pending[];
  readonly conditions: Map<string, ConditionState>;
}

/** All that a tracker knows. */
export interface TrackerState {
  readonly devices: Map<string, DeviceState>;
  readonly keys: DeduplicatorSnapshot;
}

/** A tracker's state as plain JSON: give it back to go on where it was taken. */
export type AlarmSnapshot = Json;

const never = Number.NEGATIVE_INFINITY;

export function newDevice(heard: number): DeviceState {
  return {
    newest: never,
    settledTo: never,
    heard,
    silent: false,
    pending: [],
    conditions: new Map(),
  };
}

export function newCondition(): ConditionState {
  return { settled: quiet, announced: [], stale: false };
}

const finite = (value: number): number | null => (value === never ? null : value);

/** Everything in it is plain already; JSON only knows no minus infinity. */
export function toSnapshot({ devices, keys }: TrackerState): AlarmSnapshot {
  return {
    form: 1,
    keys: keys.map(([key, received]) => [key, received]),
    devices: [...devices].map(([key, device]) => ({
      key,
      newest: finite(device.newest),
      settledTo: finite(device.settledTo),
      heard: device.heard,
      silent: device.silent,
      pending: device.pending.map((event) => ({ ...event })),
      conditions: [...device.conditions].map(
        ([condition, { settled, announced, last, stale }]) => ({
          key: condition,
          settled: { ...settled },
          announced: announced.map(([type, at]) => [type, at]),
          stale,
          ...(last === undefined ? {} : { last }),
        }),
      ),
    })),
  };
}

interface WrittenDevice {
  readonly key: string;
  readonly newest: number | null;
  readonly settledTo: number | null;
  readonly heard: number;
  readonly silent: boolean;
  readonly pending: readonly Pending[];
  readonly conditions: readonly {
    readonly key: string;
    readonly settled: Settled;
    readonly announced: readonly Announced[];
    readonly stale: boolean;
    readonly last?: AlarmSignal;
  }[];
}

/** Takes a snapshot back. Refuses with `devices/invalid-snapshot` what no tracker wrote. */
export function fromSnapshot(snapshot: AlarmSnapshot): TrackerState {
  const written = snapshot as unknown as {
    readonly form?: number;
    readonly keys?: DeduplicatorSnapshot;
    readonly devices?: readonly WrittenDevice[];
  } | null;
  if (written?.form !== 1 || !Array.isArray(written.devices) || !Array.isArray(written.keys))
    throw new DomainError(
      'devices/invalid-snapshot' satisfies DevicesErrorCode,
      'This is no snapshot of an alarm tracker.',
    );
  const devices = new Map(
    (written.devices as readonly WrittenDevice[]).map((device) => [
      device.key,
      {
        newest: device.newest ?? never,
        settledTo: device.settledTo ?? never,
        heard: device.heard,
        silent: device.silent,
        pending: [...device.pending].sort(inOrder),
        conditions: new Map(
          device.conditions.map(({ key, settled, announced, stale, last }) => [
            key,
            { settled, announced, stale, ...(last === undefined ? {} : { last }) },
          ]),
        ),
      } satisfies DeviceState,
    ]),
  );
  return { devices, keys: written.keys as DeduplicatorSnapshot };
}

import { type DeviceId, DomainError, type Json, type TenantId } from '@civigrid/kernel';
import type { DevicesErrorCode } from '../refusal-code.ts';
import { inOrder, type Pending, type Settled } from './alarm-condition.ts';
import type { FloodRows } from './alarm-flood.ts';
import {
  type Announced,
  type DeviceState,
  type Life,
  never,
  newDevice,
  type OutOfService,
} from './alarm-state.ts';
import type { AlarmSignal } from './alarm-transition.ts';
import { addCondition, conditionsOf, isForgotten, newCondition } from './condition-list.ts';
import type { DeduplicatorSnapshot } from './deduplicator.ts';

/** A tracker's state as plain JSON: give it back to go on where it was taken. */
export type AlarmSnapshot = Json;

/** All that a tracker knows. */
export interface TrackerState {
  readonly devices: Iterable<DeviceState>;
  readonly messages: DeduplicatorSnapshot;
  readonly floods: FloodRows;
}

/** A number, or null for an infinity: JSON knows none. */
type Finite = number | null;

/** Each member a column over all devices: a million of them are written and read in a second. */
type DeviceColumns = {
  readonly tenant: number[];
  readonly id: string[];
  readonly newest: Finite[];
  readonly settledTo: Finite[];
  readonly heard: number[];
  readonly skew: Finite[];
  readonly skewBefore: Finite[];
  readonly skewFrom: Finite[];
};

/** Active, since, last raise, last clear, clear before. */
type SettledRow = readonly [boolean, Finite, Finite, Finite, Finite];

/** A condition of the device of that place. */
type ConditionRow = readonly [
  device: number,
  key: string,
  kind: string,
  settled: SettledRow,
  announced: readonly Announced[],
  last: AlarmSignal | null,
  lasts: boolean,
  stale: boolean,
  life: Life | null,
];

/** The written form. What few devices have is listed by the device's place in the columns. */
type Written = {
  readonly form: 2;
  readonly tenants: readonly string[];
  readonly devices: DeviceColumns;
  readonly silent: readonly number[];
  readonly outOfService: readonly (readonly [device: number, state: OutOfService])[];
  readonly pending: readonly (readonly [device: number, events: readonly Pending[]])[];
  readonly conditions: readonly ConditionRow[];
  readonly messages: DeduplicatorSnapshot;
  readonly floods: FloodRows;
};

const finite = (value: number): Finite => (Number.isFinite(value) ? value : null);

const settledRow = (state: Settled): SettledRow => [
  state.active,
  finite(state.since),
  finite(state.lastRaise),
  finite(state.lastClear),
  finite(state.clearBefore),
];

function settledOf([active, since, lastRaise, lastClear, clearBefore]: SettledRow): Settled {
  const known = (value: Finite) => value ?? Number.NaN;
  return {
    active,
    since: known(since),
    lastRaise: known(lastRaise),
    lastClear: known(lastClear),
    clearBefore: known(clearBefore),
  };
}

/** Writes the state down. */
export function toSnapshot({ devices, messages, floods }: TrackerState): AlarmSnapshot {
  const tenants = new Map<string, number>();
  const columns: DeviceColumns = {
    tenant: [],
    id: [],
    newest: [],
    settledTo: [],
    heard: [],
    skew: [],
    skewBefore: [],
    skewFrom: [],
  };
  const silent: number[] = [];
  const outOfService: [number, OutOfService][] = [];
  const pending: [number, readonly Pending[]][] = [];
  const conditions: ConditionRow[] = [];
  let i = 0;
  for (const device of devices) {
    let tenant = tenants.get(device.tenant);
    if (tenant === undefined) {
      tenant = tenants.size;
      tenants.set(device.tenant, tenant);
    }
    columns.tenant.push(tenant);
    columns.id.push(device.device);
    columns.newest.push(finite(device.newest));
    columns.settledTo.push(finite(device.settledTo));
    columns.heard.push(device.heard);
    columns.skew.push(finite(device.skew));
    columns.skewBefore.push(finite(device.skewBefore));
    columns.skewFrom.push(finite(device.skewFrom));
    if (device.silent) silent.push(i);
    if (device.outOfService !== undefined) outOfService.push([i, device.outOfService]);
    if (device.pending.length > 0) pending.push([i, [...device.pending]]);
    if (device.few.length > 0 || device.many !== undefined)
      for (const state of conditionsOf(device)) {
        if (isForgotten(state)) continue;
        const { key, kind, settled, announced, last, lasts, stale, life } = state;
        conditions.push([
          i,
          key,
          kind,
          settledRow(settled),
          announced,
          last ?? null,
          lasts,
          stale,
          life === undefined ? null : { ...life },
        ]);
      }
    i++;
  }
  const written: Written = {
    form: 2,
    tenants: [...tenants.keys()],
    devices: columns,
    silent,
    outOfService,
    pending,
    conditions,
    messages,
    floods,
  };
  return written;
}

const lists = [
  'tenants',
  'silent',
  'outOfService',
  'pending',
  'conditions',
  'messages',
  'floods',
] as const;

function isWritten(snapshot: unknown): snapshot is Written {
  if (typeof snapshot !== 'object' || snapshot === null) return false;
  const written = snapshot as { readonly [Name in keyof Written]?: unknown };
  const { devices } = written;
  if (written.form !== 2 || typeof devices !== 'object' || devices === null) return false;
  const ids = (devices as { readonly id?: unknown }).id;
  if (!Array.isArray(ids)) return false;
  return (
    lists.every((name) => Array.isArray(written[name])) &&
    Object.values(devices).every((column) => Array.isArray(column) && column.length === ids.length)
  );
}

/** Takes a snapshot back. Refuses with `devices/invalid-snapshot` what no tracker wrote. */
export function fromSnapshot(snapshot: AlarmSnapshot): TrackerState & {
  readonly devices: readonly DeviceState[];
} {
  if (!isWritten(snapshot))
    throw new DomainError(
      'devices/invalid-snapshot' satisfies DevicesErrorCode,
      'This is no snapshot of an alarm tracker.',
    );
  const { tenants, devices: columns, messages, floods } = snapshot;
  const farthest = Number.POSITIVE_INFINITY;
  const devices = columns.id.map((id, i) => {
    const tenant = (tenants[columns.tenant[i] ?? 0] ?? '') as TenantId;
    return newDevice(tenant, id as DeviceId, {
      newest: columns.newest[i] ?? never,
      settledTo: columns.settledTo[i] ?? never,
      heard: columns.heard[i] ?? 0,
      skew: columns.skew[i] ?? farthest,
      skewBefore: columns.skewBefore[i] ?? farthest,
      skewFrom: columns.skewFrom[i] ?? never,
    });
  });
  const at = (i: number): DeviceState => {
    const device = devices[i];
    if (device !== undefined) return device;
    throw new DomainError(
      'devices/invalid-snapshot' satisfies DevicesErrorCode,
      'The snapshot speaks of a device that it does not list.',
    );
  };
  for (const i of snapshot.silent) at(i).silent = true;
  for (const [i, state] of snapshot.outOfService) at(i).outOfService = state;
  for (const [i, events] of snapshot.pending) at(i).pending = [...events].sort(inOrder);
  for (const [i, key, kind, settled, announced, last, lasts, stale, life] of snapshot.conditions) {
    const device = at(i);
    const state = newCondition(device.device, key, kind);
    state.settled = settledOf(settled);
    state.announced = announced;
    state.stale = stale;
    state.last = last ?? undefined;
    state.lasts = lasts;
    state.life = life === null ? undefined : { ...life };
    addCondition(device, state);
  }
  return { devices, messages, floods };
}

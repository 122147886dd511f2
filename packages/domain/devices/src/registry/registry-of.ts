import type { DeviceId, GridCode, Happened, Recorded, SubjectRef } from '@civigrid/kernel';
import { defined, upcast } from '@civigrid/kernel';
import { type DeviceRecord, deviceDecider, type KnownDevice } from './device.ts';
import { type DeviceFact, deviceUpcasters } from './device-fact.ts';
import { type DeviceRegistry, deviceRegistry, type RegisteredDevice } from './device-registry.ts';
import { maintenanceOf } from './maintenance.ts';

/** A device of the record as an entry of the registry; the exact place of a person's device is not in it. */
function entryOf(known: KnownDevice): RegisteredDevice {
  const { groups, maintenance } = known;
  return defined<RegisteredDevice>({
    device: known.device as DeviceId,
    category: known.category,
    model: known.model ?? undefined,
    inputKind: known.inputKind ?? undefined,
    heartbeatMs: known.heartbeatMs ?? undefined,
    grid: known.grid as GridCode,
    building: known.building ?? undefined,
    floor: known.floor ?? undefined,
    point: known.point ?? undefined,
    owner: (known.owner as SubjectRef | null) ?? undefined,
    organisation: known.organisation ?? undefined,
    groups: groups.length === 0 ? undefined : groups,
    maintenance: maintenance === null ? undefined : maintenanceOf(maintenance),
  });
}

const types: ReadonlySet<string> = new Set<DeviceFact['type']>([
  'devices/registered',
  'devices/moved',
  'devices/replaced',
  'devices/handed-over',
  'devices/regrouped',
  'devices/entrusted',
  'devices/serviced',
  'devices/retired',
]);

/** The registry that the log tells of: events of all devices, each device's in their order; other events are passed over. */
export function registryOf(events: Iterable<Recorded>): DeviceRegistry {
  const records = new Map<string, DeviceRecord>();
  for (const event of events) {
    if (!types.has(event.type)) continue;
    const happened = upcast(event, deviceUpcasters) as Recorded & Happened<DeviceFact>;
    const { device } = happened.data;
    const before = records.get(device) ?? deviceDecider.initial;
    records.set(device, deviceDecider.evolve(before, happened));
  }
  const known = [...records.values()].filter((record) => record.status !== 'unknown');
  return deviceRegistry(
    known.filter(({ status }) => status === 'registered').map(entryOf),
    known.filter(({ status }) => status === 'retired').map(({ device }) => device),
  );
}

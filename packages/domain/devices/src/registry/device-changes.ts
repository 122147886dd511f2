import { canonicalJson, defined } from '@civigrid/kernel';
import { sortedGroups } from './device.ts';
import type {
  DeviceCommand,
  DeviceMake,
  DeviceOwner,
  DevicePlace,
  MaintainDevice,
} from './device-command.ts';
import type { RegisteredDevice } from './device-registry.ts';
import { type Maintenance, maintenanceData } from './maintenance.ts';

const same = (one: unknown, other: unknown) => canonicalJson(one) === canonicalJson(other);

const makeOf = ({ category, model, inputKind, heartbeatMs }: RegisteredDevice) =>
  defined<DeviceMake>({ category, model, inputKind, heartbeatMs });

const exactOf = ({ floor, point }: RegisteredDevice) =>
  defined<Pick<DevicePlace, 'floor' | 'point'>>({ floor, point });

const cellOf = ({ grid, building }: RegisteredDevice) =>
  defined<Pick<DevicePlace, 'grid' | 'building'>>({ grid, building });

const ownersOf = ({ owner, organisation }: RegisteredDevice) =>
  defined<DeviceOwner>({ owner, organisation });

const caredOf = (maintenance: Maintenance | undefined) =>
  maintenance === undefined ? null : maintenanceData(maintenance);

/** Whether the exact place is another. That of a person's device is sealed: where the register holds none, there is nothing to compare. */
function movedExactly(known: RegisteredDevice, wanted: RegisteredDevice): boolean {
  const sealed =
    known.owner !== undefined && known.point === undefined && known.floor === undefined;
  return !sealed && !same(exactOf(known), exactOf(wanted));
}

/**
 * The commands that make of the device as it is known the device as it is wanted, in the order in which they are to be
 * given: whose it is comes before where it stands, so that no owner's new place is sealed for the one before. None where
 * nothing changes.
 */
export function deviceChanges(
  known: RegisteredDevice | undefined,
  wanted: RegisteredDevice,
  at: number,
): readonly DeviceCommand[] {
  if (known === undefined) return [{ type: 'register', at, ...wanted }];
  const commands: DeviceCommand[] = [];
  const handedOver = !same(ownersOf(known), ownersOf(wanted));
  if (handedOver) commands.push({ type: 'handOver', at, ...ownersOf(wanted), ...exactOf(wanted) });
  const moved = !same(cellOf(known), cellOf(wanted));
  if (moved || (!handedOver && movedExactly(known, wanted)))
    commands.push({ type: 'move', at, ...cellOf(wanted), ...exactOf(wanted) });
  if (!same(makeOf(known), makeOf(wanted)))
    commands.push({ type: 'replace', at, ...makeOf(wanted) });
  const groups = sortedGroups(wanted.groups ?? []);
  if (!same(sortedGroups(known.groups ?? []), groups))
    commands.push({ type: 'regroup', at, groups });
  const { maintenance } = wanted;
  if (!same(caredOf(known.maintenance), caredOf(maintenance)))
    commands.push(defined<MaintainDevice>({ type: 'maintain', at, maintenance }));
  return commands;
}

import { type DeviceId, DomainError, type GridCode } from '@civigrid/kernel';
import type { DevicesErrorCode } from '../refusal-code.ts';
import type { DeviceMake, DeviceOwner, DevicePlace } from './device-command.ts';
import type { Maintenance } from './maintenance.ts';

/** One device as the street knows it (设备台账): what it is, where it stands, whose it is, who looks after it. */
export interface RegisteredDevice extends DeviceMake, DevicePlace, DeviceOwner {
  readonly device: DeviceId;
  /** As many as one likes (设备分组). */
  readonly groups?: readonly string[];
  readonly maintenance?: Maintenance;
}

/** How a device was found. */
export interface FoundDevice {
  readonly entry: RegisteredDevice;
  /** It is not registered itself; the gateway or panel that it hangs on is. */
  readonly viaGateway: boolean;
}

/** A device that is expected to speak. */
export interface ExpectedHeartbeat {
  readonly device: DeviceId;
  readonly grid: GridCode;
  /** Milliseconds. */
  readonly heartbeatMs: number;
}

/** Who is who among the devices, built once. Lists are in the order of the register. */
export interface DeviceRegistry {
  readonly size: number;
  /** The device itself, or else the nearest registered one that its id begins with (`panel/loop`, `camera#3`). */
  find(device: string): FoundDevice | undefined;
  /** Whether registered devices hang on it (`camera` where `camera#3` is registered). */
  isGateway(device: string): boolean;
  /** Who may be silent for how long: what the policy of an alarm tracker wants. */
  heartbeats(): readonly ExpectedHeartbeat[];
  /** All of them. */
  entries(): readonly RegisteredDevice[];
  /** The devices of a group. */
  group(name: string): readonly RegisteredDevice[];
  /** The devices that stand in this very cell. */
  in(grid: GridCode): readonly RegisteredDevice[];
  /** The devices whose next inspection is due on a day (`'YYYY-MM-DD'`) or was before, the longest due in front. */
  serviceDue(day: string): readonly RegisteredDevice[];
  /** Whether it was registered once and is retired for good. */
  isRetired(device: string): boolean;
}

function* gatewaysOf(device: string): Generator<string> {
  for (let i = device.length - 1; i > 0; i--) {
    const letter = device.charAt(i);
    if (letter === '/' || letter === '#') yield device.slice(0, i);
  }
}

function refuse(device: string, why: string): DomainError<DevicesErrorCode> {
  return new DomainError('devices/invalid-registry', `The registry is wrong: ${why}.`, { device });
}

function gathered(
  entries: Iterable<RegisteredDevice>,
  keysOf: (entry: RegisteredDevice) => readonly string[],
): ReadonlyMap<string, readonly RegisteredDevice[]> {
  const lists = new Map<string, RegisteredDevice[]>();
  for (const entry of entries)
    for (const key of new Set(keysOf(entry))) {
      const list = lists.get(key);
      if (list === undefined) lists.set(key, [entry]);
      else list.push(entry);
    }
  return lists;
}

const nextOf = ({ maintenance }: RegisteredDevice) => maintenance?.next ?? '';

/** A registry of these devices; `retired` are the ids that may not come back. Refuses with `devices/invalid-registry` one that stands twice, or a heartbeat that is no positive number. */
export function deviceRegistry(
  devices: Iterable<RegisteredDevice>,
  retired: Iterable<string> = [],
): DeviceRegistry {
  const entries = new Map<string, RegisteredDevice>();
  const gateways = new Set<string>();
  for (const entry of devices) {
    if (entries.has(entry.device)) throw refuse(entry.device, 'a device stands in it twice');
    if (entry.heartbeatMs !== undefined && !(entry.heartbeatMs > 0))
      throw refuse(entry.device, 'a heartbeat is not a positive number of milliseconds');
    entries.set(entry.device, entry);
    for (const gateway of gatewaysOf(entry.device)) gateways.add(gateway);
  }
  const groups = gathered(entries.values(), (entry) => entry.groups ?? []);
  const cells = gathered(entries.values(), ({ grid }) => [grid]);
  const gone = new Set(retired);
  return {
    size: entries.size,
    find(device) {
      const own = entries.get(device);
      if (own !== undefined) return { entry: own, viaGateway: false };
      for (const gateway of gatewaysOf(device)) {
        const entry = entries.get(gateway);
        if (entry !== undefined) return { entry, viaGateway: true };
      }
      return undefined;
    },
    isGateway: (device) => gateways.has(device),
    heartbeats: () =>
      [...entries.values()].flatMap(({ device, grid, heartbeatMs }) =>
        heartbeatMs === undefined ? [] : [{ device, grid, heartbeatMs }],
      ),
    entries: () => [...entries.values()],
    group: (name) => groups.get(name) ?? [],
    in: (grid) => cells.get(grid) ?? [],
    serviceDue: (day) =>
      [...entries.values()]
        .filter((entry) => nextOf(entry) !== '' && nextOf(entry) <= day)
        .sort((one, other) =>
          nextOf(one) < nextOf(other) ? -1 : nextOf(one) > nextOf(other) ? 1 : 0,
        ),
    isRetired: (device) => gone.has(device),
  };
}

import { type DeviceId, DomainError, type GridCode, type SubjectRef } from '@civigrid/kernel';
import type { DevicesErrorCode } from '../refusal-code.ts';

/** One device as the street knows it (设备台账). */
export interface RegisteredDevice {
  readonly device: DeviceId;
  readonly model?: string;
  /** Which of the street's categories it belongs to, such as `smoke` or `bin`. */
  readonly category: string;
  /** The cell it stands in. */
  readonly grid: GridCode;
  /** `[longitude, latitude]` in degrees. */
  readonly point?: readonly [number, number];
  readonly building?: string;
  /** Whose it is, where it is a person's. */
  readonly owner?: SubjectRef;
  /** It is silent after so many milliseconds without a word. */
  readonly heartbeatMs?: number;
  /** What a plain input of it stands for, such as `help.button`: a relay says only that it closed. */
  readonly inputKind?: string;
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

/** Who is who among the devices, built once. */
export interface DeviceRegistry {
  readonly size: number;
  /** The device itself, or else the nearest registered one that its id begins with (`panel/loop`, `camera#3`). */
  find(device: string): FoundDevice | undefined;
  /** Whether registered devices hang on it (`camera` where `camera#3` is registered). */
  isGateway(device: string): boolean;
  /** Who may be silent for how long: what the policy of an alarm tracker wants. */
  heartbeats(): readonly ExpectedHeartbeat[];
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

/** A registry of these devices. Refuses with `devices/invalid-registry` one that stands twice, or a heartbeat that is no positive number. */
export function deviceRegistry(devices: Iterable<RegisteredDevice>): DeviceRegistry {
  const entries = new Map<string, RegisteredDevice>();
  const gateways = new Set<string>();
  for (const entry of devices) {
    if (entries.has(entry.device)) throw refuse(entry.device, 'a device stands in it twice');
    if (entry.heartbeatMs !== undefined && !(entry.heartbeatMs > 0))
      throw refuse(entry.device, 'a heartbeat is not a positive number of milliseconds');
    entries.set(entry.device, entry);
    for (const gateway of gatewaysOf(entry.device)) gateways.add(gateway);
  }
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
  };
}

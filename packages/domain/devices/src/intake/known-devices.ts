import { isWellFormed } from '@civigrid/kernel';
import type { EventPlace, Severity } from '../event/device-event.ts';
import { isProtectedKind, kindInfo } from '../event/kinds.ts';
import { isPersonalKind } from '../event/redact.ts';
import type { DeviceRegistry } from '../registry/device-registry.ts';

const maxDevices = 32_768;
const maxConditions = 8;
/** Longer names are looked up anew each time. */
const maxUnits = 64;

/** What is the same for all events of one condition. */
export interface KnownCondition {
  readonly kind: string;
  readonly zone: string | undefined;
  readonly conditionKey: string;
  /** The kind's own. */
  readonly severity: Severity;
  readonly isPersonal: boolean;
  readonly isProtected: boolean;
}

/** What is the same for all events of one device. */
export interface KnownDevice {
  readonly device: string;
  /** False for a name that is no text. */
  readonly isNamed: boolean;
  /** False where there is a registry and it does not know the device. */
  readonly isRegistered: boolean;
  /** Where it stands; left out where the registry names no grid. */
  readonly place: EventPlace | undefined;
  /** The condition of which it spoke last. */
  last: KnownCondition | undefined;
  readonly conditions: KnownCondition[];
}

/** Where the registry says that it stands; undefined for a device that it does not know. */
function placeOf(device: string, registry: DeviceRegistry): EventPlace | undefined {
  const found = registry.find(device);
  if (found === undefined) return registry.isGateway(device) ? {} : undefined;
  const { grid, point } = found.entry;
  // A sensor that is not registered itself stands somewhere near its panel, not at it.
  return point === undefined || found.viaGateway ? { grid } : { grid, point };
}

function conditionOf(device: string, kind: string, zone: string | undefined): KnownCondition {
  return {
    kind,
    zone,
    // Joined, not added: a sum is a tree of its parts until somebody reads it.
    conditionKey: [device, kind, zone ?? ''].join('|'),
    severity: kindInfo(kind)?.severity ?? 1,
    isPersonal: isPersonalKind(kind),
    isProtected: isProtectedKind(kind),
  };
}

/** The devices that speak, each looked up once in the registry; as many as fit a bound, then anew. */
export class KnownDevices {
  private readonly registry: DeviceRegistry | undefined;
  private readonly devices = new Map<string, KnownDevice>();

  constructor(registry: DeviceRegistry | undefined) {
    this.registry = registry;
  }

  /** What is known of a device. */
  of(device: string): KnownDevice {
    const known = this.devices.get(device);
    if (known !== undefined) return known;
    const made = this.lookUp(device);
    if (device.length > maxUnits) return made;
    if (this.devices.size >= maxDevices) this.devices.clear();
    this.devices.set(device, made);
    return made;
  }

  private lookUp(device: string): KnownDevice {
    const place = this.registry === undefined ? {} : placeOf(device, this.registry);
    return {
      device,
      isNamed: device !== '' && isWellFormed(device),
      isRegistered: place !== undefined,
      place: place?.grid === undefined ? undefined : place,
      last: undefined,
      conditions: [],
    };
  }
}

/** What is known of a condition of a device. */
export function knownCondition(
  known: KnownDevice,
  kind: string,
  zone: string | undefined,
): KnownCondition {
  const { last } = known;
  if (last !== undefined && last.kind === kind && last.zone === zone) return last;
  const found = known.conditions.find((one) => one.kind === kind && one.zone === zone);
  if (found !== undefined) {
    known.last = found;
    return found;
  }
  const made = conditionOf(known.device, kind, zone);
  const isShort = kind.length <= maxUnits && (zone ?? '').length <= maxUnits;
  if (isShort && known.conditions.length < maxConditions) {
    known.conditions.push(made);
    known.last = made;
  }
  return made;
}

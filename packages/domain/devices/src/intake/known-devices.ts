import { isWellFormed } from '@civigrid/kernel';
import { conditionKeyOf } from '../event/condition-key.ts';
import type { EventPlace, Severity } from '../event/device-event.ts';
import { isProtectedKind, kindInfo } from '../event/kinds.ts';
import type { DeviceRegistry } from '../registry/device-registry.ts';

const maxDevices = 32_768;
const maxConditions = 8;
/** Longer names are looked up anew each time. */
const maxUnits = 64;

/** What is the same for all events of one condition. */
interface KnownCondition {
  readonly kind: string;
  readonly zone: string | undefined;
  readonly conditionKey: string;
  /** The kind's own. */
  readonly severity: Severity;
  /** Some of what it says is personal by its kind, whatever its names. */
  readonly hasPersonal: boolean;
  readonly isProtected: boolean;
  /** The kind is one of the taxonomy. */
  readonly isInTaxonomy: boolean;
}

function conditionOf(device: string, kind: string, zone: string | undefined): KnownCondition {
  return {
    kind,
    zone,
    conditionKey: conditionKeyOf(device, kind, zone),
    severity: kindInfo(kind)?.severity ?? 1,
    hasPersonal: kind.startsWith('health.') || (kindInfo(kind)?.personal.length ?? 0) > 0,
    isProtected: isProtectedKind(kind),
    isInTaxonomy: kindInfo(kind) !== undefined,
  };
}

const noPlace: EventPlace = {};

/** Where the registry says that it stands; undefined for a device that it does not know. */
function placeOf(device: string, registry: DeviceRegistry | undefined): EventPlace | undefined {
  if (registry === undefined) return noPlace;
  const found = registry.find(device);
  if (found === undefined) return registry.isGateway(device) ? noPlace : undefined;
  const { grid, point } = found.entry;
  // A sensor that is not registered itself stands somewhere near its panel, not at it.
  return point === undefined || found.viaGateway ? { grid } : { grid, point };
}

/**
 * What is the same for all events of one device, and of the condition of which it spoke last: all that the common
 * message needs lies in one object, because with thousands of devices each look elsewhere waits for the memory.
 */
export class KnownDevice {
  readonly device: string;
  /** What its message keys begin with. */
  readonly keyStart: string;
  /** False for a name that is no text. */
  readonly isNamed: boolean;
  /** False where there is a registry and it does not know the device. */
  readonly isRegistered: boolean;
  /** Where it stands; left out where the registry names no grid. */
  readonly place: EventPlace | undefined;
  kind = '';
  zone: string | undefined = undefined;
  conditionKey = '';
  /** Of the kind, where the message says nothing itself. */
  severity: Severity = 1;
  hasPersonal = false;
  isProtected = false;
  isInTaxonomy = false;
  private readonly conditions: KnownCondition[] = [];

  constructor(device: string, registry: DeviceRegistry | undefined) {
    const place = placeOf(device, registry);
    this.device = device;
    this.keyStart = [device, ''].join('|');
    this.isNamed = device !== '' && isWellFormed(device);
    this.isRegistered = place !== undefined;
    this.place = place?.grid === undefined ? undefined : place;
  }

  /** Turns to a condition: from now on its members are those of it. */
  speakOf(kind: string, zone: string | undefined): void {
    if (this.kind === kind && this.zone === zone) return;
    const condition = this.condition(kind, zone);
    this.kind = kind;
    this.zone = zone;
    this.conditionKey = condition.conditionKey;
    this.severity = condition.severity;
    this.hasPersonal = condition.hasPersonal;
    this.isProtected = condition.isProtected;
    this.isInTaxonomy = condition.isInTaxonomy;
  }

  private condition(kind: string, zone: string | undefined): KnownCondition {
    const { conditions } = this;
    const known = conditions.find((one) => one.kind === kind && one.zone === zone);
    if (known !== undefined) return known;
    const made = conditionOf(this.device, kind, zone);
    const isShort = kind.length <= maxUnits && (zone ?? '').length <= maxUnits;
    if (isShort && conditions.length < maxConditions) conditions.push(made);
    return made;
  }
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
    const made = new KnownDevice(device, this.registry);
    if (device.length > maxUnits) return made;
    if (this.devices.size >= maxDevices) this.devices.clear();
    this.devices.set(device, made);
    return made;
  }
}

import type { Phase, Severity } from './device-event.ts';

/** What is known about one kind of event (事件类型). */
export interface KindInfo {
  /** `category.name`. */
  readonly kind: string;
  readonly category: string;
  /** Nothing may delay, debounce, shelve, group away or drop it. */
  readonly protected: boolean;
  /** Where the message says nothing itself. */
  readonly severity: Severity;
  readonly phases: readonly Phase[];
}

const lasting: readonly Phase[] = ['raise', 'clear'];
const momentary: readonly Phase[] = ['instant'];
const either: readonly Phase[] = ['raise', 'clear', 'instant'];
const measured: readonly Phase[] = ['reading'];

function kind(
  category: string,
  name: string,
  severity: Severity,
  phases: readonly Phase[],
  isProtected = false,
): KindInfo {
  return { kind: `${category}.${name}`, category, protected: isProtected, severity, phases };
}

/**
 * The taxonomy: every kind of event that the package knows. Besides the kinds of the field there are four for what says
 * nothing about it: `device.uplink` (a frame that nobody decoded), `device.reading` (a value of no named kind),
 * `device.operation` (somebody worked the panel) and `device.heartbeat`.
 */
export const kinds: readonly KindInfo[] = [
  kind('fire', 'smoke', 4, lasting, true),
  kind('fire', 'heat', 4, lasting, true),
  kind('fire', 'flame', 4, lasting, true),
  kind('fire', 'manual', 4, lasting, true),
  kind('fire', 'co', 4, lasting, true),
  kind('fire', 'gas', 4, lasting, true),
  kind('fire', 'electrical', 3, lasting),
  kind('fire', 'waterflow', 3, lasting),
  kind('fire', 'hydrantPressure', 2, lasting),
  kind('fire', 'hydrantOpen', 2, lasting),
  kind('cover', 'open', 3, lasting),
  kind('cover', 'tilt', 2, lasting),
  kind('cover', 'level', 2, lasting),
  kind('waste', 'full', 1, lasting),
  kind('waste', 'tilt', 1, lasting),
  kind('waste', 'fire', 4, lasting, true),
  kind('access', 'granted', 0, momentary),
  kind('access', 'seen', 0, momentary),
  kind('access', 'denied', 1, momentary),
  kind('access', 'tailgating', 2, either),
  kind('access', 'forced', 3, either),
  kind('access', 'heldOpen', 2, either),
  kind('access', 'blocklist', 3, either),
  kind('vehicle', 'plate', 0, momentary),
  kind('vehicle', 'ebikeInLift', 3, lasting),
  kind('lane', 'occupied', 3, lasting),
  kind('hazard', 'thrownObject', 3, momentary),
  kind('perimeter', 'intrusion', 3, either),
  kind('perimeter', 'cross', 2, either),
  kind('perimeter', 'climb', 3, either),
  kind('help', 'button', 4, momentary, true),
  kind('help', 'call', 4, momentary, true),
  kind('help', 'fall', 4, lasting, true),
  kind('help', 'medical', 4, lasting, true),
  kind('charge', 'overTemp', 4, lasting, true),
  kind('charge', 'overCurrent', 3, either),
  kind('charge', 'flyWire', 3, either),
  kind('charge', 'finished', 0, either),
  kind('charge', 'progress', 0, either),
  kind('health', 'bp', 0, measured),
  kind('health', 'hr', 0, measured),
  kind('health', 'spo2', 0, measured),
  kind('health', 'glucose', 0, measured),
  kind('health', 'temperature', 0, measured),
  kind('health', 'abnormal', 2, lasting),
  kind('video', 'motion', 0, momentary),
  kind('video', 'loiter', 1, momentary),
  kind('video', 'crowd', 2, momentary),
  kind('video', 'fight', 3, momentary),
  kind('video', 'videoLoss', 2, lasting),
  kind('device', 'tamper', 2, lasting),
  kind('water', 'leak', 2, lasting),
  kind('water', 'level', 2, lasting),
  kind('env', 'pm25', 0, measured),
  kind('env', 'noise', 0, measured),
  kind('env', 'co2', 0, measured),
  kind('device', 'offline', 2, lasting),
  kind('device', 'fault', 2, lasting),
  kind('device', 'powerFault', 2, lasting),
  kind('device', 'lowBattery', 1, lasting),
  kind('device', 'test', 0, momentary),
  kind('device', 'uplink', 0, measured),
  kind('device', 'reading', 0, measured),
  kind('device', 'operation', 0, momentary),
  kind('device', 'heartbeat', 0, ['heartbeat']),
];

const byName: ReadonlyMap<string, KindInfo> = new Map(kinds.map((info) => [info.kind, info]));

/** What is known about a kind, or undefined for one that is not in the taxonomy. */
export function kindInfo(kind: string): KindInfo | undefined {
  return byName.get(kind);
}

/** Whether a kind is protected: never delayed, debounced, shelved, grouped away or dropped as late. */
export function isProtectedKind(kind: string): boolean {
  return byName.get(kind)?.protected === true;
}

import type { Phase, Severity } from './device-event.ts';

/** What is known about one kind of event (事件类型); its names in both languages are in `./messages`. */
export interface KindInfo {
  /** `category.name`. */
  readonly kind: string;
  readonly category: string;
  /** Nothing may delay, debounce, shelve, group away or drop it. */
  readonly protected: boolean;
  /** Where the message says nothing itself. */
  readonly severity: Severity;
  readonly phases: readonly Phase[];
  /** UCUM codes of what it usually measures, by property. */
  readonly units: ReadonlyMap<string, string>;
  /** What of its usual observations says something about a person, besides names that do so in every kind; `*` is everything. */
  readonly personal: readonly string[];
}

const lasting: readonly Phase[] = ['raise', 'clear'];
const momentary: readonly Phase[] = ['instant'];
const either: readonly Phase[] = ['raise', 'clear', 'instant'];
const measured: readonly Phase[] = ['reading'];

/** What a row of the table says besides. */
interface More {
  readonly protected?: true;
  readonly units?: readonly (readonly [property: string, unit: string])[];
  readonly personal?: readonly string[];
}

const guarded: More = { protected: true };
const charging: readonly string[] = ['account', 'user', 'order'];
const passing: readonly string[] = ['employeeNoString', 'name', 'cardNo', 'room'];
const calling: readonly string[] = ['caller', 'room'];
const body = (...units: readonly (readonly [string, string])[]): More => ({
  units,
  personal: ['*'],
});

function kind(
  category: string,
  name: string,
  severity: Severity,
  phases: readonly Phase[],
  more: More = {},
): KindInfo {
  return {
    kind: `${category}.${name}`,
    category,
    protected: more.protected === true,
    severity,
    phases,
    units: new Map(more.units ?? []),
    personal: more.personal ?? [],
  };
}

/**
 * The taxonomy: every kind of event that the package knows. What ends is the `clear` of what began: a fire lane is free
 * again, a device is online again, mains are back. Besides the kinds of the field there are six of our own:
 * `env.temperature` and `env.humidity`, and four for what says nothing about the field: `device.uplink` (a frame that
 * nobody decoded), `device.reading` (a value of no named kind), `device.operation` (somebody worked the panel) and
 * `device.heartbeat`.
 */
export const kinds: readonly KindInfo[] = [
  kind('fire', 'smoke', 4, lasting, { ...guarded, units: [['density', '%/m']] }),
  kind('fire', 'heat', 4, lasting, { ...guarded, units: [['temperature', 'Cel']] }),
  kind('fire', 'flame', 4, lasting, guarded),
  kind('fire', 'manual', 4, lasting, guarded),
  kind('fire', 'co', 4, lasting, { ...guarded, units: [['concentration', '[ppm]']] }),
  kind('fire', 'gas', 4, lasting, { ...guarded, units: [['concentration', '%']] }),
  kind('fire', 'electrical', 3, lasting, {
    units: [
      ['residualCurrent', 'mA'],
      ['temperature', 'Cel'],
    ],
  }),
  kind('fire', 'waterflow', 3, lasting),
  kind('fire', 'hydrantPressure', 2, lasting, { units: [['pressure', 'kPa']] }),
  kind('fire', 'hydrantOpen', 2, lasting, { units: [['flow', 'L/s']] }),
  kind('cover', 'open', 3, lasting, { units: [['angle', 'deg']] }),
  kind('cover', 'tilt', 2, lasting, { units: [['angle', 'deg']] }),
  kind('cover', 'level', 2, lasting, { units: [['level', 'mm']] }),
  kind('waste', 'full', 1, lasting, {
    units: [
      ['fill', '%'],
      ['distance', 'mm'],
    ],
  }),
  kind('waste', 'tilt', 1, lasting, { units: [['angle', 'deg']] }),
  kind('waste', 'fire', 4, lasting, { ...guarded, units: [['temperature', 'Cel']] }),
  kind('access', 'granted', 0, momentary, { personal: passing }),
  kind('access', 'seen', 0, momentary, { personal: passing }),
  kind('access', 'denied', 1, momentary, { personal: passing }),
  kind('access', 'tailgating', 2, either, { personal: passing }),
  kind('access', 'forced', 3, either),
  kind('access', 'heldOpen', 2, either, { units: [['duration', 's']] }),
  kind('access', 'blocklist', 3, either, { personal: passing }),
  kind('vehicle', 'plate', 0, momentary, {
    units: [['speed', 'km/h']],
    personal: ['licensePlate', 'plateColor'],
  }),
  kind('vehicle', 'ebikeInLift', 3, lasting, { personal: ['licensePlate'] }),
  kind('lane', 'occupied', 3, lasting, {
    units: [['duration', 's']],
    personal: ['licensePlate', 'plateColor'],
  }),
  kind('hazard', 'thrownObject', 3, momentary, { units: [['height', 'm']], personal: ['room'] }),
  kind('perimeter', 'intrusion', 3, either),
  kind('perimeter', 'cross', 2, either),
  kind('perimeter', 'climb', 3, either),
  kind('help', 'button', 4, momentary, { ...guarded, personal: calling }),
  kind('help', 'call', 4, momentary, { ...guarded, personal: calling }),
  kind('help', 'fall', 4, lasting, { ...guarded, personal: calling }),
  kind('help', 'medical', 4, lasting, { ...guarded, personal: ['*'] }),
  kind('charge', 'overTemp', 4, lasting, {
    ...guarded,
    units: [['temperature', 'Cel']],
    personal: charging,
  }),
  kind('charge', 'overCurrent', 3, either, { units: [['current', 'A']], personal: charging }),
  kind('charge', 'flyWire', 3, either),
  kind('charge', 'finished', 0, either, { units: [['energy', 'kW.h']], personal: charging }),
  kind('charge', 'progress', 0, either, {
    units: [
      ['energy', 'kW.h'],
      ['power', 'W'],
      ['charge', '%'],
    ],
    personal: charging,
  }),
  kind(
    'health',
    'bp',
    0,
    measured,
    body(['bp.systolic', 'mm[Hg]'], ['bp.diastolic', 'mm[Hg]'], ['hr', '/min']),
  ),
  kind('health', 'hr', 0, measured, body(['hr', '/min'])),
  kind('health', 'spo2', 0, measured, body(['spo2', '%'], ['hr', '/min'])),
  kind('health', 'glucose', 0, measured, body(['glucose', 'mmol/L'])),
  kind('health', 'temperature', 0, measured, body(['temperature', 'Cel'])),
  kind('health', 'abnormal', 2, lasting, body()),
  kind('video', 'motion', 0, momentary),
  kind('video', 'loiter', 1, momentary, { units: [['duration', 's']] }),
  kind('video', 'crowd', 2, momentary, {
    units: [
      ['count', '{person}'],
      ['density', '/m2'],
    ],
  }),
  kind('video', 'fight', 3, momentary),
  kind('video', 'videoLoss', 2, lasting),
  kind('device', 'tamper', 2, lasting),
  kind('water', 'leak', 2, lasting),
  kind('water', 'level', 2, lasting, { units: [['level', 'mm']] }),
  kind('env', 'pm25', 0, measured, { units: [['pm25', 'ug/m3']] }),
  kind('env', 'noise', 0, measured, { units: [['noise', 'dB[SPL]']] }),
  kind('env', 'co2', 0, measured, { units: [['co2', '[ppm]']] }),
  kind('env', 'temperature', 0, measured, { units: [['temperature', 'Cel']] }),
  kind('env', 'humidity', 0, measured, { units: [['humidity', '%']] }),
  kind('device', 'offline', 2, lasting),
  kind('device', 'fault', 2, lasting),
  kind('device', 'powerFault', 2, lasting, { units: [['voltage', 'V']] }),
  kind('device', 'lowBattery', 1, lasting, {
    units: [
      ['battery', '%'],
      ['voltage', 'V'],
    ],
  }),
  kind('device', 'test', 0, momentary),
  kind('device', 'uplink', 0, measured),
  kind('device', 'reading', 0, measured),
  kind('device', 'operation', 0, momentary, { personal: ['operator'] }),
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

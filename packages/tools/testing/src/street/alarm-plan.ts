import type { SeededRandom } from '../seeded-random.ts';
import { type DeviceCategory, type StreetDevice, smokeGrid } from './devices.ts';

/** One alarm of the day: when it begins and, mostly, when it ends. */
export interface PlannedAlarm {
  readonly device: StreetDevice;
  readonly kind: string;
  /** UTC ms. */
  readonly raisedAt: number;
  /** UTC ms; absent where it lasts beyond the day. */
  readonly clearedAt?: number;
}

interface AlarmKind {
  readonly category: DeviceCategory;
  readonly kind: string;
  readonly count: number;
  /** How many of them are never cleared. */
  readonly lasting: number;
  /** Between which hours of the Beijing day. */
  readonly hours: readonly [number, number];
  /** How long one lasts, in minutes. */
  readonly minutes: readonly [number, number];
}

type Row = readonly [
  category: DeviceCategory,
  kind: string,
  count: number,
  lasting: number,
  hours: readonly [number, number],
  minutes: readonly [number, number],
];

const rows: readonly Row[] = [
  ['smokeDetector', 'fire.smoke', 6, 1, [10, 21], [4, 25]],
  ['gasDetector', 'fire.gas', 4, 0, [10, 20], [5, 30]],
  ['manholeCover', 'cover.open', 6, 1, [1, 22], [30, 180]],
  ['manholeCover', 'cover.tilt', 2, 0, [6, 20], [20, 90]],
  ['smartBin', 'waste.full', 11, 2, [6, 20], [60, 300]],
  ['accessDoor', 'access.forced', 3, 0, [0, 23], [3, 20]],
  ['accessDoor', 'access.heldOpen', 5, 0, [6, 22], [10, 60]],
  ['perimeter', 'perimeter.intrusion', 5, 0, [0, 23], [1, 6]],
  ['fireLaneCamera', 'lane.occupied', 7, 1, [7, 23], [8, 70]],
  ['liftCamera', 'vehicle.ebikeInLift', 6, 0, [7, 22], [1, 3]],
  ['ebikeCharging', 'charge.overTemp', 2, 0, [19, 23], [5, 20]],
  ['ebikeCharging', 'charge.overCurrent', 2, 0, [18, 23], [5, 20]],
  ['hydrantPressure', 'fire.hydrantPressure', 3, 1, [4, 18], [60, 240]],
  ['waterLevel', 'water.leak', 4, 1, [5, 21], [30, 200]],
];

const alarmKinds: readonly AlarmKind[] = rows.map(
  ([category, kind, count, lasting, hours, minutes]) => ({
    category,
    kind,
    count,
    lasting,
    hours,
    minutes,
  }),
);

const minute = 60_000;
const second = 1000;

/** Three detectors of one stairwell within 45 seconds, at night; half an hour later they are quiet again. */
export function smokeStory(
  devices: readonly StreetDevice[],
  midnight: number,
): readonly PlannedAlarm[] {
  const raisedAt = midnight + 133 * minute + 20 * second;
  return devices
    .filter(({ category, grid }) => category === 'smokeDetector' && grid === smokeGrid)
    .slice(0, 3)
    .map((device, i) => ({
      device,
      kind: 'fire.smoke',
      raisedAt: raisedAt + i * 22 * second,
      clearedAt: raisedAt + (28 + i) * minute,
    }));
}

/** The alarms of the day besides the story; no device has two. */
export function alarmPlan(
  devices: readonly StreetDevice[],
  midnight: number,
  random: SeededRandom,
): readonly PlannedAlarm[] {
  const taken = new Set<StreetDevice>();
  return alarmKinds.flatMap(({ category, kind, count, lasting, hours, minutes }) => {
    const free = devices.filter(
      (device) => device.category === category && device.grid !== smokeGrid && !taken.has(device),
    );
    return random
      .shuffle(free)
      .slice(0, count)
      .map((device, i): PlannedAlarm => {
        taken.add(device);
        const [from, to] = hours;
        const [least, most] = minutes;
        const raisedAt =
          midnight +
          (from * 60 + random.integer((to - from) * 60)) * minute +
          random.integer(60) * second;
        if (i < lasting) return { device, kind, raisedAt };
        const length = least + random.integer(most - least);
        const clearedAt = Math.min(raisedAt + length * minute, midnight + 1439 * minute);
        return { device, kind, raisedAt, clearedAt };
      });
  });
}

import { type DeviceId, deviceId, type GridCode, gridCode } from '@civigrid/kernel';
import type { SeededRandom } from '../seeded-random.ts';
import type { Bilingual } from './bilingual.ts';
import type { StreetCells } from './cells.ts';
import type { StreetPoint } from './mesh.ts';
import { placeWithin } from './polygon.ts';

/** The twelve categories of devices of the street. */
export type DeviceCategory =
  | 'smokeDetector'
  | 'gasDetector'
  | 'manholeCover'
  | 'smartBin'
  | 'accessDoor'
  | 'perimeter'
  | 'fireLaneCamera'
  | 'liftCamera'
  | 'alarmPost'
  | 'ebikeCharging'
  | 'hydrantPressure'
  | 'waterLevel';

/** In which protocol a device of the street speaks, as `normalize` of `@civigrid/devices` calls it. */
export type DeviceProtocol =
  | 'gb26875'
  | 'json'
  | 'isapi'
  | 'chirpstack'
  | 'loriot'
  | 'thingpark'
  | 'tts';

/** What is the same for all devices of a category. */
export interface CategoryFacts extends Bilingual {
  readonly count: number;
  readonly protocol: DeviceProtocol;
  readonly models: readonly string[];
  readonly heartbeatMs: number;
  readonly ownedBy: Bilingual;
}

const hour = 3_600_000;
const property: Bilingual = { zh: '物业公司', en: 'property manager' };
const fire: Bilingual = { zh: '街道消防站', en: 'street fire station' };
const water: Bilingual = { zh: '供水公司', en: 'water company' };

/** What the street knows of each category: names, how many, protocol, models (invented), heartbeat, owner. */
export const deviceCategories: Readonly<Record<DeviceCategory, CategoryFacts>> = {
  smokeDetector: {
    zh: '智慧烟感',
    en: 'smoke detector',
    count: 1600,
    protocol: 'gb26875',
    models: ['LS-YG-42', 'LS-YG-44'],
    heartbeatMs: 24 * hour,
    ownedBy: fire,
  },
  gasDetector: {
    zh: '燃气探测器',
    en: 'gas detector',
    count: 450,
    protocol: 'json',
    models: ['LS-RQ-10'],
    heartbeatMs: 12 * hour,
    ownedBy: { zh: '燃气公司', en: 'gas company' },
  },
  manholeCover: {
    zh: '智慧井盖',
    en: 'manhole cover',
    count: 520,
    protocol: 'chirpstack',
    models: ['LS-JG-3', 'LS-JG-5'],
    heartbeatMs: 24 * hour,
    ownedBy: water,
  },
  smartBin: {
    zh: '智慧垃圾桶',
    en: 'smart bin',
    count: 430,
    protocol: 'loriot',
    models: ['LS-LT-240'],
    heartbeatMs: 12 * hour,
    ownedBy: { zh: '环卫所', en: 'sanitation office' },
  },
  accessDoor: {
    zh: '智慧门禁',
    en: 'access door',
    count: 600,
    protocol: 'json',
    models: ['LS-MJ-1', 'LS-MJ-2'],
    heartbeatMs: 2 * hour,
    ownedBy: property,
  },
  perimeter: {
    zh: '周界报警',
    en: 'perimeter alarm',
    count: 150,
    protocol: 'isapi',
    models: ['LS-ZJ-8'],
    heartbeatMs: hour,
    ownedBy: property,
  },
  fireLaneCamera: {
    zh: '消防通道摄像机',
    en: 'fire-lane camera',
    count: 180,
    protocol: 'isapi',
    models: ['LS-XF-4K'],
    heartbeatMs: hour,
    ownedBy: property,
  },
  liftCamera: {
    zh: '电梯电动车识别',
    en: 'e-bike in lift camera',
    count: 260,
    protocol: 'json',
    models: ['LS-DT-2'],
    heartbeatMs: 2 * hour,
    ownedBy: property,
  },
  alarmPost: {
    zh: '一键报警柱',
    en: 'one-key alarm post',
    count: 120,
    protocol: 'json',
    models: ['LS-BJ-1'],
    heartbeatMs: hour,
    ownedBy: { zh: '派出所', en: 'police station' },
  },
  ebikeCharging: {
    zh: '电动车充电桩',
    en: 'e-bike charging point',
    count: 330,
    protocol: 'json',
    models: ['LS-CD-10'],
    heartbeatMs: 4 * hour,
    ownedBy: { zh: '充电运营商', en: 'charging operator' },
  },
  hydrantPressure: {
    zh: '消火栓水压',
    en: 'hydrant pressure sensor',
    count: 160,
    protocol: 'thingpark',
    models: ['LS-SY-16'],
    heartbeatMs: 24 * hour,
    ownedBy: fire,
  },
  waterLevel: {
    zh: '水浸水位',
    en: 'leak and water level sensor',
    count: 200,
    protocol: 'tts',
    models: ['LS-SW-1'],
    heartbeatMs: 24 * hour,
    ownedBy: water,
  },
};

/** Where a detector hangs on a fire alarm transmitter (GB/T 26875.3 §3.1). */
export interface FireLoop {
  /** Source address of the user information transmission device. */
  readonly source: number;
  readonly systemType: number;
  readonly systemAddress: number;
  readonly componentType: number;
  readonly componentAddress: number;
}

/** One device of the street (设备台账); the form suits `deviceRegistry` of `@civigrid/devices`. */
export interface StreetDevice {
  /** The id under which its messages name it. */
  readonly device: DeviceId;
  readonly category: DeviceCategory;
  /** An invented model. */
  readonly model: string;
  readonly protocol: DeviceProtocol;
  /** The micro-grid in which it stands. */
  readonly grid: GridCode;
  readonly point: StreetPoint;
  /** It is silent after so many milliseconds without a word. */
  readonly heartbeatMs: number;
  /** Whose it is. */
  readonly ownedBy: Bilingual;
  /** Only of smoke detectors. */
  readonly loop?: FireLoop;
}

/** The micro-grid in which three smoke detectors speak at night. */
export const smokeGrid: GridCode = gridCode('LS.05.02.07');

/** Source addresses of the transmitters begin here, one for each grid. */
const firstTransmitter = 0x330799000001;

/** The id of a smoke detector, as `@civigrid/devices` names it: transmitter, system, component. */
const fireLoopDevice = ({ source, systemType, systemAddress, componentAddress }: FireLoop) =>
  deviceId(`${source}/${systemType}.${systemAddress}/${componentAddress}`);

const padded = (number: number, digits: number): string => String(number).padStart(digits, '0');
const hexadecimal = (number: number, digits: number): string =>
  number.toString(16).padStart(digits, '0');

/** How the devices of a category are named, counted from 1. */
function nameOf(category: DeviceCategory, number: number): DeviceId {
  switch (category) {
    case 'gasDetector':
      return deviceId(`GAS-${padded(number, 6)}`);
    case 'accessDoor':
      return deviceId(`DOOR-${padded(number, 6)}`);
    case 'liftCamera':
      return deviceId(`LIFT-${padded(number, 6)}`);
    case 'alarmPost':
      return deviceId(`POST-${padded(number, 6)}`);
    case 'ebikeCharging':
      return deviceId(`CD-${padded(Math.ceil(number / 10), 4)}#${((number - 1) % 10) + 1}`);
    case 'perimeter':
      return deviceId(`02:99:00:00:01:${hexadecimal(number, 2)}#1`);
    case 'fireLaneCamera':
      return deviceId(`02:99:00:00:02:${hexadecimal(number, 2)}#1`);
    case 'manholeCover':
      return deviceId(`0299000000010${hexadecimal(number, 3)}`);
    case 'smartBin':
      return deviceId(`0299000000020${hexadecimal(number, 3)}`);
    case 'hydrantPressure':
      return deviceId(`0299000000030${hexadecimal(number, 3)}`);
    case 'waterLevel':
      return deviceId(`0299000000040${hexadecimal(number, 3)}`);
    case 'smokeDetector':
      throw new Error('A smoke detector is named by its loop.');
  }
}

/** Puts 5,000 devices of 12 categories into the micro-grids; all addresses are locally administered and invented. */
export function streetDevices(
  { features }: StreetCells,
  random: SeededRandom,
): readonly StreetDevice[] {
  const leaves = features.filter(({ properties }) => properties.level === 'microGrid');
  const grids = features
    .filter(({ properties }) => properties.level === 'grid')
    .map(({ properties }) => properties.code);
  const smoky = leaves.filter(({ properties }) => properties.code === smokeGrid);
  const detectors = new Map<GridCode, number>();

  function loopIn(grid: GridCode): FireLoop {
    const number = (detectors.get(grid) ?? 0) + 1;
    detectors.set(grid, number);
    return {
      source: firstTransmitter + grids.indexOf(grid),
      systemType: 1,
      systemAddress: 1,
      componentType: 42,
      componentAddress: number,
    };
  }

  return (Object.keys(deviceCategories) as DeviceCategory[]).flatMap((category) => {
    const { count, protocol, models, heartbeatMs, ownedBy } = deviceCategories[category];
    const order = random.shuffle(leaves);
    const places = category === 'smokeDetector' ? [...smoky, ...smoky, ...smoky, ...order] : order;
    return Array.from({ length: count }, (_, i): StreetDevice => {
      const place = places[i % places.length];
      if (!place) throw new Error('The street has no micro-grids.');
      const { code, parent } = place.properties;
      const loop = category === 'smokeDetector' ? loopIn(parent ?? code) : undefined;
      return {
        device: loop ? fireLoopDevice(loop) : nameOf(category, i + 1),
        category,
        model: random.pick(models),
        protocol,
        grid: code,
        point: placeWithin(place.geometry.coordinates[0] ?? [], random),
        heartbeatMs,
        ownedBy,
        ...(loop && { loop }),
      };
    });
  });
}

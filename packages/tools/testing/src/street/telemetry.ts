import type { SeededRandom } from '../seeded-random.ts';
import { alarmPlan, type PlannedAlarm, smokeStory } from './alarm-plan.ts';
import { deviceMessage, type RawMessage, type Saying } from './device-message.ts';
import { type DeviceCategory, type StreetDevice, smokeGrid } from './devices.ts';
import type { PayloadInput } from './input.ts';

/** What was put into the payloads of the day; `readings` to `states` count first deliveries of registered devices. */
export interface PayloadCounts {
  readonly payloads: number;
  readonly byProtocol: Readonly<Record<string, number>>;
  readonly readings: number;
  readonly heartbeats: number;
  /** Alarms that begin, and how many of them end on the day. */
  readonly raises: number;
  readonly clears: number;
  readonly instants: number;
  /** Detectors that are being tested: never a fire. */
  readonly tests: number;
  /** Fire alarm transmitters that say of themselves that all is well. */
  readonly states: number;
  /** The same bytes once more. */
  readonly duplicates: number;
  /** Among the first deliveries: those that arrive 25 minutes to 3 hours after they happened. */
  readonly late: number;
  /** Among the readings: those of the one clock that has jumped back by an hour. */
  readonly clockBack: number;
  readonly notJson: number;
  readonly unknownDevices: number;
  readonly wrongChecksums: number;
  readonly unknownProtocols: number;
}

/** The payloads of the day in order of arrival. */
export interface Telemetry {
  readonly payloads: readonly PayloadInput[];
  readonly counts: PayloadCounts;
}

interface Planned {
  readonly device: StreetDevice;
  readonly saying: Saying;
  readonly kind: string;
  /** When it happens: UTC ms. */
  readonly at: number;
  /** What the device's clock is off by. */
  readonly off?: number;
  /** Whether it may arrive late: a story and what others wait for may not. */
  readonly mayBeLate?: boolean;
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const clockOffMs = -hour;

/** How many messages of ordinary life the day holds, by category. */
const routine: readonly (readonly [DeviceCategory, Saying, number])[] = [
  ['smokeDetector', 'reading', 80],
  ['gasDetector', 'reading', 150],
  ['manholeCover', 'reading', 180],
  ['smartBin', 'reading', 170],
  ['ebikeCharging', 'reading', 150],
  ['hydrantPressure', 'reading', 130],
  ['waterLevel', 'reading', 130],
  ['smokeDetector', 'state', 110],
  ['gasDetector', 'heartbeat', 80],
  ['manholeCover', 'heartbeat', 60],
  ['smartBin', 'heartbeat', 60],
  ['accessDoor', 'heartbeat', 120],
  ['perimeter', 'heartbeat', 60],
  ['fireLaneCamera', 'heartbeat', 60],
  ['liftCamera', 'heartbeat', 80],
  ['alarmPost', 'heartbeat', 60],
  ['ebikeCharging', 'heartbeat', 60],
  ['hydrantPressure', 'heartbeat', 40],
  ['waterLevel', 'heartbeat', 40],
  ['accessDoor', 'instant', 120],
  ['ebikeCharging', 'instant', 40],
  ['smokeDetector', 'test', 2],
  ['alarmPost', 'instant', 3],
];

const instantKinds: Partial<Record<DeviceCategory, string>> = {
  accessDoor: 'access.granted',
  ebikeCharging: 'charge.finished',
  alarmPost: 'help.button',
};

function ordinaryLife(
  devices: readonly StreetDevice[],
  midnight: number,
  random: SeededRandom,
): readonly Planned[] {
  return routine.flatMap(([category, saying, count]) => {
    const own = devices.filter((device) => device.category === category);
    return Array.from({ length: count }, (): Planned => {
      const isDoor = category === 'accessDoor' && saying === 'instant';
      const kind = isDoor && random.next() < 0.08 ? 'access.denied' : instantKinds[category];
      return {
        device: random.pick(own),
        saying,
        kind: kind ?? 'device.reading',
        at: midnight + random.integer(86_340) * second,
        mayBeLate: saying === 'reading',
      };
    });
  });
}

/** Twelve readings, one every two hours; from the seventh on the detector's clock is an hour behind. */
function brokenClock(device: StreetDevice, midnight: number): readonly Planned[] {
  return Array.from({ length: 12 }, (_, i) => ({
    device,
    saying: 'reading' as const,
    kind: 'device.reading',
    at: midnight + i * 2 * hour + 7 * minute,
    ...(i >= 6 && { off: clockOffMs }),
  }));
}

/** A measured number in the unit of the category's mapping. */
function measured({ device, saying }: Planned, random: SeededRandom): number {
  const high = saying === 'raise';
  switch (device.category) {
    case 'smokeDetector':
      return 240 + random.integer(60);
    case 'gasDetector':
      return high ? 1200 + random.integer(800) : random.integer(40);
    case 'manholeCover':
      return 20 + random.integer(60);
    case 'smartBin':
      return high ? 92 + random.integer(8) : 10 + random.integer(70);
    case 'ebikeCharging':
      return high ? 82 + random.integer(10) : 25 + random.integer(20);
    case 'hydrantPressure':
      return high ? 60 + random.integer(30) : 280 + random.integer(80);
    case 'waterLevel':
      return high ? 12 + random.integer(8) : random.integer(4);
    default:
      return 0;
  }
}

const encoder = new TextEncoder();

/** What goes wrong on the wires: three bodies that are no JSON, six unknown devices, three wrong checks, one unknown protocol. */
function broken(sample: RawMessage, frame: RawMessage): readonly (readonly [Fault, RawMessage])[] {
  const text = new TextDecoder().decode(sample.body);
  const notJson = ['<html><body>502 Bad Gateway</body></html>', text.slice(0, 41), ''];
  const strangers = [
    'GAS-999991',
    'GAS-999992',
    'GAS-999993',
    'GAS-999994',
    'GAS-999995',
    '__proto__',
  ];
  const spoilt = [0, 1, 2].map((i) => {
    const body = Uint8Array.from(frame.body);
    const at = body.length - 3;
    body[at] = ((body[at] ?? 0) + 1 + i) % 256;
    return body;
  });
  return [
    ...notJson.map((body): readonly [Fault, RawMessage] => [
      'notJson',
      { ...sample, body: encoder.encode(body) },
    ]),
    ...strangers.map((name): readonly [Fault, RawMessage] => [
      'unknownDevices',
      { ...sample, body: encoder.encode(text.replaceAll(/GAS-\d{6}/g, name)) },
    ]),
    ...spoilt.map((body): readonly [Fault, RawMessage] => ['wrongChecksums', { ...frame, body }]),
    ['unknownProtocols', { protocol: 'smoke-signal', body: encoder.encode('~~ ~') }],
  ];
}

type Fault = 'notJson' | 'unknownDevices' | 'wrongChecksums' | 'unknownProtocols';

const nothing = {
  readings: 0,
  heartbeats: 0,
  raises: 0,
  clears: 0,
  instants: 0,
  tests: 0,
  states: 0,
  duplicates: 0,
  late: 0,
  clockBack: 0,
  notJson: 0,
  unknownDevices: 0,
  wrongChecksums: 0,
  unknownProtocols: 0,
};

type Tally = { -readonly [Member in keyof typeof nothing]: number };

const members = {
  reading: 'readings',
  heartbeat: 'heartbeats',
  raise: 'raises',
  clear: 'clears',
  instant: 'instants',
  test: 'tests',
  state: 'states',
} as const satisfies Record<Saying, keyof Tally>;

/** What all devices of the street say on the day, in the order in which it happens. */
function plan(
  devices: readonly StreetDevice[],
  alarms: readonly PlannedAlarm[],
  midnight: number,
  random: SeededRandom,
): readonly Planned[] {
  const alarming = new Set(alarms.map(({ device }) => device));
  const calm = devices.filter((device) => !alarming.has(device));
  const clock = calm.find(({ category }) => category === 'gasDetector');
  if (!clock) throw new Error('The street has no gas detector that is calm.');
  const others = calm.filter((device) => device !== clock);
  return [
    ...alarms.flatMap(({ device, kind, raisedAt, clearedAt }): readonly Planned[] => {
      const raise = { device, kind, saying: 'raise', at: raisedAt } as const;
      return clearedAt === undefined
        ? [raise]
        : [raise, { device, kind, saying: 'clear', at: clearedAt }];
    }),
    ...ordinaryLife(others, midnight, random),
    ...brokenClock(clock, midnight),
  ].toSorted((a, b) => a.at - b.at);
}

/** When a message arrives: seconds after it happened, or much later. */
function arrival({ at, mayBeLate = false }: Planned, until: number, random: SeededRandom) {
  const late = mayBeLate && random.next() < 0.03 && at < until - 3.5 * hour;
  const delay = late ? 25 * minute + random.integer(155 * minute) : 200 + random.integer(5000);
  return { late, at: Math.min(at + delay, until) };
}

/** How often a message is sent again: the story's alarms twice, others rarely. */
function repeats({ device, saying }: Planned, random: SeededRandom): number {
  if (device.grid === smokeGrid && saying === 'raise') return 2;
  return random.next() < 0.02 ? 1 : 0;
}

/** Gives every utterance its bytes and its time of arrival; some come late, some come again. */
function deliver(
  planned: readonly Planned[],
  until: number,
  random: SeededRandom,
  tally: Tally,
): readonly PayloadInput[] {
  const counters = new Map<string, number>();
  return planned.flatMap((each): readonly PayloadInput[] => {
    const { device, saying, kind, at, off = 0 } = each;
    const line = device.loop ? `transmitter/${device.loop.source}` : device.device;
    const count = (counters.get(line) ?? 0) + 1;
    counters.set(line, count);
    const value = measured(each, random);
    const serial = random.integer(100_000_000);
    const raw = deviceMessage({ device, saying, kind, at: at + off, count, value, serial });
    const { late, at: arrivesAt } = arrival(each, until, random);
    const once: PayloadInput = { kind: 'payload', ...raw, at: arrivesAt };
    const again = repeats(each, random);
    tally[members[saying]] += 1;
    tally.late += Number(late);
    tally.clockBack += Number(off !== 0);
    tally.duplicates += again;
    const copies = Array.from({ length: again }, (_, i) => ({
      ...once,
      at: Math.min(arrivesAt + (i + 1) * (2000 + random.integer(20_000)), until),
    }));
    return [once, ...copies];
  });
}

/** Writes the payloads of a day: ordinary life, alarms, and what goes wrong with devices, clocks and wires. */
export function telemetry(
  devices: readonly StreetDevice[],
  midnight: number,
  random: SeededRandom,
): Telemetry {
  const tally: Tally = { ...nothing };
  const until = midnight + 24 * hour - 1;
  const alarms = [
    ...smokeStory(devices, midnight),
    ...alarmPlan(devices, midnight, random.fork('alarms')),
  ];
  const planned = plan(devices, alarms, midnight, random.fork('ordinary life'));
  const delivered = deliver(planned, until, random.fork('wire'), tally);

  const sample = delivered.find(({ topic }) => topic === 'liushu/gas');
  const frame = delivered.find(({ protocol }) => protocol === 'gb26875');
  if (!sample || !frame) throw new Error('No detector has spoken.');
  const noise = random.fork('noise');
  const faults = broken(sample, frame).map(([fault, raw]): PayloadInput => {
    tally[fault] += 1;
    const at = midnight + 9 * hour + noise.integer(10 * 3600) * second + 350;
    return { ...raw, kind: 'payload', at };
  });

  const payloads = [...delivered, ...faults].toSorted((a, b) => a.at - b.at);
  const byProtocol: Record<string, number> = {};
  for (const { protocol } of payloads) byProtocol[protocol] = (byProtocol[protocol] ?? 0) + 1;
  return { payloads, counts: { payloads: payloads.length, byProtocol, ...tally } };
}

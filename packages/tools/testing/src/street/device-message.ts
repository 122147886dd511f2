import { beijingTime, cameraAlert } from './camera-alert.ts';
import type { DeviceCategory, StreetDevice } from './devices.ts';
import { analogValue, componentState, fireFrame, transmitterState } from './fire-frame.ts';
import type { PayloadInput } from './input.ts';
import { type LorawanNetwork, uplinkBody } from './lorawan-uplink.ts';

/** What a device has to say. */
export type Saying = 'reading' | 'heartbeat' | 'raise' | 'clear' | 'instant' | 'test' | 'state';

/** One message before it has bytes. */
interface Utterance {
  readonly device: StreetDevice;
  readonly saying: Saying;
  /** Kind of the alarm or instant, where the device knows several. */
  readonly kind: string;
  /** By the device's clock: UTC ms, whole seconds. */
  readonly at: number;
  /** Grows with every message of the device. */
  readonly count: number;
  /** A measured number in the unit of the category. */
  readonly value: number;
  /** A number for serials and credentials. */
  readonly serial: number;
}

/** A message with bytes, without the time at which it arrives. */
export type RawMessage = Omit<PayloadInput, 'kind' | 'at'>;

type Writer = (utterance: Utterance) => RawMessage;

const encoder = new TextEncoder();
const json = (topic: string, body: object): RawMessage => ({
  protocol: 'json',
  topic,
  body: encoder.encode(JSON.stringify(body)),
});

/** The vendor's own word for what is said. */
type Words = Partial<Record<Saying, string>>;

function fireData({ device, saying, at, value }: Utterance): Uint8Array {
  const { loop } = device;
  if (!loop) throw new Error('Only detectors on a loop write frames.');
  const state = (status: number): Uint8Array =>
    componentState(loop, status, `${loop.componentAddress}号烟感`, at);
  switch (saying) {
    case 'raise':
      return state(0b11);
    case 'test':
      // bit 0 is off: the alarm belongs to a test
      return state(0b10);
    case 'reading':
      return analogValue(loop, 3, value, at);
    case 'state':
      return transmitterState(0b01, at);
    case 'clear':
    case 'instant':
    case 'heartbeat':
      return state(0b01);
  }
}

const fire: Writer = (utterance) => ({
  protocol: 'gb26875',
  body: fireFrame({
    sequence: utterance.count % 65_536,
    at: utterance.at,
    source: utterance.device.loop?.source ?? 0,
    destination: 1,
    command: 2,
    data: fireData(utterance),
  }),
});

const camera =
  (eventType: string, channelName: string): Writer =>
  ({ device, saying, at, count }) => {
    const quiet = saying === 'heartbeat';
    const text = cameraAlert({
      device: device.device,
      at,
      eventType: quiet ? 'videoloss' : eventType,
      active: saying === 'raise',
      count: quiet ? 0 : count,
      channelName,
    });
    return {
      protocol: 'isapi',
      headers: { 'content-type': 'application/xml; charset="UTF-8"' },
      body: encoder.encode(text),
    };
  };

const gasWords: Words = { raise: 'alarm', clear: 'normal', heartbeat: 'alive' };
const gas: Writer = ({ device, saying, at, count, value }) =>
  json('liushu/gas', {
    dev: device.device,
    id: `${device.device}-${count}`,
    ts: at,
    state: gasWords[saying] ?? 'reading',
    ppm: value,
    battery: 88,
  });

const doorWords: Readonly<Record<string, Words>> = {
  'access.forced': { raise: 'forced', clear: 'forcedEnd' },
  'access.heldOpen': { raise: 'heldOpen', clear: 'heldOpenEnd' },
  'access.denied': { instant: 'denied' },
};
const door: Writer = ({ device, saying, kind, at, count, serial }) =>
  json('liushu/door', {
    deviceCode: device.device,
    eventId: `${device.device}-${count}`,
    eventTime: beijingTime(at).slice(0, 19).replace(/\D/g, ''),
    event: doorWords[kind]?.[saying] ?? (saying === 'heartbeat' ? 'alive' : 'open'),
    method: 'card',
    credential: `C${String(serial).padStart(8, '0')}`,
  });

const liftWords: Words = { raise: 'enter', clear: 'leave' };
const lift: Writer = ({ device, saying, at, count }) =>
  json('liushu/lift', {
    camera: device.device,
    msgId: `${device.device}-${count}`,
    time: beijingTime(at),
    action: liftWords[saying] ?? 'alive',
    score: liftWords[saying] ? 0.93 : 0,
  });

const help: Writer = ({ device, saying, at, count }) =>
  json('liushu/help', {
    post: device.device,
    call: `${device.device}-${count}`,
    at: at / 1000,
    button: saying === 'instant' ? 'red' : 'none',
    voltage: 12.1,
  });

const chargeWords: Words = { heartbeat: 'alive', instant: 'finished', reading: 'charging' };
const charge: Writer = ({ device, saying, kind, at, count, value }) => {
  const [station, port] = device.device.split('#');
  const over = kind === 'charge.overTemp' ? 'overTemp' : 'overCurrent';
  return json('liushu/charge', {
    station,
    port: Number(port),
    id: `${device.device}-${count}`,
    t: at,
    status: chargeWords[saying] ?? (saying === 'raise' ? over : `${over}End`),
    temp: value,
    current: 1.8,
  });
};

const statuses: Partial<Record<Saying, number>> = { raise: 1, clear: 2, heartbeat: 4 };
const low = (value: number): number => value & 0xff;
const high = (value: number): number => (value >> 8) & 0xff;

/** An uplink whose frame is the status byte and then what the category measures. */
const uplink =
  (
    network: LorawanNetwork,
    port: number,
    frame: (status: number, value: number) => number[],
  ): Writer =>
  ({ device, saying, kind, at, count, value }) => {
    // a tilted cover has statuses of its own: 3 tilted, 5 upright again
    const status =
      (statuses[saying] ?? 0) + (kind !== 'cover.tilt' ? 0 : saying === 'raise' ? 2 : 3);
    const body = uplinkBody(network, {
      devEui: device.device,
      port,
      counter: count,
      bytes: Uint8Array.from(frame(status, value)),
      at,
    });
    return { protocol: network, body: encoder.encode(JSON.stringify(body)) };
  };

const writers: Readonly<Record<DeviceCategory, Writer>> = {
  smokeDetector: fire,
  gasDetector: gas,
  manholeCover: uplink('chirpstack', 10, (status, cm) => [1, status, low(cm), high(cm), 91]),
  smartBin: uplink('loriot', 11, (status, percent) => [status, percent, low(265), high(265), 84]),
  accessDoor: door,
  perimeter: camera('fielddetection', '小区围墙'),
  fireLaneCamera: camera('parking', '消防通道'),
  liftCamera: lift,
  alarmPost: help,
  ebikeCharging: charge,
  hydrantPressure: uplink('thingpark', 12, (status, kpa) => [status, low(kpa), high(kpa), 77]),
  waterLevel: uplink('tts', 13, (status, cm) => [status, low(cm), high(cm), 95]),
};

/** Writes what a device has to say in the protocol that it speaks. */
export const deviceMessage: Writer = (utterance) => writers[utterance.device.category](utterance);

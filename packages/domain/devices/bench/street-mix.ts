import type { DeviceMessage, RegisteredDevice } from '@civigrid/devices';
import { deviceId, gridCode, tenantId } from '@civigrid/kernel';
import type { Vendor } from './vendor.ts';
import { vendors } from './vendors.ts';

/** 1 March 2026 in Beijing. */
const start = Date.UTC(2026, 1, 28, 16);
const second = 1000;

/** The same numbers in every run. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** What is needed of a street: how many devices, how many messages, which share of them comes twice. */
export interface MixOptions {
  readonly devices: number;
  readonly messages: number;
  readonly resends: number;
  readonly seed: number;
}

/** The messages of a street in the order in which they come; a device's own are in the order of time. */
export function streetMix({
  devices,
  messages,
  resends,
  seed,
}: MixOptions): readonly DeviceMessage[] {
  const chance = randomFrom(seed);
  const tenant = tenantId('street');
  const encoder = new TextEncoder();
  const turns = new Map<Vendor, number[]>();
  const spoke = new Map<string, number>();
  const perVendor = Math.ceil(devices / vendors.length);
  const out: DeviceMessage[] = [];
  for (let n = 0; out.length < messages; n++) {
    const receivedAt = start + n * 40;
    const before = out[out.length - 1 - Math.floor(chance() * 200)];
    if (chance() < resends && before !== undefined) {
      out.push({ ...before, body: before.body.slice(), receivedAt });
      continue;
    }
    const vendor = vendors[Math.floor(chance() * vendors.length)] as Vendor;
    let device = Math.floor(chance() * perVendor);
    // Some vendors tell whole seconds: none of their devices speaks twice in one.
    while (n - (spoke.get(`${vendor.topic} ${device}`) ?? -100) < 100)
      device = (device + 1) % perVendor;
    spoke.set(`${vendor.topic} ${device}`, n);
    const told = turns.get(vendor) ?? new Array<number>(perVendor).fill(0);
    turns.set(vendor, told);
    const turn = told[device] as number;
    told[device] = turn + 1;
    const { phases, topic } = vendor;
    const phase = phases[turn % phases.length] ?? 'reading';
    const at = Math.floor(receivedAt / second) * second - 2 * second;
    const body = vendor.body({ device, message: n, at, phase, chance: chance() });
    out.push({
      protocol: 'json',
      topic,
      body: encoder.encode(JSON.stringify(body)),
      receivedAt,
      tenant,
    });
  }
  return out;
}

/** A register of the devices of which these messages speak. */
export function registered(names: Iterable<string>): readonly RegisteredDevice[] {
  return [...new Set(names)].map((name, i) => ({
    device: deviceId(name),
    category: 'bench',
    grid: gridCode(`LS.${10 + (i % 15)}.${10 + (i % 55)}`),
    point: [120.1 + (i % 100) / 1000, 30.2 + (i % 77) / 1000],
  }));
}

import type { DeviceEvent, Phase } from '@civigrid/devices';
import { deviceId, gridCode, tenantId } from '@civigrid/kernel';

const start = Date.UTC(2026, 2, 2, 1);
const tenant = tenantId('street');
const kinds: readonly (readonly [kind: string, phases: readonly Phase[]])[] = [
  ['fire.smoke', ['raise', 'clear']],
  ['waste.full', ['raise', 'clear']],
  ['cover.tilt', ['raise', 'clear']],
  ['device.reading', ['reading']],
  ['device.heartbeat', ['heartbeat']],
];

/** Numbers of a fixed sequence (mulberry32), 0 up to 1. */
function sequence(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Event number `i` of a street of `devices` invented devices. */
function eventAt(i: number, devices: number, next: () => number): DeviceEvent {
  const device = `dev-${Math.floor(next() * devices)}`;
  const [kind, phases] = kinds[Math.floor(next() * kinds.length)] ?? kinds[0] ?? ['', []];
  const phase = phases[Math.floor(next() * phases.length)] ?? 'reading';
  const messageKey = `${device}|m${i}`;
  const at = start + i * 20;
  return {
    id: `json:${messageKey}`,
    tenant,
    protocol: 'json',
    device: deviceId(device),
    kind,
    phase,
    severity: 2,
    time: { occurred: at, received: at + 100, source: 'device' },
    place: { grid: gridCode('LS.01') },
    observations: [],
    messageKey,
    conditionKey: `${device}|${kind}|`,
  };
}

/** Events with a share of messages that were sent again a little later, the same in every run. */
export function* syntheticEvents(
  count: number,
  devices: number,
  again: number,
): Generator<DeviceEvent> {
  const next = sequence(7);
  const recent: DeviceEvent[] = [];
  for (let i = 0; i < count; i++) {
    const old = next() < again ? recent[Math.floor(next() * recent.length)] : undefined;
    const event = old ?? eventAt(i, devices, next);
    recent.push(event);
    if (recent.length > 200) recent.shift();
    // Off the wire the same text is never the same string, and always one of its own.
    yield { ...event, messageKey: JSON.parse(`"${event.messageKey}"`) };
  }
}

import { type AlarmSnapshot, alarmTracker, type DeviceEvent } from '@civigrid/devices';
import { deviceId, gridCode, tenantId } from '@civigrid/kernel';
import { median, milliseconds } from '../../../tools/testing/bench/alternate.ts';
import type { HoldContest } from '../../../tools/testing/bench/contests.ts';

const start = Date.UTC(2026, 2, 2, 1);
const policy = {
  lateness: 60_000,
  kinds: {},
  deduplicate: { windowMs: 86_400_000, capacity: 65_536 },
};

/** One word of every device: each twentieth has an alarm that lasts, each hundredth one that still waits for its order. */
function word(i: number): DeviceEvent {
  const alarm = i % 20 === 0;
  const kind = alarm ? 'waste.full' : 'device.reading';
  const device = `4419b600${String(i).padStart(7, '0')}`;
  const at = start + i;
  return {
    id: `json:${device}|${i}`,
    tenant: tenantId('city'),
    protocol: 'json',
    device: deviceId(device),
    kind,
    phase: alarm ? 'raise' : 'reading',
    severity: 1,
    time: { occurred: at, received: at + 150, source: 'device' },
    place: { grid: gridCode('LS.01') },
    observations: [],
    messageKey: `${device}|${i}`,
    conditionKey: `${device}|${kind}|`,
  };
}

/** The state of a city's devices, written and taken back. */
export const snapshot: HoldContest = (quick) => {
  const devices = quick ? 20_000 : 1_000_000;
  const tracker = alarmTracker(policy);
  for (let i = 0; i < devices; i++) {
    tracker.apply(word(i));
    if (i % 100_000 === 0) tracker.advance(start + i);
  }
  // All alarms but those of the last minute are settled.
  tracker.advance(start + devices);
  const rounds = quick ? 1 : 5;
  const taken: number[] = [];
  const texted: number[] = [];
  let text = '';
  let again = '';
  for (let round = 0; round < rounds; round++) {
    let kept: AlarmSnapshot = null;
    const taking = milliseconds(() => {
      kept = tracker.snapshot();
    });
    const writing = milliseconds(() => {
      text = JSON.stringify(kept);
    });
    let read: AlarmSnapshot = null;
    const reading = milliseconds(() => {
      read = JSON.parse(text);
    });
    let restored = tracker;
    const restoring = milliseconds(() => {
      restored = alarmTracker(policy, read);
    });
    taken.push(taking + restoring);
    texted.push(taking + writing + reading + restoring);
    again = JSON.stringify(restored.snapshot());
  }
  const same = again === text;
  const { messages, ...rest } = JSON.parse(text);
  const bytes = (value: unknown) => Buffer.byteLength(JSON.stringify(value));
  const perDevice = bytes(rest) / devices;
  const seconds = median(taken) / 1000;
  const throughText = median(texted) / 1000;
  return {
    results: {
      devices,
      snapshotAndRestoreMs: median(taken),
      throughJsonTextMs: median(texted),
      bytesPerDevice: perDevice,
      bytesOfRecentMessages: bytes(messages),
      same,
    },
    targets: [
      {
        what: `snapshot and restore of ${devices} devices`,
        wanted: '≤ 2 s',
        measured: `${seconds.toFixed(2)} s (${throughText.toFixed(2)} s through JSON text)${same ? '' : ', but NOT the same'}`,
        met: same && seconds <= 2,
      },
      {
        what: 'bytes a device in the snapshot',
        wanted: '≤ 200',
        measured: `${Math.round(perDevice)}`,
        met: perDevice <= 200,
      },
    ],
  };
};

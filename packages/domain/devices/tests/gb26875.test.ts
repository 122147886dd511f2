import { type DeviceEvent, deviceNormalizer } from '@civigrid/devices';
import { decodeGb26875Data, gb26875Deframer, gb26875Reply } from '@civigrid/devices/gb26875';
import { tenantId } from '@civigrid/kernel';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hexBytes, present, rows } from './shared-vectors.ts';

interface Named {
  readonly kind?: string;
  readonly phase?: string;
  readonly time?: number;
  readonly note?: string;
  readonly bits?: readonly string[];
}
interface FrameRow {
  readonly protocol: string;
  readonly name: string;
  readonly ok: boolean;
  readonly hex: string;
  readonly meaning?: {
    readonly stream?: boolean;
    readonly sequences?: readonly number[];
    readonly sequence: number;
    readonly version: string;
    readonly time: number;
    readonly sourceAddress: number;
    readonly destinationAddress: number;
    readonly command: number;
    readonly type?: number;
    readonly count?: number;
    readonly objects?: readonly Named[];
  };
}

const receivedAt = 1_714_960_000_000;
const tenant = tenantId('street');
const normalizer = deviceNormalizer();
const normalize = (body: Uint8Array) =>
  normalizer.normalize({ protocol: 'gb26875', body, receivedAt, tenant });

/** Members of a vector that only events carry, or that are remarks. */
function wireOnly(object: Named): Record<string, unknown> {
  const { kind, phase, note, bits, ...rest } = object;
  return rest;
}

function speaksOf(events: readonly DeviceEvent[], object: Named): boolean {
  return events.some(
    ({ kind, phase, time }) =>
      kind === object.kind &&
      (object.phase === undefined || phase === object.phase) &&
      time.occurred === object.time,
  );
}

function checkFrame(row: FrameRow): void {
  const { meaning } = row;
  const bytes = hexBytes(row.hex);
  const deframer = gb26875Deframer();
  const parts = [deframer.push(bytes), deframer.end()];
  const frames = parts.flatMap((part) => part.frames);
  const result = normalize(bytes);
  if (!row.ok) {
    expect(result.issues.some(({ level }) => level === 'error')).toBe(true);
    expect(result.events).toEqual([]);
    return;
  }
  if (meaning?.stream === true) {
    expect(frames.map(({ sequence }) => sequence)).toEqual(meaning.sequences);
    return;
  }
  const [frame] = frames;
  const { sequence, version, time, sourceAddress, destinationAddress, command } = meaning ?? {};
  expect(frame).toMatchObject({
    sequence,
    version,
    time,
    sourceAddress,
    destinationAddress,
    command,
  });
  if (meaning?.type === undefined || frame === undefined) return;
  const data = decodeGb26875Data(frame.data);
  expect(data).toMatchObject({ type: meaning.type, count: meaning.count });
  for (const [i, object] of (meaning.objects ?? []).entries()) {
    expect(data.objects[i]).toMatchObject(wireOnly(object));
    if (object.kind !== undefined) expect(speaksOf(result.events, object)).toBe(true);
  }
}

function checkData(row: FrameRow): void {
  const data = decodeGb26875Data(hexBytes(row.hex));
  expect(data.type).toBe(row.meaning?.type);
  for (const [i, object] of (row.meaning?.objects ?? []).entries())
    expect(data.objects[i]).toMatchObject(object);
}

describe.skipIf(!present)('frames of GB/T 26875.3 of the shared vectors', () => {
  const frames = rows<FrameRow>('frames.ndjson').filter(({ protocol }) =>
    protocol.startsWith('gb26875'),
  );

  test.each(frames)('$protocol: $name', (row) => {
    if (row.protocol === 'gb26875') checkFrame(row);
    else checkData(row);
  });

  test('all of them are there: 28 rows', () => {
    expect(frames.length).toBe(28);
  });

  const smoke = frames.find(({ name }) => name === 'smoke detector alarm raised')?.hex ?? '';
  const named = (name: string) => frames.find((row) => row.name.startsWith(name))?.hex ?? '';

  test('a smoke detector is panel, system and component, and what it says is protected and critical', () => {
    const [event] = normalize(hexBytes(smoke)).events;
    expect(event).toMatchObject({
      device: '56079488647185/1.1/66051',
      kind: 'fire.smoke',
      phase: 'raise',
      severity: 4,
      time: {
        occurred: 1_714_953_600_000,
        received: receivedAt,
        source: 'device',
        zoneAssumed: true,
      },
      conditionKey: '56079488647185/1.1/66051|fire.smoke|',
    });
  });

  test('raise and clear of one detector speak of the same condition in different messages', () => {
    const raised = normalize(hexBytes(smoke)).events.find(({ kind }) => kind === 'fire.smoke');
    const cleared = normalize(hexBytes(named('smoke detector alarm cleared'))).events.find(
      ({ kind }) => kind === 'fire.smoke',
    );
    expect(cleared?.phase).toBe('clear');
    expect(cleared?.conditionKey).toBe(raised?.conditionKey);
    expect(cleared?.messageKey).not.toBe(raised?.messageKey);
  });

  test('a test never dispatches firemen: no fire is raised or cleared', () => {
    const { events } = normalize(hexBytes(named('alarm while in test')));
    expect(events.map(({ kind, phase }) => `${kind} ${phase}`)).toEqual(['device.test instant']);
  });

  test('what is in fault cannot vouch that there is no fire', () => {
    const { events } = normalize(hexBytes(named('two components in one frame')));
    const heat = events.filter(({ device }) => device.endsWith('/8'));
    expect(heat.map(({ kind, phase }) => `${kind} ${phase}`)).toEqual([
      'device.fault raise',
      'device.powerFault clear',
    ]);
  });

  test('the reply confirms with the same sequence and swapped addresses, and is a whole frame', () => {
    const { reply } = normalize(hexBytes(smoke));
    const deframer = gb26875Deframer();
    const { frames: replies, issues } = deframer.push(reply ?? new Uint8Array());
    expect(issues).toEqual([]);
    expect(replies).toMatchObject([
      {
        sequence: 1,
        command: 3,
        sourceAddress: 1,
        destinationAddress: 56_079_488_647_185,
        time: Math.floor(receivedAt / 1000) * 1000,
      },
    ]);
  });

  test('data that cannot be read is denied', () => {
    const { reply } = normalize(hexBytes(named('count 0')));
    expect(gb26875Deframer().push(reply ?? new Uint8Array()).frames[0]?.command).toBe(6);
  });

  test('an acknowledgement has no event and no reply, but an issue of level info', () => {
    const result = normalize(hexBytes(named('confirm')));
    expect(result).toMatchObject({
      events: [],
      issues: [{ code: 'devices/no-event', level: 'info' }],
    });
    expect(result.reply).toBeUndefined();
  });
});

test('a frame that we write is one that we read', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 65_535 }),
      fc.integer({ min: 0, max: 2 ** 48 - 1 }),
      fc.integer({ min: 0, max: 2 ** 48 - 1 }),
      fc.integer({ min: Date.UTC(2000, 1, 1), max: Date.UTC(2200, 0, 1) }),
      (sequence, sourceAddress, destinationAddress, at) => {
        const asked = {
          sequence,
          version: '1.1',
          sourceAddress,
          destinationAddress,
        };
        const [frame] = gb26875Deframer().push(gb26875Reply(asked, 'confirm', at)).frames;
        expect(frame).toMatchObject({
          sequence,
          version: '1.1',
          command: 3,
          sourceAddress: destinationAddress,
          destinationAddress: sourceAddress,
          time: Math.floor(at / 1000) * 1000,
        });
      },
    ),
  );
});

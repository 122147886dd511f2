import { deviceNormalizer } from '@civigrid/devices';
import { gb26875Deframer, gb26875Reply } from '@civigrid/devices/gb26875';
import { tenantId } from '@civigrid/kernel';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hexBytes, present } from './shared-vectors.ts';
import { frameRows } from './vector-verdicts.ts';

const receivedAt = 1_714_960_000_000;
const tenant = tenantId('street');
const normalizer = deviceNormalizer();
const normalize = (body: Uint8Array) =>
  normalizer.normalize({ protocol: 'gb26875', body, receivedAt, tenant });

describe.skipIf(!present)('frames of GB/T 26875.3 of the shared vectors', () => {
  const smoke = frameRows.find(({ name }) => name === 'smoke detector alarm raised')?.hex ?? '';
  const named = (name: string) => frameRows.find((row) => row.name.startsWith(name))?.hex ?? '';

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

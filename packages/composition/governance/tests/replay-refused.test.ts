import type { IngestMessage } from '@civigrid/governance';
import { type DeviceId, gridCode } from '@civigrid/kernel';
import { expect, test } from 'vitest';
import { morning, open } from './town.ts';

const hour = 3_600_000;
const smoke = {
  id: 'acme-smoke',
  protocol: 'json',
  match: { topic: 'acme' },
  device: '/id',
  message: '/n',
  time: { at: '/ts', as: 'ms' },
  kind: 'fire.smoke',
  phase: { at: '/state', cases: [{ equals: 'off', then: 'clear' }], else: 'raise' },
} as const;
/** As the integrator first wrote it: the vendor calls the device otherwise. */
const wrong = { ...smoke, device: '/deviceId' } as const;
const registry = ['s-1', 's-2', 's-3'].map((device) => ({
  device: device as DeviceId,
  category: 'smoke',
  grid: gridCode('LS.01.01.01'),
}));

function message(body: Readonly<Record<string, unknown>> | string, at: number): IngestMessage {
  const text = typeof body === 'string' ? body : JSON.stringify({ ts: at, ...body });
  return {
    protocol: 'json',
    topic: 'acme',
    headers: { 'content-type': 'application/json', authorization: 'Bearer secret' },
    body: new TextEncoder().encode(text),
    receivedAt: at,
  };
}

test('what a wrong mapping refused goes in when the mapping is mended, with its own time of receipt; the rest stays', async () => {
  const town = await open({ devices: { registry, mappings: [wrong] } });
  const outcomes: string[] = [];
  for (const each of [
    message({ id: 's-1', n: 1, state: 'on' }, morning),
    message('{"id":', morning + 1000),
    message({ id: 's-2', n: 1, state: 'on' }, morning + 2000),
  ])
    outcomes.push((await town.ingest(each)).outcome);
  expect(outcomes).toEqual(['refused', 'refused', 'refused']);
  expect(town.cases.list()).toEqual([]);
  expect(await town.letters.list()).toHaveLength(3);

  const nothing = await town.replayRefused();
  expect([nothing.resolved, nothing.left.length]).toEqual([[], 3]);
  expect(nothing.left[0]?.issues.map(({ code }) => code)).toContain('devices/missing-member');

  const mended = await town.replayRefused({ mappings: [smoke] });
  expect(mended.resolved.map(({ outcome }) => outcome)).toEqual(['alarm', 'alarm']);
  expect(mended.left).toHaveLength(1);
  expect(town.incidents()).toBe(1);
  const [fire] = town.cases.list();
  expect(fire).toMatchObject({ category: 'fire.smoke', createdAt: morning });
  const incident = await town.alarms.incident(fire?.id ?? '');
  expect(incident?.alarms.map(({ since }) => since)).toEqual([morning, morning + 2000]);

  const letters = await town.letters.list();
  expect(letters.map(({ id }) => id)).toEqual(mended.left.map(({ letter }) => letter));
  const again = await town.replayRefused({ mappings: [smoke] });
  expect([again.resolved, again.left.length]).toEqual([[], 1]);
  // From now on it is understood as it comes.
  const next = await town.ingest(message({ id: 's-3', n: 1, state: 'on' }, morning + hour));
  expect(next.outcome).toBe('alarm');
});

test('a letter is never opened twice over: what came again meanwhile is a duplicate', async () => {
  const town = await open({ devices: { registry, mappings: [wrong] } });
  const alarm = message({ id: 's-1', n: 1, state: 'on' }, morning);
  await town.ingest(alarm);
  const [first, second] = await Promise.all([
    town.replayRefused({ mappings: [smoke] }),
    town.ingest({ ...alarm, receivedAt: morning + 5000 }),
  ]);
  expect([first.resolved[0]?.outcome, second.outcome].toSorted()).toEqual(['alarm', 'duplicate']);
  expect(town.incidents()).toBe(1);
  expect(await town.letters.list()).toEqual([]);
});

test('a message of which a part was understood is kept whole, and its understood part does not go in twice', async () => {
  const bin = { ...smoke, id: 'bin', match: { topic: 'bins' }, each: '/all', kind: 'waste.full' };
  const town = await open({ devices: { registry: registry.slice(0, 1), mappings: [bin] } });
  const both = {
    ...message({}, morning),
    topic: 'bins',
    body: new TextEncoder().encode(
      JSON.stringify({
        all: [
          { id: 's-1', n: 1, ts: morning },
          { id: 's-2', n: 1, ts: morning },
        ],
      }),
    ),
  };
  const answer = await town.ingest(both);
  expect(answer.outcome).toBe('alarm');
  expect(answer.letter).toBeDefined();
  const { left } = await town.replayRefused();
  expect(left.map(({ letter }) => letter)).toEqual([answer.letter]);
  expect(await town.letters.list()).toHaveLength(1);
});

test('what lets somebody in is not kept, what says which message it is is', async () => {
  const town = await open({ devices: { registry, mappings: [wrong] } });
  const kept = message({ id: 's-1', n: 1 }, morning);
  for (const id of ['a', 'b', 'b'])
    await town.ingest({ ...kept, headers: { ...kept.headers, 'ce-id': id } });
  const letters = await town.letters.list();
  expect(letters).toHaveLength(2);
  const opened = JSON.stringify(await town.letters.open(letters[0]?.id ?? ''));
  expect(opened).toContain('application/json');
  expect(opened).not.toContain('secret');
});

test('letters that are none of a device, and a mapping that is none, change nothing', async () => {
  const town = await open({ devices: { registry, mappings: [wrong] } });
  await town.ingest('no message' as never);
  const key = { source: 'devices/json', key: 'k', at: morning, reasons: [{ code: 'x' }] };
  const letter = await town.letters.keep({ ...key, input: { any: 'thing' } });
  expect(await town.replayRefused()).toEqual({ resolved: [], left: [{ letter, issues: [] }] });
  await expect(
    town.replayRefused({ mappings: [{ ...smoke, kind: 7 as never }] }),
  ).rejects.toMatchObject({ code: 'devices/invalid-mapping' });
  expect(await town.letters.list()).toHaveLength(2);
});

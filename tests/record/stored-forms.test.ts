import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type DeviceCommand, deviceDecider, deviceUpcasters } from '@civigrid/devices';
import {
  brokenAt,
  canonicalJson,
  commandHandler,
  commandId,
  gridCode,
  memoryStore,
  memoryVault,
  type Recorded,
  step,
  upcast,
} from '@civigrid/kernel';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Declared, declaredFacts } from './declared-facts.ts';
import { furtherReadings } from './further-readings.ts';
import { everStored, formOf, missingForms } from './missing-forms.ts';
import { type Reading, readers, readingOf } from './readers.ts';
import { changesOf, isSame, statesOf } from './states.ts';
import { digest, folder, type KeptStream, readStreams } from './streams.ts';

/** Kept beside a stream: changed by `vitest -u`, for what follows from a stream may be wanted otherwise, and seen in the diff. */
const beside = ({ name }: KeptStream, what: string): string =>
  fileURLToPath(new URL(name.replace('.jsonl', `.${what}.jsonl`), folder));

const streams = readStreams();
let declared: Declared;
const readings = new Map<string, Reading>();

beforeAll(async () => {
  declared = declaredFacts();
  for (const name of readers.keys()) readings.set(name, await readingOf(name));
}, 120_000);

function readingFor(decider: string): Reading {
  const reading = readings.get(decider);
  if (reading === undefined) throw new Error(`Nobody reads streams of ${decider}.`);
  return reading;
}

describe('every form that was ever stored is kept', () => {
  test('each type of fact that the sources declare, in each schema that it has had', () => {
    expect(missingForms(declared, streams), 'pnpm --filter civigrid-tests harvest').toEqual([]);
    expect(everStored(declared).length).toBeGreaterThan(160);
  });

  test('a new type, a raised schema and a new decider are missed', () => {
    const facts = new Map(declared);
    facts.set('deviceDecider', [
      { type: 'devices/moved', schema: 3 },
      { type: 'devices/painted', schema: 1 },
    ]);
    facts.set('pledgeDecider', [{ type: 'conventions/pledged', schema: 1 }]);
    expect(missingForms(facts, streams)).toEqual([
      'deviceDecider devices/moved 3',
      'deviceDecider devices/painted 1',
      'pledgeDecider conventions/pledged 1',
    ]);
  });

  test('every decider of the sources has a reader, and what was once written stays declared', () => {
    expect([...readers.keys()].sort()).toEqual([...declared.keys()].sort());
    const unknown = streams.flatMap(({ decider, events }) =>
      events
        .filter(({ type }) => !declared.get(decider)?.some((fact) => fact.type === type))
        .map((event) => formOf(decider, event)),
    );
    expect(unknown).toEqual([]);
  });
});

/** What the state does not hold and another reading tells: where cells lie. */
const toldElsewhere: readonly string[] = ['divisionDecider grid/corrected'];

describe('every form that was ever stored is read', () => {
  test.each(streams)('$name is brought to the schemas of today', ({ decider, events }) => {
    const { upcasters } = readingFor(decider);
    const today = declared.get(decider) ?? [];
    for (const event of events) {
      const { type, schema } = upcast(event, upcasters);
      expect(today).toContainEqual({ type, schema });
    }
  });

  test.each(streams)('$name leads to the states to which it has always led', async (stream) => {
    const states = statesOf(stream.events, readingFor(stream.decider));
    await expect(changesOf(stream.events, states)).toMatchFileSnapshot(beside(stream, 'states'));
  });

  test('each type changes the state of a stream, but for what another reading tells', () => {
    const idle = new Set(
      streams.flatMap(({ decider, events }) => events.map(({ type }) => `${decider} ${type}`)),
    );
    for (const { decider, events } of streams) {
      const states = statesOf(events, readingFor(decider));
      for (const [i, { type }] of events.entries())
        if (!isSame(states[i], states[i + 1])) idle.delete(`${decider} ${type}`);
    }
    expect([...idle].sort()).toEqual(toldElsewhere);
  });
});

describe('who else reads the log reads the same', () => {
  const further = streams.filter(({ decider }) => furtherReadings.has(decider));

  test.each(further)('$name', async (stream) => {
    const read = furtherReadings.get(stream.decider)?.(stream.events);
    await expect(`${canonicalJson(read)}\n`).toMatchFileSnapshot(beside(stream, 'reading'));
  });

  test('a stream of the first form goes on today, by the upcasters that a host hands to kernel', async () => {
    const old = streams.find(({ name }) => name === 'deviceDecider/8.jsonl')?.events ?? [];
    const store = memoryStore({ digest, clock: { now: () => 0 } });
    for (const event of old) {
      const { tenant, command, stream, partition, version: _, ...draft } = event;
      const entry = { stream, partition, expected: 'any', events: [draft] } as const;
      await store.append({ tenant, command, entries: [entry] });
    }
    const [{ tenant, stream, actor, correlation, at }] = old as readonly [Recorded];
    const { handle } = commandHandler({ store, vault: memoryVault(), digest });
    const id = commandId('00000000-0000-7000-8000-000000000099');
    const handling = { decider: deviceDecider, upcasters: deviceUpcasters };
    const command: DeviceCommand = {
      type: 'move',
      at,
      grid: gridCode('LS.01.04'),
      point: [120.13, 30.21],
    };
    await handle({ id, tenant, at, actor, correlation }, [
      step({ handling, stream, partition: 0, command }),
    ]);
    const events: Recorded[] = [];
    for await (const event of store.read(tenant, stream, { after: old.length })) events.push(event);
    expect(events).toMatchObject([
      {
        type: 'devices/moved',
        schema: 2,
        data: { from: 'LS.01.02', grid: 'LS.01.04', point: null },
        sealed: [{ subject: 'subject-widow' }],
      },
    ]);
  });
});

/** A record in which something was changed. */
const changed = (event: Recorded): readonly Recorded[] => [
  { ...event, data: { ...(event.data as object), forged: true } },
  { ...event, schema: event.schema + 1 },
  { ...event, type: `${event.type}-again` },
  { ...event, at: event.at + 1 },
  { ...event, sealed: [...(event.sealed ?? []), { ...(event.sealed?.[0] ?? forgedPart) }] },
];
const forgedPart = { subject: 's', purpose: 'p', key: 'k', nonce: '', box: 'b' } as never;

describe('what is kept is what was stored', () => {
  test.each(streams)('$name is one chain, each line canonical', ({ name, events }) => {
    expect(brokenAt(events, digest)).toBeUndefined();
    const lines = events.map((event) => `${canonicalJson(event)}\n`).join('');
    expect(readFileSync(new URL(name, folder), 'utf8')).toBe(lines);
  });

  test.each(streams)('a line of $name that was changed is noticed', ({ events }) => {
    for (const [i, event] of events.entries())
      for (const other of changed(event))
        expect(brokenAt(events.with(i, other), digest)).toBe(i + 1);
  });

  test('what is personal was sealed', () => {
    const parts = streams.flatMap(({ events }: KeptStream) =>
      events.flatMap(({ sealed = [] }) => sealed),
    );
    expect(parts.length).toBeGreaterThan(0);
    for (const { box } of parts) expect(box).toMatch(/^ticket-\d+$/);
  });
});

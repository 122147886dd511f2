import {
  actorId,
  canonicalJson,
  commandId,
  correlationId,
  eventId,
  exportRecord,
  type Imported,
  importRecord,
  isDomainError,
  type Json,
  memoryStore,
  type Recorded,
  type Store,
  streamId,
  tenantId,
} from '@civigrid/kernel';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { digest, movableClock, tenant } from './world.ts';

const uuid = (n: number) => `019cc000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;

const empty = (): Store => memoryStore({ digest, clock: movableClock(0) });

async function report(store: Store, n: number, data: Json = { n }, whose = tenant): Promise<void> {
  const draft = {
    id: eventId(uuid(1000 + n)),
    type: 'cases/reported',
    schema: 1,
    data,
    at: n,
    actor: actorId('resident'),
    correlation: correlationId('bin'),
  };
  const place = {
    stream: streamId('case', `c${n % 4}`),
    partition: n % 2,
    expected: 'any' as const,
  };
  const entries = [{ ...place, events: [draft] }];
  await store.append({ tenant: whose, command: commandId(uuid(n)), entries });
}

async function day(): Promise<Store> {
  const store = empty();
  for (let n = 0; n < 12; n++) await report(store, n);
  return store;
}

async function lines(store: Store, whose = tenant): Promise<string[]> {
  const list: string[] = [];
  for await (const line of exportRecord(store, whose, { digest })) list.push(line);
  return list;
}

const take = (
  text: AsyncIterable<string> | Iterable<string>,
  store: Store = empty(),
): Promise<Imported> => importRecord(store.restore, tenant, text, { digest });

const told = ({ issues }: Imported) => issues.map(({ code, line }) => [line, code]);

/** The lines of a day: 1 and 9 are headers, 8 and 16 close. */
const headers = [0, 8];

test('an export is a run of canonical lines for each partition that was asked for', async () => {
  const store = await day();
  const text = await lines(store);
  expect(text.length).toBe(16);
  expect(headers.map((i) => text[i])).toEqual(
    [0, 1].map((partition) =>
      canonicalJson({ format: 'civigrid-record', version: 1, tenant, partition, from: 1, to: 6 }),
    ),
  );
  const some: string[] = [];
  for await (const line of exportRecord(store, tenant, { digest, partitions: [1, 7] }))
    some.push(line);
  expect(some).toEqual(text.slice(8));
  expect(await lines(store, tenantId('nobody'))).toEqual([]);
});

test('an export that is cancelled breaks off without a closing line, and its import says so', async () => {
  const cancel = { aborted: false };
  const text: string[] = [];
  for await (const line of exportRecord(await day(), tenant, { digest, cancel })) {
    text.push(line);
    cancel.aborted = text.length === 4;
  }
  expect(text.length).toBe(4);
  const result = await take(text);
  expect([result.restored, told(result)]).toEqual([3, [[4, 'kernel/record-cut']]]);
});

test('a log that lacks an event is not exported as if it were whole', async () => {
  for (const missing of [3, 6]) {
    const store = await day();
    const readLog: Store['readLog'] = async function* (...place) {
      for await (const event of store.readLog(...place))
        if (event.position !== missing) yield event;
    };
    await expect(lines({ ...store, readLog })).rejects.toSatisfy((error) =>
      isDomainError(error, 'kernel/gap-in-log'),
    );
  }
});

const hostile: readonly (readonly [name: string, line: string, code: string])[] = [
  ['bad JSON', '{"actor":', 'kernel/not-a-record-line'],
  ['another value', '[1,2]', 'kernel/not-a-record-line'],
  ['null', 'null', 'kernel/not-a-record-line'],
  ['an empty line', '', 'kernel/not-a-record-line'],
  ['a record of something else', '{"name":"张三"}', 'kernel/not-a-record-line'],
  ['what is nested a million deep', '['.repeat(1_000_000), 'kernel/not-a-record-line'],
  ['a line of ten megabytes', `"${'x'.repeat(1e7)}"`, 'kernel/record-line-too-long'],
  ['a closing line', canonicalJson({ count: 2, seal: '00' }), 'kernel/record-cut'],
];

test.each(hostile)('%s in the middle of a run is told by its line', async (_, line, code) => {
  const text = await lines(await day());
  text[3] = line;
  const result = await take(text);
  expect(told(result)).toEqual([[4, code]]);
  expect(result.restored).toBe(2 + 6);
});

/** How an event is changed, and what its line is told by. */
const forged: readonly (readonly [string, (was: Record<string, Json>) => Json, string])[] = [
  ['a member too many', (was) => ({ ...was, extra: 1 }), 'kernel/not-a-record-line'],
  [
    'a member called __proto__',
    (was) => JSON.parse(canonicalJson(was).replace('{', '{"__proto__":{"data":1},')) as Json,
    'kernel/not-a-record-line',
  ],
  ['an id that is empty', (was) => ({ ...was, id: '' }), 'kernel/not-a-record-line'],
  ['an instant in words', (was) => ({ ...was, at: 'now' }), 'kernel/not-a-record-line'],
  ['an instant beyond time', (was) => ({ ...was, recordedAt: 9e15 }), 'kernel/not-a-record-line'],
  ['half a version', (was) => ({ ...was, version: 1.5 }), 'kernel/not-a-record-line'],
  ['a negative schema', (was) => ({ ...was, schema: -1 }), 'kernel/not-a-record-line'],
  ['no data', ({ data: _, ...was }) => was, 'kernel/not-a-record-line'],
  [
    'a stream with a control',
    (was) => ({ ...was, stream: 'case/\u0000' }),
    'kernel/not-a-record-line',
  ],
  ['a short digest', (was) => ({ ...was, digest: 'ab' }), 'kernel/not-a-record-line'],
  ['parts that are none', (was) => ({ ...was, sealed: { box: '' } }), 'kernel/not-a-record-line'],
  ['another tenant', (was) => ({ ...was, tenant: 'other' }), 'kernel/not-of-this-run'],
  ['another partition', (was) => ({ ...was, partition: 5 }), 'kernel/not-of-this-run'],
  ['a later position', (was) => ({ ...was, position: 9 }), 'kernel/not-of-this-run'],
  ['other content', (was) => ({ ...was, data: 'forged' }), 'kernel/restore-broken'],
  ['another actor', (was) => ({ ...was, actor: 'mayor' }), 'kernel/restore-broken'],
  ['another stream', (was) => ({ ...was, stream: 'case/c2' }), 'kernel/restore-broken'],
  ['a later version', (was) => ({ ...was, version: 9 }), 'kernel/restore-gap'],
];

test.each(forged)('an event with %s is told by its line', async (_, change, code) => {
  const text = await lines(await day());
  text[3] = canonicalJson(change(JSON.parse(text[3] ?? '') as Record<string, Json>));
  const store = empty();
  const result = await take(text, store);
  expect(told(result)).toEqual([[4, code]]);
  expect(result.restored).toBe(2 + 6);
  expect(({} as { readonly data?: unknown }).data).toBeUndefined();
  expect(await take(await lines(await day()), store)).toMatchObject({ restored: 4, issues: [] });
});

test('an event in another form of JSON is told: one record has one text', async () => {
  const text = await lines(await day());
  const line = text[3] ?? '';
  const forms = [
    ` ${line}`,
    `${line}\r`,
    line.replace('{', '{"actor":"twice",'),
    line.replace('"at":4', '"at":4.0'),
  ];
  for (const form of forms) {
    const result = await take(text.map((one, i) => (i === 3 ? form : one)));
    expect(told(result)).toEqual([[4, 'kernel/not-a-record-line']]);
  }
});

const strangeHeaders: readonly (readonly [Json, string])[] = [
  [{ format: 'civigrid-record', version: 2 }, 'kernel/unknown-record-version'],
  [{ format: 'civigrid-record', version: 1 }, 'kernel/not-a-record'],
  [{ format: 'other' }, 'kernel/not-a-record'],
  [{ tenant: 'other' }, 'kernel/other-tenant'],
  [{ from: 0 }, 'kernel/not-a-record'],
  [{ from: 9 }, 'kernel/not-a-record'],
  [{ partition: '0' }, 'kernel/not-a-record'],
  [{ note: 'more' }, 'kernel/not-a-record'],
  [{ from: 2 }, 'kernel/not-of-this-run'],
];

test.each(strangeHeaders)(
  'a run that begins with %j is told, and only that run',
  async (change, code) => {
    const text = await lines(await day());
    const header = JSON.parse(text[0] ?? '') as Record<string, Json>;
    const changed = (change as { readonly version?: number }).version === 2 ? {} : header;
    text[0] = canonicalJson({ ...changed, ...(change as Record<string, Json>) });
    if (code === 'kernel/not-a-record' && (change as { readonly version?: number }).version === 1)
      text[0] = '{"format":"civigrid-record","version":1}';
    const result = await take(text);
    expect(result.issues.map((issue) => issue.code)).toEqual([code]);
    expect(result.restored).toBe(6);
  },
);

test('a file that is not ours at all is told once, by its first line', async () => {
  const text = Array.from({ length: 5000 }, (_, i) => `line ${i} of a letter`);
  expect(told(await take(text))).toEqual([[1, 'kernel/not-a-record']]);
  expect(await take([])).toEqual({ restored: 0, known: 0, more: 0, issues: [] });
  expect(await take(['', ''])).toEqual({ restored: 0, known: 0, more: 0, issues: [] });
});

test('a closing line that closes something else is told; its events are there and sound', async () => {
  const text = await lines(await day());
  text[7] = (text[7] ?? '').replace('"count":6', '"count":5');
  const result = await take(text);
  expect(told(result)).toEqual([[8, 'kernel/record-seal-broken']]);
  expect(result.restored).toBe(12);
});

test('a run that another one interrupts is told, and the other one is taken', async () => {
  const text = await lines(await day());
  const result = await take([...text.slice(0, 4), ...text.slice(8)]);
  expect(told(result)).toEqual([[5, 'kernel/record-cut']]);
  expect(result.restored).toBe(3 + 6);
});

test('a hundred thousand broken runs are told in part and counted', async () => {
  function* broken() {
    const header = (partition: number) =>
      canonicalJson({ format: 'civigrid-record', version: 1, tenant, partition, from: 1, to: 1 });
    for (let i = 0; i < 100_000; i++) yield header(i);
  }
  const { issues, more } = await take(broken());
  expect([issues.length, more]).toEqual([1000, 99_000]);
});

test('lines that break off with an error leave what they gave, and the error is thrown', async () => {
  const text = await lines(await day());
  const store = empty();
  async function* broken() {
    yield* text.slice(0, 5);
    throw new Error('The line is dead.');
  }
  await expect(take(broken(), store)).rejects.toThrow('dead');
  expect(await store.heads(tenant)).toEqual([{ partition: 0, position: 4 }]);
});

test('a store that fails is not a line that is wrong: the error is thrown', async () => {
  const store = empty();
  const failing = {
    restore: async () => {
      throw new Error('The disk is full.');
    },
  };
  const text = await lines(await day());
  await expect(take(text, { ...store, restore: failing })).rejects.toThrow('full');
});

test('sealed files, one after another, are an export', async () => {
  const files = new Map<string, Uint8Array>();
  const store = memoryStore({
    digest,
    clock: movableClock(0),
    eventsPerFile: 2,
    files: {
      put: async (name, bytes) => {
        files.set(name, bytes);
      },
      get: async (name) => files.get(name),
    },
  });
  for (let n = 0; n < 12; n++) await report(store, n, `第${n}号 🙂`);
  for (const partition of [0, 1]) await store.archive.seal(tenant, partition, 1);
  const sealed = await store.archive.list(tenant);
  const text = sealed.flatMap(({ name }) =>
    new TextDecoder('utf8', { fatal: true }).decode(files.get(name)).split('\n'),
  );
  expect(sealed.length).toBe(6);
  const other = empty();
  expect(await take(text, other)).toEqual({ restored: 12, known: 0, more: 0, issues: [] });
  expect(await lines(other)).toEqual(await lines(store));
});

test('any record goes out and in unchanged, in any damage nothing false comes in', async () => {
  const letters = fc.string({ unit: 'grapheme', maxLength: 8 });
  const data = fc.jsonValue({ maxDepth: 3 }).filter((value) => {
    try {
      canonicalJson(value);
      return true;
    } catch {
      return false;
    }
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(data, { maxLength: 12 }),
      fc.nat(),
      fc.constantFrom('drop', 'double', 'swap', 'spoil', 'none'),
      letters,
      async (values, at, damage, word) => {
        const store = empty();
        for (const [n, value] of values.entries()) await report(store, n, value as Json);
        const whole = await lines(store);
        const text = [...whole];
        const i = at % Math.max(1, text.length);
        const line = text[i] ?? '';
        if (damage === 'drop') text.splice(i, 1);
        if (damage === 'double') text.splice(i, 0, line);
        if (damage === 'swap') text.splice(i, 2, text[i + 1] ?? '', line);
        if (damage === 'spoil') text[i] = line.slice(0, at % 40) + word + line.slice(at % 40);
        const other = empty();
        const result = await take(text, other);
        const true_ = new Set(whole);
        for (const there of await events(other)) expect(true_.has(canonicalJson(there))).toBe(true);
        if (damage === 'none') expect(await lines(other)).toEqual(whole);
        if (result.issues.length === 0) expect(await lines(other)).toEqual(whole);
        await take(whole, other);
        expect(await lines(other)).toEqual(whole);
      },
    ),
    { numRuns: 200 },
  );
});

async function events(store: Store): Promise<readonly Recorded[]> {
  const list: Recorded[] = [];
  for (const { partition } of await store.heads(tenant))
    for await (const event of store.readLog(tenant, partition)) list.push(event);
  return list;
}

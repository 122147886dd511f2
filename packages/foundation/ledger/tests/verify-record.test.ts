import {
  actorId,
  commandId,
  correlationId,
  type EventStore,
  eventId,
  type Head,
  memoryStore,
  type Recorded,
  streamId,
  tenantId,
} from '@civigrid/kernel';
import { sha256Digest as digest } from '@civigrid/ledger';
import { recordDefectText } from '@civigrid/ledger/messages';
import { openCheckpoint, signCheckpoint } from '@civigrid/ledger/notes';
import {
  type PartitionRoot,
  partitionRoot,
  type RecordDefectCode,
  recordCheckpoint,
  verifyRecord,
} from '@civigrid/ledger/record';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { logKey, logSigner } from './log-keys.ts';
import { plainRoot } from './plain-tree.ts';

const tenant = tenantId('street');
const uuid = (n: number) => `019cc000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;

/** A record of events by the streams that they are written to; the stream decides its partition. */
async function recorded(streams: readonly number[]): Promise<EventStore> {
  const store = memoryStore({ digest, clock: { now: () => 7 } });
  for (const [i, n] of streams.entries()) {
    const draft = {
      id: eventId(uuid(1000 + i)),
      type: 'cases/reported',
      schema: 1,
      data: { i },
      at: i,
      actor: actorId('resident'),
      correlation: correlationId('bin'),
    };
    const place = { stream: streamId('case', `c${n}`), partition: n % 2, expected: 'any' as const };
    const entries = [{ ...place, events: [draft] }];
    await store.append({ tenant, command: commandId(uuid(i)), entries });
  }
  return store;
}

interface Copy {
  readonly logs: Map<number, Recorded[]>;
  heads: readonly Head[];
}

/** A copy of a record that can be damaged, read as a store. */
async function copyOf(store: EventStore): Promise<Copy> {
  const heads = await store.heads(tenant);
  const logs = new Map<number, Recorded[]>();
  for (const { partition } of heads) {
    const log: Recorded[] = [];
    for await (const event of store.readLog(tenant, partition)) log.push(event);
    logs.set(partition, log);
  }
  return { heads, logs };
}

function read(copy: Copy): Pick<EventStore, 'heads' | 'readLog'> {
  return {
    heads: async () => copy.heads,
    readLog: async function* (_, partition) {
      yield* copy.logs.get(partition) ?? [];
    },
  };
}

const streams = [0, 1, 2, 0, 1, 3, 2, 0, 5, 4, 4, 0, 1, 2, 3];

async function damaged(
  damage: (log: Recorded[], copy: Copy) => void,
  withCheckpoint = true,
): Promise<readonly RecordDefectCode[]> {
  const store = await recorded(streams);
  const { partitions } = await verifyRecord(store, tenant);
  const copy = await copyOf(store);
  damage(copy.logs.get(0) ?? [], copy);
  const options = withCheckpoint ? { checkpoints: partitions } : {};
  const { defects } = await verifyRecord(read(copy), tenant, options);
  expect(defects.every(({ partition }) => partition === 0)).toBe(true);
  return defects.map(({ code }) => code);
}

function change(log: Recorded[], i: number, what: Partial<Recorded>): void {
  log[i] = { ...(log[i] as Recorded), ...what };
}

test('a sound record has no defects; its roots are those of RFC 9162 over the digests', async () => {
  const store = await recorded(streams);
  const { events, partitions, defects, more } = await verifyRecord(store, tenant);
  expect([events, defects, more]).toEqual([streams.length, [], 0]);
  const { logs } = await copyOf(store);
  for (const { partition, size, root } of partitions) {
    const log = logs.get(partition) ?? [];
    expect(size).toBe(log.length);
    expect(root).toEqual(plainRoot(log.map(({ digest: link }) => Buffer.from(link, 'hex'))));
  }
  expect(partitions.map(({ partition }) => partition)).toEqual([0, 1]);
  expect((await verifyRecord(store, tenant, { checkpoints: partitions })).defects).toEqual([]);
});

test('an earlier checkpoint holds for every later record', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(6), { maxLength: 40 }), fc.nat(40), async (all, cut) => {
      const earlier = await verifyRecord(await recorded(all.slice(0, cut)), tenant);
      const { defects } = await verifyRecord(await recorded(all), tenant, {
        checkpoints: earlier.partitions,
      });
      expect(defects).toEqual([]);
    }),
    { numRuns: 30 },
  );
});

test('content that was changed is found by the chain alone', async () => {
  expect(await damaged((log) => change(log, 2, { data: 'forged' }), false)).toEqual([
    'ledger/digest-broken',
  ]);
  expect(await damaged((log) => change(log, 2, { command: commandId('other') }), false)).toEqual([
    'ledger/digest-broken',
  ]);
});

test('a digest that was changed is found where it stands and where its stream goes on', async () => {
  expect(await damaged((log) => change(log, 0, { digest: 'ab'.repeat(32) }))).toEqual([
    'ledger/digest-broken',
    'ledger/digest-broken',
    'ledger/root-differs',
  ]);
});

test('two events of two streams that changed places are found by the checkpoint', async () => {
  const swap = (log: Recorded[]) => {
    const [one, two] = [log[0] as Recorded, log[1] as Recorded];
    log[0] = { ...two, position: one.position };
    log[1] = { ...one, position: two.position };
  };
  expect(await damaged(swap, false)).toEqual([]);
  expect(await damaged(swap)).toEqual(['ledger/root-differs']);
});

test('two events of one stream that changed places are found by their versions', async () => {
  const swap = (log: Recorded[]) => {
    const [one, two] = [log[0] as Recorded, log[2] as Recorded];
    log[0] = { ...two, position: one.position };
    log[2] = { ...one, position: two.position };
  };
  expect(await damaged(swap, false)).toContain('ledger/version-out-of-order');
});

test('an event that was taken out of the middle leaves a gap', async () => {
  expect(await damaged((log) => log.splice(3, 1), false)).toContain('ledger/record-gap');
});

test('last events that are gone are told by the head; with the head lowered, by the checkpoint alone', async () => {
  expect(await damaged((log) => log.splice(-2), false)).toEqual(['ledger/record-short']);
  const lowered = (log: Recorded[], copy: Copy) => {
    log.splice(-2);
    copy.heads = copy.heads.map((head) =>
      head.partition === 0 ? { ...head, position: log.length } : head,
    );
  };
  expect(await damaged(lowered, false)).toEqual([]);
  expect(await damaged(lowered)).toEqual(['ledger/record-cut']);
  const gone = (_: Recorded[], copy: Copy) => {
    copy.logs.delete(0);
    copy.heads = copy.heads.filter(({ partition }) => partition !== 0);
  };
  expect(await damaged(gone, false)).toEqual([]);
  expect(await damaged(gone)).toEqual(['ledger/record-cut']);
});

test('a head that was lowered over events that are there is found', async () => {
  const lowered = (_: Recorded[], copy: Copy) => {
    copy.heads = copy.heads.map((head) => ({
      ...head,
      position: head.partition ? head.position : 1,
    }));
  };
  expect(await damaged(lowered, false)).toEqual(['ledger/record-beyond-head']);
});

test('an event of another tenant or partition is found', async () => {
  const codes = await damaged((log) => change(log, 1, { partition: 1 }), false);
  expect(codes).toEqual(['ledger/record-elsewhere']);
});

test('a store that breaks off or gives nonsense is told and not thrown', async () => {
  const store = read(await copyOf(await recorded(streams)));
  const breaking = {
    ...store,
    readLog: async function* (...[whose, partition]: Parameters<EventStore['readLog']>) {
      for await (const event of store.readLog(whose, partition)) {
        if (event.position === 3) throw new SyntaxError('Unexpected token');
        yield event;
      }
    },
  };
  const { defects, events } = await verifyRecord(breaking, tenant);
  expect(events).toBe(4);
  expect(defects).toEqual(
    [0, 1].flatMap((partition) => [
      { code: 'ledger/record-unreadable', partition, position: 3 },
      { code: 'ledger/record-short', partition, position: 3 },
    ]),
  );
  const nonsense = await damaged((log) => change(log, 1, { data: Number.NaN }), false);
  expect(nonsense[0]).toBe('ledger/record-unreadable');
});

test('a thousand defects are told, and how many more there are', async () => {
  const store = await recorded(Array.from({ length: 1200 }, () => 0));
  const copy = await copyOf(store);
  const log = copy.logs.get(0) ?? [];
  for (const i of log.keys()) change(log, i, { data: 'forged' });
  const { defects, more } = await verifyRecord(read(copy), tenant);
  expect([defects.length, more]).toEqual([1000, 200]);
});

test('what is no checkpoint is refused, and a cancelled reading judges none', async () => {
  const store = await recorded(streams);
  for (const wrong of [{ size: -1 }, { size: 1.5 }, { root: new Uint8Array(31) }])
    await expect(
      verifyRecord(store, tenant, {
        checkpoints: [{ partition: 0, size: 1, root: new Uint8Array(32), ...wrong }],
      }),
    ).rejects.toMatchObject({ code: 'ledger/bad-checkpoint' });
  const checkpoints = [{ partition: 0, size: 9, root: new Uint8Array(32) }];
  const cancelled = await verifyRecord(store, tenant, { checkpoints, cancel: { aborted: true } });
  expect(cancelled).toEqual({ events: 0, partitions: [], defects: [], more: 0 });
});

test('the checkpoint of a partition is signed as a note, opened again and holds', async () => {
  const store = await recorded(streams);
  for (const name of ['street', '柳树街道', '__proto__', 'a/b %', '\u0001']) {
    const owner = { origin: logSigner.name, tenant: tenantId(name) };
    const { partitions } = await verifyRecord(store, tenant);
    const opened = partitions.map((part): PartitionRoot | undefined => {
      const checkpoint = recordCheckpoint(owner, part);
      const note = signCheckpoint(checkpoint, [logSigner]);
      const back = openCheckpoint(note, { keys: [logKey], origin: checkpoint.origin });
      return back.ok ? partitionRoot(owner, back.value) : undefined;
    });
    expect(opened).toEqual(partitions);
  }
  const part = { partition: 3, size: 0, root: new Uint8Array(32) };
  const mine = { origin: 'o', tenant };
  expect(partitionRoot(mine, recordCheckpoint({ ...mine, tenant: tenantId('s') }, part))).toBe(
    undefined,
  );
  for (const tail of ['', '-1', '01', '3/4', '3x'])
    expect(partitionRoot(mine, { ...part, origin: `o/street/${tail}` })).toBeUndefined();
});

test('a defect is told in words of both languages', () => {
  const defect = { code: 'ledger/record-cut', partition: 3, size: 9 } as const;
  expect(recordDefectText(defect, 'zh-CN')).toBe(
    '存证库中的事件少于已公布的检查点：有事件丢失或被删除。（分区 3，检查点共 9 条）',
  );
  expect(recordDefectText({ code: 'ledger/record-gap', partition: 3, position: 4 }, 'en')).toBe(
    'A position of the record is missing or stands twice. (partition 3, position 4)',
  );
});

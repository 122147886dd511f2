import { deepStrictEqual as equal, ok, rejects, strictEqual as same } from 'node:assert/strict';
import {
  type ArchiveErrorCode,
  brokenAt,
  type Clock,
  type EventStore,
  type InstantErrorCode,
  isDomainError,
  type Recorded,
  type SealedFile,
  type SealedFiles,
  type Store,
  type StreamId,
  toHex,
} from '@civigrid/kernel';
import { type BrittleFiles, brittleFiles } from './brittle-files.ts';
import { type ContractCase, contract, type Fixture, type Promises } from './contract.ts';
import {
  all,
  batch,
  caseStream,
  command,
  digest,
  draft,
  entry,
  event,
  morning,
  naughtyTexts,
  otherStreet,
  report,
  street,
  upTo,
} from './samples.ts';

/** A store with its archive. */
export type ArchivedStore = EventStore & Pick<Store, 'archive'>;

/** On what the suite wants a store to be made. */
export interface ArchiveSettings {
  readonly files: SealedFiles;
  /** Goes on with every event; a store that stamps by a clock of its own may leave it. */
  readonly clock: Clock;
  /** A sealed file holds at most so many events. */
  readonly eventsPerFile: number;
}

interface Port {
  readonly store: ArchivedStore;
  readonly files: BrittleFiles;
}

const eventsPerFile = 4;
/** After everything that a store could have recorded. */
const everything = 8.64e15;
const partitions = [3, 9] as const;

const refused =
  (code: ArchiveErrorCode | InstantErrorCode) =>
  (error: unknown): boolean =>
    isDomainError(error, code);

/** Twenty events of three streams in two partitions, by commands of one and of several entries. */
async function busyDay(store: EventStore): Promise<void> {
  for (const n of upTo(8)) await report(store, n, n % 2 === 0 ? 'even' : 'odd');
  for (const n of upTo(4))
    await store.append(
      batch(10 + n, [
        entry('odd', [draft(20 + n)]),
        entry('far', [draft(30 + n), draft(40 + n)], { partition: 9 }),
      ]),
    );
}

/** Everything that a store answers about a street. */
async function answers(store: EventStore, tenant = street): Promise<unknown> {
  const logs = partitions.map((partition) => all(store.readLog(tenant, partition)));
  const streams = ['odd', 'even', 'far'].map((name) => all(store.read(tenant, caseStream(name))));
  const firsts = [1, 8, 11, 14, 99].map((n) => store.first(tenant, command(n)));
  return [
    await store.heads(tenant),
    await Promise.all(logs),
    await Promise.all(streams),
    await Promise.all(firsts),
  ];
}

async function sealAll(store: ArchivedStore, tenant = street): Promise<readonly SealedFile[]> {
  const files: SealedFile[] = [];
  for (const { partition } of await store.heads(tenant))
    files.push(...(await store.archive.seal(tenant, partition, everything)));
  return files;
}

const lines = (bytes: Uint8Array | undefined): readonly string[] =>
  Buffer.from(bytes ?? [])
    .toString('utf8')
    .split('\n');

function damage(files: BrittleFiles, name: string): void {
  const bytes = files.held.get(name);
  ok(bytes !== undefined);
  const middle = bytes.length >> 1;
  bytes[middle] = (bytes[middle] ?? 0) ^ 1;
}

async function codes(store: ArchivedStore): Promise<readonly (readonly [string, string])[]> {
  return (await store.archive.verify(street)).map(({ code, file }) => [file, code] as const);
}

const promises: Promises<Port> = {
  'what is sealed is answered as before: streams, logs, heads and first answers': async ({
    store,
  }) => {
    await busyDay(store);
    const before = await answers(store);
    const files = await sealAll(store);
    same(files.length, 5);
    equal(await answers(store), before);
    equal(await store.archive.verify(street), []);
  },
  'a sealed stream and a sealed log are read behind every number and up to every limit': async ({
    store,
  }) => {
    await busyDay(store);
    const log = await all(store.readLog(street, 3));
    const stream = await all(store.read(street, caseStream('odd')));
    const youngest = log.at(-3)?.recordedAt ?? everything;
    await store.archive.seal(street, 3, youngest);
    for (const after of [-1, 0, ...upTo(13)])
      for (const limit of [0, 1, 3, 5, 100]) {
        const begin = Math.max(0, after);
        const range = { after, limit };
        equal(await all(store.readLog(street, 3, range)), log.slice(begin, begin + limit));
        equal(
          await all(store.read(street, caseStream('odd'), range)),
          stream.slice(begin, begin + limit),
        );
      }
  },
  'what is younger than the instant stays, and so does everything behind it': async ({ store }) => {
    await busyDay(store);
    const log = await all(store.readLog(street, 3));
    const before = log[6]?.recordedAt ?? 0;
    const old = log.findIndex(({ recordedAt }) => recordedAt >= before);
    const files = await store.archive.seal(street, 3, before);
    same(files.at(-1)?.to ?? 0, old);
    equal(await store.archive.list(street), files);
    equal(await all(store.readLog(street, 3)), log);
  },
  'files adjoin, hold no more events than they may, and say what they are': async ({
    store,
    files,
  }) => {
    await busyDay(store);
    const sealed = await store.archive.seal(street, 3, everything);
    equal(
      sealed.map(({ from, to }) => [from, to]),
      [
        [1, 4],
        [5, 8],
        [9, 12],
      ],
    );
    const log = await all(store.readLog(street, 3));
    for (const { name, tenant, partition, from, to, since, until, bytes, hash } of sealed) {
      equal([tenant, partition], [street, 3]);
      equal([since, until], [log[from - 1]?.recordedAt, log[to - 1]?.recordedAt]);
      const held = files.held.get(name);
      ok(held !== undefined && /^[0-9a-z.-]+$/.test(name) && !name.includes(street));
      equal([bytes, hash], [held.length, toHex(digest.sha256(held))]);
    }
  },
  'a sealed file is plain lines that anybody can read: header, events, closing line': async ({
    store,
    files,
  }) => {
    await busyDay(store);
    const log = await all(store.readLog(street, 9));
    const [file] = await store.archive.seal(street, 9, everything);
    const [header = '', ...rest] = lines(files.held.get(file?.name ?? ''));
    equal(rest.splice(-1), ['']);
    equal(
      header,
      '{"format":"civigrid-record","from":1,"partition":9,"tenant":"street","to":4,"version":1}',
    );
    const closing = rest.pop() ?? '';
    equal(
      rest.map((line) => JSON.parse(line)),
      log.slice(0, 4),
    );
    let seal: Uint8Array = new Uint8Array();
    for (const { digest: link } of log.slice(0, 4))
      seal = digest.sha256(Buffer.concat([seal, Buffer.from(link, 'hex')]));
    same(closing, `{"count":4,"seal":"${toHex(seal)}"}`);
  },
  'an append goes on behind what is sealed: versions, positions, chain, expectations': async ({
    store,
  }) => {
    await busyDay(store);
    await sealAll(store);
    const conflict = await store.append(batch(50, [entry('odd', [draft(50)], { expected: 7 })]));
    equal(conflict, { outcome: 'conflict', stream: caseStream('odd'), actual: 8 });
    const none = await store.append(batch(50, [entry('far', [draft(50)], { expected: 'none' })]));
    same(none.outcome, 'conflict');
    const entries = [entry('odd', [draft(50)], { expected: 8, partition: 50 })];
    equal(await store.append(batch(50, entries)), {
      outcome: 'appended',
      entries: [{ stream: caseStream('odd'), partition: 3, versions: [9], positions: [13] }],
    });
    same(brokenAt(await all(store.read(street, caseStream('odd'))), digest), undefined);
    equal(
      (await all(store.readLog(street, 3))).map(({ position }) => position),
      upTo(13),
    );
  },
  'a sealed command is a duplicate, and a sealed event id stays taken': async ({ store }) => {
    await busyDay(store);
    const first = await store.first(street, command(12));
    await sealAll(store);
    equal(await store.append(batch(12, [entry('odd', [draft(77)])])), {
      outcome: 'duplicate',
      entries: first,
    });
    const taken = store.append(batch(60, [entry('odd', [draft(60)]), entry('new', [draft(32)])]));
    await rejects(taken, (error) => isDomainError(error, 'kernel/event-id-taken'));
    equal(await all(store.read(street, caseStream('new'))), []);
    same((await all(store.readLog(street, 3))).length, 12);
  },
  'sealing goes on where it stopped, and what is sealed is not sealed again': async ({ store }) => {
    await busyDay(store);
    const first = await store.archive.seal(street, 3, everything);
    equal(await store.archive.seal(street, 3, everything), []);
    for (const n of upTo(5)) await report(store, 100 + n, 'odd');
    const log = await all(store.readLog(street, 3));
    const second = await store.archive.seal(street, 3, everything);
    equal(
      second.map(({ from, to }) => [from, to]),
      [
        [13, 16],
        [17, 17],
      ],
    );
    equal(await store.archive.list(street), [...first, ...second]);
    equal(await all(store.readLog(street, 3)), log);
    equal(await store.archive.verify(street), []);
  },
  'two who seal at once leave every event once': async ({ store }) => {
    await busyDay(store);
    const before = await answers(store);
    const made = await Promise.all([sealAll(store), sealAll(store), sealAll(store)]);
    same(made.flat().length, 5);
    same(new Set(made.flat().map(({ name }) => name)).size, 5);
    equal(await answers(store), before);
    equal(await store.archive.verify(street), []);
  },
  'a reader in the middle of a log or a stream that is sealed under it misses nothing and sees nothing twice':
    async ({ store }) => {
      for (const n of upTo(300)) await report(store, n, 'a');
      const log = store.readLog(street, 3)[Symbol.asyncIterator]();
      const stream = store.read(street, caseStream('a'))[Symbol.asyncIterator]();
      const seen: unknown[] = [];
      for (const n of upTo(300)) {
        seen.push((await log.next()).value?.id, (await stream.next()).value?.id);
        if (n === 3 || n === 255) await sealAll(store);
      }
      equal(
        seen,
        upTo(300).flatMap((n) => [event(n), event(n)]),
      );
      equal([(await log.next()).done, (await stream.next()).done], [true, true]);
    },
  'two streets seal the same partitions apart': async ({ store }) => {
    await busyDay(store);
    await store.append({ ...batch(1, [entry('odd', [draft(1, 'there')])]), tenant: otherStreet });
    const before = await answers(store, otherStreet);
    await sealAll(store);
    equal(await store.archive.list(otherStreet), []);
    const [file] = await sealAll(store, otherStreet);
    equal(await store.archive.list(otherStreet), [file]);
    same((await store.archive.list(street)).length, 5);
    equal(await answers(store, otherStreet), before);
    equal(await store.archive.verify(otherStreet), []);
  },
  'streams of any name, and events whose words look like another stream, are found in their files':
    async ({ store }) => {
      const names = naughtyTexts.filter((text) => !/\p{Cc}/u.test(text));
      const trap = `"stream":${JSON.stringify(caseStream(names[0] ?? ''))}`;
      for (const [i, name] of names.entries())
        await store.append(batch(i + 1, [entry(name, [draft(i + 1, [trap, { stream: name }])])]));
      const before: (readonly Recorded[])[] = [];
      for (const name of names) before.push(await all(store.read(street, caseStream(name))));
      await sealAll(store);
      for (const [i, name] of names.entries())
        equal(await all(store.read(street, caseStream(name))), before[i]);
      equal(await all(store.read(street, 'case/nobody' as StreamId)), []);
    },
  'what is no instant, a street and a partition that are not there seal nothing': async ({
    store,
    files,
  }) => {
    await busyDay(store);
    for (const before of [Number.NaN, 1.5, 9e15])
      await rejects(store.archive.seal(street, 3, before), refused('kernel/invalid-instant'));
    equal(await store.archive.seal(street, 77, everything), []);
    equal(await store.archive.seal(otherStreet, 3, everything), []);
    equal(await store.archive.seal(street, 3, -8.64e15), []);
    equal([await store.archive.list(street), await store.archive.verify(street)], [[], []]);
    same(files.held.size, 0);
  },
  'a byte that was changed in a file is found, and where': async ({ store, files }) => {
    await busyDay(store);
    const sealed = await sealAll(store);
    const [, second] = sealed;
    damage(files, second?.name ?? '');
    const defects = await store.archive.verify(street);
    equal(defects[0], {
      code: 'kernel/sealed-file-altered',
      file: second?.name,
      partition: 3,
    });
    ok(defects.every(({ file }) => file === second?.name));
  },
  'a file that is gone, and one that lies under the name of another, are found': async ({
    store,
    files,
  }) => {
    await busyDay(store);
    const [one, two, three] = await store.archive.seal(street, 3, everything);
    ok(one !== undefined && two !== undefined && three !== undefined);
    files.held.delete(one.name);
    files.held.set(three.name, files.held.get(two.name) ?? new Uint8Array());
    const found = await codes(store);
    equal(found[0], [one.name, 'kernel/sealed-file-missing']);
    ok(found.some(([file, code]) => file === three.name && code === 'kernel/sealed-file-altered'));
    ok(found.every(([file]) => file !== two.name));
  },
  'a file that is not what was sealed is never read as if it were': async ({ store, files }) => {
    await busyDay(store);
    const sealed = await store.archive.seal(street, 3, everything);
    damage(files, sealed[1]?.name ?? '');
    const altered = refused('kernel/sealed-file-altered');
    await rejects(all(store.readLog(street, 3)), altered);
    await rejects(all(store.read(street, caseStream('odd'))), altered);
    files.held.delete(sealed[1]?.name ?? '');
    await rejects(all(store.readLog(street, 3)), refused('kernel/sealed-file-missing'));
    equal((await all(store.readLog(street, 3, { after: 8 }))).length, 4);
  },
  'a disk that gives back something else takes nothing out of the tables': async ({
    store,
    files,
  }) => {
    await busyDay(store);
    const before = await answers(store);
    files.lies = true;
    await rejects(sealAll(store), refused('kernel/sealed-file-altered'));
    equal(await store.archive.list(street), []);
    equal(await answers(store), before);
  },
  'wherever the files fail, everything can be read, nothing stands twice, and sealing goes on':
    async ({ store, files }) => {
      await busyDay(store);
      const before = await answers(store);
      let failures = 0;
      for (const when of ['before', 'after'] as const)
        for (const call of upTo(4)) {
          files.failAt(call, when);
          await rejects(sealAll(store));
          failures++;
          files.failAt(undefined, when);
          equal(await answers(store), before);
        }
      same(failures, 8);
      await sealAll(store);
      same((await store.archive.list(street)).length, 5);
      equal(await answers(store), before);
      equal(await store.archive.verify(street), []);
    },
};

/**
 * What every `Archive` promises: `read` and `readLog` answer as before, files adjoin and can be read by anybody,
 * damage is found, and whatever breaks off loses and doubles nothing.
 */
export function archiveContract(
  make: (settings: ArchiveSettings) => Fixture<ArchivedStore> | Promise<Fixture<ArchivedStore>>,
): readonly ContractCase[] {
  return contract(async () => {
    const files = brittleFiles();
    let now = morning;
    const clock: Clock = { now: () => ++now };
    const { port, close } = await make({ files, clock, eventsPerFile });
    const both = { port: { store: port, files } };
    return close === undefined ? both : { ...both, close };
  }, promises);
}

/** A store that seals everything after every append: it must keep every promise of an event store. */
export function sealingEverything<Whole extends ArchivedStore>(store: Whole): Whole {
  return {
    ...store,
    append: async (asked) => {
      const answer = await store.append(asked);
      await sealAll(store, asked.tenant);
      return answer;
    },
  };
}

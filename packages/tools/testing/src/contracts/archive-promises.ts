import { deepStrictEqual as equal, ok, rejects, strictEqual as same } from 'node:assert/strict';
import { brokenAt, isDomainError, type Recorded, type StreamId, toHex } from '@civigrid/kernel';
import {
  type ArchivePort,
  answers,
  busyDay,
  everything,
  refused,
  sealAll,
} from './archived-day.ts';
import type { Promises } from './contract.ts';
import {
  all,
  batch,
  caseStream,
  command,
  digest,
  draft,
  entry,
  event,
  naughtyTexts,
  otherStreet,
  report,
  street,
  upTo,
} from './samples.ts';

const lines = (bytes: Uint8Array | undefined): readonly string[] =>
  Buffer.from(bytes ?? [])
    .toString('utf8')
    .split('\n');

/** What sealing leaves as it was, and what it makes. */
export const archivePromises: Promises<ArchivePort> = {
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
};

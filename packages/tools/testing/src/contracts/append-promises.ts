import { deepStrictEqual as equal, rejects, strictEqual as same } from 'node:assert/strict';
import {
  type AppendErrorCode,
  canonicalJson,
  type EventStore,
  eventContent,
  type InstantErrorCode,
  isDomainError,
  largestEvent,
  type StreamId,
} from '@civigrid/kernel';
import type { Promises } from './contract.ts';
import {
  all,
  batch,
  caseStream,
  command,
  draft,
  entry,
  event,
  otherStreet,
  report,
  street,
  upTo,
} from './samples.ts';

/** A bug is a plain error; a refusal would invite the caller to word it for people. */
function isBug(error: unknown): boolean {
  return error instanceof Error && !isDomainError(error);
}

const refused =
  (code: AppendErrorCode | InstantErrorCode) =>
  (error: unknown): boolean =>
    isDomainError(error, code);

const log = (store: EventStore, partition = 3) => all(store.readLog(street, partition));

async function isUntouched(store: EventStore, stream: string, n: number): Promise<void> {
  equal(await all(store.read(street, caseStream(stream))), []);
  equal(await store.first(street, command(n)), undefined);
}

/** Numbers, atomicity and bugs. */
export const appendPromises: Promises<EventStore> = {
  'the first append to a stream begins its versions and the positions of its partition at 1':
    async (store) => {
      const result = await store.append(batch(1, [entry('a', [draft(1), draft(2)])]));
      const entries = [
        { stream: caseStream('a'), partition: 3, versions: [1, 2], positions: [1, 2] },
      ];
      equal(result, { outcome: 'appended', entries });
    },
  'versions of a stream are 1, 2, 3 … over many appends': async (store) => {
    for (const n of upTo(7)) await report(store, n, n % 2 === 0 ? 'even' : 'odd');
    const odd = await all(store.read(street, caseStream('odd')));
    equal(
      odd.map(({ version }) => version),
      [1, 2, 3, 4],
    );
    equal(
      odd.map(({ id }) => id),
      [1, 3, 5, 7].map(event),
    );
  },
  'positions of a partition are 1, 2, 3 … whichever streams are written': async (store) => {
    for (const n of upTo(7)) await report(store, n, `stream-${n % 3}`);
    equal(
      (await log(store)).map(({ position, id }) => ({ position, id })),
      upTo(7).map((n) => ({ position: n, id: event(n) })),
    );
  },
  'twenty appends at once to twenty streams leave no gap in the log': async (store) => {
    await Promise.all(
      upTo(20).map((n) =>
        store.append(batch(n, [entry(`s${n}`, [draft(2 * n), draft(2 * n + 1)])])),
      ),
    );
    equal(
      (await log(store)).map(({ position }) => position),
      upTo(40),
    );
  },
  'twenty appends at once to one stream that take it as it is are all there, without a gap': async (
    store,
  ) => {
    await Promise.all(upTo(20).map((n) => report(store, n, 'a')));
    const read = await all(store.read(street, caseStream('a')));
    equal(
      read.map(({ version }) => version),
      upTo(20),
    );
    equal(new Set(read.map(({ id }) => id)).size, 20);
  },
  'of twenty appends at once at the same version one wins, and the others are told the actual version':
    async (store) => {
      await report(store, 100, 'a');
      const results = await Promise.all(
        upTo(20).map((n) => store.append(batch(n, [entry('a', [draft(n)], { expected: 1 })]))),
      );
      same(results.filter(({ outcome }) => outcome === 'appended').length, 1);
      equal(
        results.filter(({ outcome }) => outcome !== 'appended'),
        upTo(19).map(() => ({ outcome: 'conflict', stream: caseStream('a'), actual: 2 })),
      );
      same((await all(store.read(street, caseStream('a')))).length, 2);
    },
  'one batch writes several streams of several partitions, each with its own numbers': async (
    store,
  ) => {
    await report(store, 1, 'a');
    const result = await store.append(
      batch(2, [
        entry('b', [draft(2)], { partition: 9, expected: 'none' }),
        entry('a', [draft(3), draft(4)], { expected: 1 }),
        entry('c', [draft(5)], { partition: 3, expected: 'none' }),
        entry('d', [draft(6)], { partition: 0, expected: 'none' }),
      ]),
    );
    equal(result.outcome === 'appended' && result.entries, [
      { stream: caseStream('b'), partition: 9, versions: [1], positions: [1] },
      { stream: caseStream('a'), partition: 3, versions: [2, 3], positions: [2, 3] },
      { stream: caseStream('c'), partition: 3, versions: [1], positions: [4] },
      { stream: caseStream('d'), partition: 0, versions: [1], positions: [1] },
    ]);
    equal(
      (await log(store)).map(({ id }) => id),
      [1, 3, 4, 5].map(event),
    );
    equal(
      (await log(store, 9)).map(({ id }) => id),
      [event(2)],
    );
  },
  'a stream keeps the partition of its birth, whatever a later append says': async (store) => {
    await report(store, 1, 'a');
    const result = await store.append(batch(2, [entry('a', [draft(2)], { partition: 50 })]));
    equal(result.outcome === 'appended' && result.entries, [
      { stream: caseStream('a'), partition: 3, versions: [2], positions: [2] },
    ]);
    equal(await log(store, 50), []);
  },
  'an entry without events checks its stream and leaves nothing behind': async (store) => {
    const result = await store.append(
      batch(1, [entry('a', [], { expected: 'none' }), entry('b', [draft(1)])]),
    );
    same(result.outcome, 'appended');
    equal(result.outcome === 'appended' && result.entries[0], {
      stream: caseStream('a'),
      partition: 3,
      versions: [],
      positions: [],
    });
    const later = await store.append(batch(2, [entry('a', [draft(2)], { expected: 'none' })]));
    same(later.outcome, 'appended');
  },
  'an entry without events that does not find what it expects stops the whole batch': async (
    store,
  ) => {
    const result = await store.append(
      batch(1, [entry('b', [draft(1)]), entry('a', [], { expected: 'exists' })]),
    );
    equal(result, { outcome: 'conflict', stream: caseStream('a'), actual: 0 });
    await isUntouched(store, 'b', 1);
  },
  'a batch that names a stream twice is a bug, and leaves nothing': async (store) => {
    await rejects(store.append(batch(1, [entry('a', [draft(1)]), entry('a', [draft(2)])])), isBug);
    await isUntouched(store, 'a', 1);
  },
  'an event id that stands under another command is refused, and leaves nothing': async (store) => {
    await report(store, 1, 'a');
    await rejects(
      store.append(batch(2, [entry('b', [draft(2)]), entry('c', [draft(1, 'other')])])),
      refused('kernel/event-id-taken'),
    );
    await isUntouched(store, 'b', 2);
    equal(await store.heads(street), [{ partition: 3, position: 1 }]);
  },
  'an event id that stands twice in a batch is refused, and leaves nothing': async (store) => {
    await rejects(
      store.append(batch(1, [entry('a', [draft(1)]), entry('b', [draft(1)])])),
      refused('kernel/event-id-taken'),
    );
    await isUntouched(store, 'a', 1);
    equal(await store.heads(street), []);
  },
  'an event that is too large is refused and leaves nothing; the largest is taken': async (
    store,
  ) => {
    const around = canonicalJson(
      eventContent(draft(1, ''), {
        tenant: street,
        stream: caseStream('a'),
        command: command(1),
      }),
    ).length;
    const most = '格'.repeat(Math.floor((largestEvent - around) / 3));
    await rejects(
      store.append(batch(1, [entry('a', [draft(1, `${most}格`)])])),
      refused('kernel/event-too-large'),
    );
    await isUntouched(store, 'a', 1);
    same((await store.append(batch(1, [entry('a', [draft(1, most)])]))).outcome, 'appended');
    equal((await all(store.read(street, caseStream('a'))))[0]?.data, most);
  },
  'a stream whose name is empty or holds a control character is refused, and leaves nothing':
    async (store) => {
      for (const name of ['', 'case/a\u0000b', 'case/\n', 'case/\u001b[2J', 'case/\u007f\u0085']) {
        // A caller without types, or one who made the name by hand.
        const stream = name as StreamId;
        const entries = [entry('a', [draft(1)]), { ...entry('b', [draft(2)]), stream }];
        await rejects(store.append(batch(1, entries)), refused('kernel/invalid-stream'));
      }
      await isUntouched(store, 'a', 1);
      equal(await store.heads(street), []);
    },
  'an event at no instant and a deadline at none are refused, and leave nothing': async (store) => {
    for (const at of [1.5, Number.NaN, 9e15]) {
      const wrong = entry('a', [draft(1), draft(2, null, { at })]);
      await rejects(store.append(batch(1, [wrong])), refused('kernel/invalid-instant'));
      const deadlines = [{ key: 'k', due: at, stream: caseStream('a') }];
      const armed = batch(1, [entry('a', [draft(1)])], { deadlines });
      await rejects(store.append(armed), refused('kernel/invalid-instant'));
    }
    await isUntouched(store, 'a', 1);
  },
  'a poisoned batch among twenty fails alone, and its number is not lost': async (store) => {
    const poisoned = draft(99, { notJson: Number.POSITIVE_INFINITY });
    const results = await Promise.allSettled(
      upTo(20).map((n) =>
        store.append(batch(n, [entry(`s${n}`, [draft(n), n === 10 ? poisoned : draft(n + 50)])])),
      ),
    );
    equal(
      results.flatMap(({ status }, i) => (status === 'rejected' ? [i + 1] : [])),
      [10],
    );
    equal(
      (await log(store)).map(({ position }) => position),
      upTo(38),
    );
    await isUntouched(store, 's10', 10);
    same((await store.append(batch(10, [entry('s10', [draft(10)])]))).outcome, 'appended');
  },
  'two streets use the same names for streams, commands and events, and share nothing': async (
    store,
  ) => {
    await report(store, 1, 'a');
    await report(store, 2, 'a');
    const there = await store.append({
      ...batch(1, [entry('a', [draft(1, 'there')], { expected: 'none' })]),
      tenant: otherStreet,
    });
    same(there.outcome, 'appended');
    const events = await all(store.read(otherStreet, caseStream('a')));
    equal(
      events.map(({ tenant, version, position, data }) => ({ tenant, version, position, data })),
      [{ tenant: otherStreet, version: 1, position: 1, data: 'there' }],
    );
    same((await log(store)).length, 2);
    equal(await store.heads(otherStreet), [{ partition: 3, position: 1 }]);
    equal(await store.first(otherStreet, command(2)), undefined);
  },
};

import { deepStrictEqual as equal, strictEqual as same } from 'node:assert/strict';
import type { EventStore, Expected } from '@civigrid/kernel';
import type { Promises } from './contract.ts';
import { all, batch, caseStream, command, draft, entry, report, street, upTo } from './samples.ts';

async function outcome(store: EventStore, stream: string, n: number, expected: Expected) {
  const result = await store.append(batch(n, [entry(stream, [draft(n)], { expected })]));
  return result.outcome === 'conflict' ? result.actual : result.outcome;
}

/** The four expectations, duplicates and first answers. */
export const expectationPromises: Promises<EventStore> = {
  '"none" takes a stream that is not there, and no other': async (store) => {
    same(await outcome(store, 'a', 1, 'none'), 'appended');
    same(await outcome(store, 'a', 2, 'none'), 1);
  },
  '"exists" takes a stream that is there, and no other': async (store) => {
    same(await outcome(store, 'a', 1, 'exists'), 0);
    await report(store, 2, 'a');
    same(await outcome(store, 'a', 3, 'exists'), 'appended');
  },
  '"any" takes a stream as it is': async (store) => {
    same(await outcome(store, 'a', 1, 'any'), 'appended');
    same(await outcome(store, 'a', 2, 'any'), 'appended');
  },
  'a number takes the stream at that version only; 0 is a stream that is not there': async (
    store,
  ) => {
    same(await outcome(store, 'a', 1, 1), 0);
    same(await outcome(store, 'a', 2, 0), 'appended');
    same(await outcome(store, 'a', 3, 0), 1);
    same(await outcome(store, 'a', 4, 2), 1);
    same(await outcome(store, 'a', 5, 1), 'appended');
  },
  'a conflict names the first stream that is not as expected': async (store) => {
    await report(store, 1, 'b');
    await report(store, 2, 'c');
    const result = await store.append(
      batch(3, [
        entry('a', [draft(3)]),
        entry('c', [draft(4)], { expected: 7 }),
        entry('b', [draft(5)], { expected: 'none' }),
      ]),
    );
    equal(result, { outcome: 'conflict', stream: caseStream('c'), actual: 1 });
  },
  'a conflict leaves nothing: no event, no stream, no number, no memory of the command': async (
    store,
  ) => {
    await report(store, 1, 'b');
    await store.append(
      batch(2, [entry('a', [draft(2)]), entry('b', [draft(3)], { expected: 'none' })]),
    );
    equal(await all(store.read(street, caseStream('a'))), []);
    equal(await store.heads(street), [{ partition: 3, position: 1 }]);
    equal(await store.first(street, command(2)), undefined);
    const again = await store.append(batch(2, [entry('a', [draft(2)], { expected: 'none' })]));
    equal(again.outcome === 'appended' && again.entries[0]?.positions, [2]);
  },
  'the same command again is a duplicate with the first answer': async (store) => {
    const order = batch(1, [entry('a', [draft(1), draft(2)]), entry('b', [draft(3)])]);
    const first = await store.append(order);
    const again = await store.append(order);
    same(first.outcome, 'appended');
    equal(again, { ...first, outcome: 'duplicate' });
    same((await all(store.readLog(street, 3))).length, 3);
  },
  'the same command after later events still gets its first answer': async (store) => {
    const order = batch(1, [entry('a', [draft(1)], { expected: 'none' })]);
    const first = await store.append(order);
    for (const n of upTo(5)) await report(store, n + 1, 'a');
    equal(await store.append(order), { ...first, outcome: 'duplicate' });
  },
  'the same command from twenty callers at once is stored once': async (store) => {
    const order = batch(1, [entry('a', [draft(1)], { expected: 'none' })]);
    const results = await Promise.all(upTo(20).map(() => store.append(order)));
    same(results.filter(({ outcome: was }) => was === 'appended').length, 1);
    same(results.filter(({ outcome: was }) => was === 'duplicate').length, 19);
    equal(new Set(results.map((was) => JSON.stringify('entries' in was && was.entries))).size, 1);
    same((await all(store.read(street, caseStream('a')))).length, 1);
  },
  'a duplicate is answered before expectations are looked at': async (store) => {
    await store.append(batch(1, [entry('a', [draft(1)], { expected: 'none' })]));
    const again = await store.append(batch(1, [entry('a', [draft(1)], { expected: 'none' })]));
    same(again.outcome, 'duplicate');
    const other = await store.append(batch(1, [entry('a', [draft(1)], { expected: 12 })]));
    same(other.outcome, 'duplicate');
  },
  'of one command with two contents the first stands': async (store) => {
    await store.append(batch(1, [entry('a', [draft(1, 'first')])]));
    const other = await store.append(batch(1, [entry('b', [draft(2, 'second')])]));
    equal(other.outcome === 'duplicate' && other.entries[0]?.stream, caseStream('a'));
    equal(await all(store.read(street, caseStream('b'))), []);
  },
  'a batch without events is remembered too': async (store) => {
    same((await store.append(batch(1, []))).outcome, 'appended');
    equal(await store.append(batch(1, [entry('a', [draft(1)])])), {
      outcome: 'duplicate',
      entries: [],
    });
    equal(await store.first(street, command(1)), []);
  },
  'a known command is asked for by name, and an unknown one is not known': async (store) => {
    const result = await store.append(batch(1, [entry('a', [draft(1)], { partition: 8 })]));
    const first = await store.first(street, command(1));
    equal(first, result.outcome === 'appended' && result.entries);
    equal(await store.first(street, command(2)), undefined);
  },
};

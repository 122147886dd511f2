import { deepStrictEqual as equal, ok, strictEqual as same } from 'node:assert/strict';
import {
  actorId,
  brokenAt,
  commandId,
  contentOf,
  correlationId,
  type Draft,
  type EventStore,
  eventId,
  keyId,
  nextDigest,
  type Recorded,
  subjectRef,
  tenantId,
} from '@civigrid/kernel';
import type { Promises } from './contract.ts';
import {
  all,
  batch,
  caseStream,
  command,
  deface,
  digest,
  draft,
  draftOf,
  entry,
  event,
  naughtyTexts,
  naughtyValues,
  otherStreet,
  report,
  street,
  upTo,
} from './samples.ts';

const stream = caseStream('a');

async function seven(store: EventStore): Promise<void> {
  for (const n of upTo(7)) await report(store, n, 'a');
}

const ids = (events: readonly Recorded[]) => events.map(({ id }) => id);

/** A text as it may name a stream: without controls. */
const visible = (text: string) => text.replaceAll(/\p{Cc}/gu, '') || 'nothing';

/** What one stream holds, if it is one event. */
async function only(store: EventStore, name: string): Promise<Recorded> {
  const [first, ...more] = await all(store.read(street, caseStream(name)));
  same(more.length, 0);
  ok(first !== undefined);
  return first;
}

/** Reads, and that they give back what was written. */
export const readingPromises: Promises<EventStore> = {
  'a stream is read behind a version and up to a limit': async (store) => {
    await seven(store);
    equal(ids(await all(store.read(street, stream, { after: 2, limit: 3 }))), [3, 4, 5].map(event));
    equal(ids(await all(store.read(street, stream, { after: 5 }))), [6, 7].map(event));
    equal(ids(await all(store.read(street, stream, { limit: 2 }))), [1, 2].map(event));
  },
  'a log is read behind a position and up to a limit': async (store) => {
    await seven(store);
    await store.append(batch(8, [entry('b', [draft(8)], { partition: 4 })]));
    equal(ids(await all(store.readLog(street, 3, { after: 4, limit: 2 }))), [5, 6].map(event));
    equal(ids(await all(store.readLog(street, 4))), [event(8)]);
  },
  'a limit of nothing and a place behind the end give nothing': async (store) => {
    await seven(store);
    equal(await all(store.read(street, stream, { limit: 0 })), []);
    equal(await all(store.read(street, stream, { after: 7 })), []);
    equal(await all(store.readLog(street, 3, { after: 1000 })), []);
    equal(await all(store.readLog(street, 3, { limit: 0 })), []);
  },
  'what is not there reads as nothing: a street, a stream, a partition': async (store) => {
    equal(await all(store.read(street, stream)), []);
    equal(await store.heads(street), []);
    await report(store, 1, 'a');
    equal(await all(store.read(street, caseStream('b'))), []);
    equal(await all(store.read(otherStreet, stream)), []);
    equal(await all(store.readLog(street, 5)), []);
    equal(await all(store.readLog(otherStreet, 3)), []);
    equal(await store.heads(otherStreet), []);
  },
  'a reading that was cancelled gives nothing more': async (store) => {
    await seven(store);
    equal(await all(store.read(street, stream, { cancel: { aborted: true } })), []);
    const cancel = { aborted: false };
    const seen: string[] = [];
    for await (const { id } of store.readLog(street, 3, { cancel })) {
      seen.push(id);
      cancel.aborted = seen.length === 3;
    }
    equal(seen, [1, 2, 3].map(event));
  },
  'a reader that leaves early does not hinder the next, and two read side by side': async (
    store,
  ) => {
    await seven(store);
    for await (const _ of store.read(street, stream)) break;
    const one = store.read(street, stream)[Symbol.asyncIterator]();
    const two = store.readLog(street, 3)[Symbol.asyncIterator]();
    for (const n of upTo(7)) {
      const pair = [await one.next(), await two.next()];
      equal(
        pair.map(({ value }) => (value as Recorded).id),
        [event(n), event(n)],
      );
      await report(store, 100 + n, 'elsewhere');
    }
  },
  'a thousand events come in order, however a store pages': async (store) => {
    const events = upTo(1000).map((n) => draft(n));
    await store.append(batch(1, [entry('a', events.slice(0, 300))]));
    await store.append(batch(2, [entry('a', events.slice(300))]));
    equal(ids(await all(store.read(street, stream))), upTo(1000).map(event));
    const log = await all(store.readLog(street, 3, { after: 200, limit: 600 }));
    equal(
      log.map(({ position }) => position),
      upTo(800).slice(200),
    );
  },
  'heads name the partitions that hold events, in ascending order': async (store) => {
    const birth = (n: number, partition: number) =>
      store.append(batch(n, [entry(`s${n}`, [draft(n)], { partition })]));
    await birth(1, 10);
    await birth(2, 2);
    await birth(3, 10);
    await birth(4, 0);
    await store.append(batch(5, [entry('empty', [], { partition: 7 })]));
    equal(await store.heads(street), [
      { partition: 0, position: 1 },
      { partition: 2, position: 1 },
      { partition: 10, position: 2 },
    ]);
  },
  'what is read is what was written, code unit for code unit': async (store) => {
    const drafts = naughtyValues.map((value, i) => draft(i + 1, value));
    await store.append(batch(1, [entry('a', drafts)]));
    const read = await all(store.read(street, stream));
    equal(read.map(draftOf), drafts);
    equal(ids(await all(store.readLog(street, 3))), ids(read));
  },
  'keys like __proto__ come back as keys and change no prototype': async (store) => {
    const data = JSON.parse('{"__proto__":{"polluted":true}}');
    await store.append(batch(1, [entry('a', [draft(1, data)])]));
    const read = await only(store, 'a');
    equal(Object.keys(read.data as object), ['__proto__']);
    same(Object.getPrototypeOf(read.data), Object.prototype);
    same(({} as { polluted?: unknown }).polluted, undefined);
  },
  'names of streets, streams, actors, matters and types come back as they were': async (store) => {
    for (const [i, text] of naughtyTexts.entries()) {
      const tenant = tenantId(text);
      const more = { actor: actorId(text), correlation: correlationId(text), type: text };
      const written = draft(1, i, more);
      const result = await store.append({
        ...batch(1, [entry(visible(text), [written], { expected: 'none' })]),
        tenant,
      });
      same(result.outcome, 'appended', JSON.stringify(text));
      const read = await all(store.read(tenant, caseStream(visible(text))));
      equal(read.map(draftOf), [written]);
      equal(
        read.map((was) => [was.tenant, was.stream]),
        [[tenant, caseStream(visible(text))]],
      );
    }
  },
  'ids in capitals and ids of another form come back as they were, and are not mixed': async (
    store,
  ) => {
    const forms = [event(1), event(1).toUpperCase(), 'no uuid', `{${event(1)}}`, `${event(1)} `];
    for (const [i, form] of forms.entries()) {
      const written = draft(1, i, { id: eventId(form), cause: eventId(form) });
      const order = batch(1, [entry(`s${i}`, [written])], { command: commandId(form) });
      same((await store.append(order)).outcome, 'appended', form);
      const read = await only(store, `s${i}`);
      equal([read.id, read.cause, read.command], [form, form, form]);
    }
  },
  'sealed parts and causes come back, and what was not there is not there': async (store) => {
    const subject = subjectRef('s-1');
    const part = { subject, purpose: 'contact', key: keyId('k-1'), nonce: 'AAAA', box: '//8=' };
    const drafts = [
      draft(1, null, { sealed: [part, { ...part, purpose: '地址' }], cause: event(77) }),
      draft(2, null, { sealed: [] }),
      draft(3, null),
    ];
    await store.append(batch(1, [entry('a', drafts)]));
    const read = await all(store.read(street, stream));
    equal(read.map(draftOf), drafts);
    equal(
      read.map((was) => ['sealed' in was, 'cause' in was]),
      [
        [true, true],
        [true, false],
        [false, false],
      ],
    );
  },
  'a text of a megabyte comes back': async (store) => {
    const data = '网格🙂'.repeat(100_000);
    await store.append(batch(1, [entry('a', [draft(1, data)])]));
    same((await only(store, 'a')).data, data);
  },
  'a draft that its maker changes afterwards does not change the record': async (store) => {
    const data = { list: [1] };
    const mine = { ...draft(1, data) };
    const events: Draft[] = [mine];
    const entries = [entry('a', events)];
    const pending = store.append(batch(1, entries));
    data.list.push(2);
    Object.assign(mine, { at: 0, type: 'changed', actor: actorId('changed') });
    events.push(draft(2));
    entries.push(entry('b', [draft(3)]));
    await pending;
    equal(draftOf(await only(store, 'a')), draft(1, { list: [1] }));
    equal(await all(store.read(street, caseStream('b'))), []);
  },
  'what a reader changes in an event or an answer does not change the record': async (store) => {
    const subject = subjectRef('s-1');
    const part = { subject, purpose: 'contact', key: keyId('k-1'), nonce: 'AAAA', box: '//8=' };
    const order = batch(1, [entry('a', [draft(1, { list: [{ n: 1 }] }, { sealed: [part] })])]);
    const answer = await store.append(order);
    const was = structuredClone([answer, await all(store.read(street, stream))]);
    deface(answer);
    deface(await store.append(order));
    deface(await store.first(street, command(1)));
    deface(await all(store.read(street, stream)));
    deface(await all(store.readLog(street, 3)));
    deface(await store.heads(street));
    const first = { outcome: 'appended', entries: await store.first(street, command(1)) };
    equal([first, await all(store.read(street, stream))], was);
    equal(await all(store.readLog(street, 3)), was[1]);
    equal(await store.heads(street), [{ partition: 3, position: 1 }]);
  },
  'the digests of a stream form one unbroken chain over all appends': async (store) => {
    for (const n of upTo(5)) {
      await store.append(
        batch(n, [entry('a', [draft(2 * n), draft(2 * n + 1)]), entry('b', [draft(100 + n)])]),
      );
    }
    const read = await all(store.read(street, stream));
    same(read.length, 10);
    same(brokenAt(read, digest), undefined);
    same(brokenAt(await all(store.read(street, caseStream('b'))), digest), undefined);
    const forged = read.map((was) => (was.version === 6 ? { ...was, data: 'forged' } : was));
    same(brokenAt(forged, digest), 6);
    const cut = read.filter(({ version }) => version !== 4);
    same(brokenAt(cut, digest), 4);
  },
  'a digest is that of the drafts and not of their positions': async (store) => {
    await store.append(batch(9, [entry('before', [draft(9)])]));
    await store.append(batch(1, [entry('a', [draft(1), draft(2)])]));
    let last = '';
    for (const n of [1, 2]) {
      const belonging = { tenant: street, stream, command: command(1) };
      last = nextDigest(last, contentOf(draft(n), belonging, digest), digest);
    }
    same((await all(store.read(street, stream))).at(-1)?.digest, last);
  },
  'an event says which command wrote it, where it lies and when it was recorded': async (store) => {
    await store.append(batch(4, [entry('a', [draft(1)], { partition: 12 })]));
    const read = await only(store, 'a');
    equal(
      [read.tenant, read.stream, read.command, read.version, read.partition, read.position],
      [street, stream, command(4), 1, 12, 1],
    );
    ok(Number.isSafeInteger(read.recordedAt));
    ok(/^[0-9a-f]{64}$/.test(read.digest));
  },
};

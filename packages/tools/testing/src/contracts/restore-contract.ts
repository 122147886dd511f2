import { deepStrictEqual as equal, ok, rejects, strictEqual as same } from 'node:assert/strict';
import {
  brokenAt,
  canonicalJson,
  type EventStore,
  exportRecord,
  importRecord,
  isDomainError,
  memoryStore,
  type Recorded,
  type RestoreErrorCode,
  type Store,
} from '@civigrid/kernel';
import { type ContractCase, contract, type Make, type Promises } from './contract.ts';
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
  naughtyValues,
  otherStreet,
  report,
  street,
  upTo,
} from './samples.ts';

/** A store that takes the record of another. */
export type RestoringStore = EventStore & Pick<Store, 'restore'>;

/** Another store, with twenty-seven events of four streams in two partitions. */
async function elsewhere(): Promise<Store> {
  let now = morning;
  const store = memoryStore({ digest, clock: { now: () => ++now } });
  for (const n of upTo(8)) await report(store, n, n % 2 === 0 ? 'even' : 'odd');
  for (const n of upTo(5))
    await store.append(
      batch(10 + n, [
        entry('far', [draft(30 + n), draft(40 + n)], { partition: 9 }),
        entry('odd', [draft(20 + n, naughtyValues[n] ?? null)]),
      ]),
    );
  await store.append(
    batch(16, [
      entry('even', [draft(60), draft(61)]),
      entry('odd', []),
      entry('near', [draft(62), draft(63, naughtyValues)]),
    ]),
  );
  return store;
}

const logs = async (store: EventStore, tenant = street) =>
  Promise.all([3, 9].map((partition) => all(store.readLog(tenant, partition))));

async function events(store: EventStore): Promise<readonly Recorded[]> {
  return (await logs(store)).flat();
}

const refused =
  (code: RestoreErrorCode, position: number) =>
  (error: unknown): boolean =>
    isDomainError(error, code) && error.details['position'] === position;

/** Restores all but a changed event at a place of the log of partition 3, and says what must stand afterwards. */
async function refuses(
  store: RestoringStore,
  code: RestoreErrorCode,
  at: number,
  change: (was: Recorded) => Recorded,
): Promise<void> {
  const [log = []] = await logs(await elsewhere());
  const forged = log.map((was) => (was.position === at ? change(was) : was));
  await rejects(
    store.restore.restore(street, forged),
    refused(code, forged[at - 1]?.position ?? 0),
  );
  equal(await all(store.readLog(street, 3)), log.slice(0, at - 1));
  // The true record goes on where the forged one stopped.
  equal(await store.restore.restore(street, log), {
    restored: log.length - at + 1,
    known: at - 1,
  });
  equal(await all(store.readLog(street, 3)), log);
}

const lines = (store: EventStore) => all(exportRecord(store, street, { digest }));

const take = (store: RestoringStore, text: readonly string[]) =>
  importRecord(store.restore, street, text, { digest });

const promises: Promises<RestoringStore> = {
  'a record is restored as it was: numbers, instants, digests, commands, streams': async (
    store,
  ) => {
    const source = await elsewhere();
    equal(await store.restore.restore(street, await events(source)), { restored: 27, known: 0 });
    equal(await logs(store), await logs(source));
    equal(await store.heads(street), await source.heads(street));
    for (const name of ['odd', 'even', 'far', 'near'])
      equal(
        await all(store.read(street, caseStream(name))),
        await all(source.read(street, caseStream(name))),
      );
    equal(await store.heads(otherStreet), []);
  },
  'a repeated command is a duplicate, and its answer names what it wrote in order of partition and position':
    async (store) => {
      const source = await elsewhere();
      await store.restore.restore(street, await events(source));
      for (const n of [...upTo(8), ...upTo(5).map((i) => 10 + i), 16]) {
        const was = (await source.first(street, command(n))) ?? [];
        const wrote = was.filter(({ positions }) => positions.length > 0);
        const entries = wrote.toSorted(
          (a, b) => a.partition - b.partition || (a.positions[0] ?? 0) - (b.positions[0] ?? 0),
        );
        equal(await store.first(street, command(n)), entries);
        const again = await store.append(batch(n, [entry('odd', [draft(900 + n)])]));
        equal(again, { outcome: 'duplicate', entries });
      }
      equal(await store.first(street, command(99)), undefined);
    },
  'what stands already is passed over, so that a restore that broke off goes on': async (store) => {
    const whole = await events(await elsewhere());
    equal(await store.restore.restore(street, whole.slice(0, 7)), { restored: 7, known: 0 });
    equal(await store.restore.restore(street, whole), { restored: 20, known: 7 });
    equal(await store.restore.restore(street, whole), { restored: 0, known: 27 });
    equal(await store.restore.restore(street, []), { restored: 0, known: 0 });
    equal(await store.restore.restore(street, whole.slice(4, 6)), { restored: 0, known: 2 });
    equal(await events(store), whole);
  },
  'partitions may come in turns, and a thousand events come in order': async (store) => {
    const source = memoryStore({ digest, clock: { now: () => morning } });
    for (const n of upTo(250))
      await source.append(
        batch(n, [
          entry('a', [draft(4 * n), draft(4 * n + 1)]),
          entry('b', [draft(4 * n + 2), draft(4 * n + 3)], { partition: 9 }),
        ]),
      );
    const [three = [], nine = []] = await logs(source);
    const turns = three.flatMap((one, i) => [one, ...nine.slice(i, i + 1)]);
    equal(await store.restore.restore(street, turns), { restored: 1000, known: 0 });
    // As texts: to word the difference of two long lists would take minutes.
    ok(canonicalJson(await logs(store)) === canonicalJson([three, nine]));
  },
  'appends go on behind what was restored': async (store) => {
    await store.restore.restore(street, await events(await elsewhere()));
    const entries = [entry('odd', [draft(500)], { expected: 9, partition: 50 })];
    equal(await store.append(batch(500, entries)), {
      outcome: 'appended',
      entries: [{ stream: caseStream('odd'), partition: 3, versions: [10], positions: [18] }],
    });
    same(brokenAt(await all(store.read(street, caseStream('odd'))), digest), undefined);
    const taken = store.append(batch(501, [entry('new', [draft(62)])]));
    await rejects(taken, (error) => isDomainError(error, 'kernel/event-id-taken'));
  },
  'a restore goes on behind appends that both stores share, and not behind others': async (
    store,
  ) => {
    const source = memoryStore({ digest, clock: { now: () => morning } });
    await report(store, 1, 'a');
    await source.restore.restore(street, oneByOne(await all(store.readLog(street, 3))));
    await report(source, 2, 'a');
    const grown = await all(source.readLog(street, 3));
    equal(await store.restore.restore(street, grown), { restored: 1, known: 1 });
    await report(store, 3, 'a');
    await report(source, 4, 'a');
    const parted = await all(source.readLog(street, 3));
    await rejects(store.restore.restore(street, parted), refused('kernel/restore-differs', 3));
    equal((await all(store.readLog(street, 3))).at(-1)?.id, event(3));
  },
  'an event that leaves out a position is refused, and what came before stays': (store) =>
    refuses(store, 'kernel/restore-gap', 5, (was) => ({ ...was, position: 6 })),
  'an event that leaves out a version is refused': (store) =>
    refuses(store, 'kernel/restore-gap', 5, (was) => ({ ...was, version: was.version + 1 })),
  'an event whose content was changed is refused': (store) =>
    refuses(store, 'kernel/restore-broken', 5, (was) => ({ ...was, data: 'forged' })),
  'an event with another digest is refused': (store) =>
    refuses(store, 'kernel/restore-broken', 5, (was) => ({ ...was, digest: '0'.repeat(64) })),
  'an event of another street is refused': (store) =>
    refuses(store, 'kernel/other-tenant', 5, (was) => ({ ...was, tenant: otherStreet })),
  'an event with a number, an instant or a digest that no store gives is refused': async (
    store,
  ) => {
    const [log = []] = await logs(await elsewhere());
    const [first] = log;
    ok(first !== undefined);
    const wrong: readonly Partial<Record<keyof Recorded, unknown>>[] = [
      { version: 0 },
      { version: 1.5 },
      { schema: -1 },
      { partition: -1 },
      { recordedAt: 9e15 },
      { at: '2026' },
      { digest: 'A'.repeat(64) },
      { actor: '' },
      { sealed: [{ subject: 's' }] },
      { data: undefined },
    ];
    for (const change of wrong)
      await rejects(
        store.restore.restore(street, [{ ...first, ...change } as Recorded]),
        refused('kernel/not-recorded', 1),
        JSON.stringify(change),
      );
    equal(await store.heads(street), []);
  },
  'an event that another stands in the place of is refused, whatever differs': async (store) => {
    const [log = []] = await logs(await elsewhere());
    await store.restore.restore(street, log);
    for (const change of [{ data: 'forged' }, { recordedAt: 1 }, { version: 9 }] as const) {
      const forged = log.map((was) => (was.position === 5 ? { ...was, ...change } : was));
      await rejects(store.restore.restore(street, forged), refused('kernel/restore-differs', 5));
    }
    equal(await all(store.readLog(street, 3)), log);
  },
  'a refusal says how many events came in before it': async (store) => {
    const [log = []] = await logs(await elsewhere());
    await store.restore.restore(street, log.slice(0, 2));
    const forged = log.map((was) => (was.position === 9 ? { ...was, data: 'forged' } : was));
    await rejects(store.restore.restore(street, forged), (error) => {
      ok(isDomainError(error, 'kernel/restore-broken'));
      equal(error.details, { partition: 3, position: 9, restored: 6, known: 2 });
      return true;
    });
  },
  'a source that breaks off leaves what it gave before': async (store) => {
    const whole = await events(await elsewhere());
    async function* broken() {
      yield* whole.slice(0, 6);
      throw new Error('The line is dead.');
    }
    await rejects(store.restore.restore(street, broken()), /dead/);
    equal(await all(store.readLog(street, 3)), whole.slice(0, 6));
  },
  'an export that is imported gives the same export': async (store) => {
    const text = await lines(await elsewhere());
    same(text.length, 27 + 4);
    equal(await take(store, text), { restored: 27, known: 0, more: 0, issues: [] });
    equal(await lines(store), text);
    equal(await take(store, text), { restored: 0, known: 27, more: 0, issues: [] });
  },
  'an export behind the heads of the other store brings only what is new': async (store) => {
    const source = await elsewhere();
    await take(store, await lines(source));
    for (const n of upTo(3)) await report(source, 700 + n, 'odd');
    const after = await store.heads(street);
    const text = await all(exportRecord(source, street, { digest, after }));
    same(text.length, 5);
    equal(await take(store, text), { restored: 3, known: 0, more: 0, issues: [] });
    equal(await logs(store), await logs(source));
  },
  'an import that was cut anywhere tells the line, keeps what came before, and goes on': async (
    store,
  ) => {
    const text = await lines(await elsewhere());
    let known = 0;
    for (const cut of [3, 9, 19, 22]) {
      const { restored, issues } = await take(store, text.slice(0, cut));
      known += restored;
      equal(
        issues.map(({ code, line }) => [code, line]),
        cut === 19 ? [] : [['kernel/record-cut', cut]],
      );
    }
    same(known, 19);
    equal(await take(store, text), { restored: 8, known: 19, more: 0, issues: [] });
    equal(await lines(store), text);
  },
  'a line that is none is told by its number; its run stops there, the other runs are taken':
    async (store) => {
      const text = [...(await lines(await elsewhere()))];
      text[4] = 'not ours';
      const { restored, issues } = await take(store, text);
      same(restored, 3 + 10);
      equal(issues, [{ code: 'kernel/not-a-record-line', line: 5, partition: 3, position: 4 }]);
    },
  'an event that was forged in an export is told by its line': async (store) => {
    const text = [...(await lines(await elsewhere()))];
    text[4] = (text[4] ?? '').replace('"n":4', '"n":5');
    const { restored, issues } = await take(store, text);
    same(restored, 3 + 10);
    equal(issues, [{ code: 'kernel/restore-broken', line: 5, partition: 3, position: 4 }]);
  },
};

/** An iterable that is not an array, as files and cursors are. */
function* oneByOne(list: readonly Recorded[]): Iterable<Recorded> {
  yield* list;
}

/**
 * What every `Restore` promises: a record of another store as it was, refusals of what does not continue, and imports
 * that go on after they broke off. The store must be empty and speak to nobody else.
 */
export function restoreContract(make: Make<RestoringStore>): readonly ContractCase[] {
  return contract(make, promises);
}

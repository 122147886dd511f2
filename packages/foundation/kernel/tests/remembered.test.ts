import {
  commandHandler,
  commandId,
  type Handled,
  isDomainError,
  memoryStore,
  memoryVault,
  type Step,
  type Store,
  type StreamId,
  step,
  streamId,
} from '@civigrid/kernel';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  all,
  digest,
  type LampCommand,
  lamp,
  lampHandling,
  meta,
  movableClock,
  reminderMs,
  tenant,
  world,
} from './world.ts';

const newStore = () => memoryStore({ digest, clock: movableClock(0) });

function to(type: LampCommand['type'], at: number, stream: StreamId = lamp): Step {
  return step({ handling: lampHandling, stream, partition: 3, command: { type, at } });
}

const dataOf = async (store: Store, stream: StreamId = lamp) =>
  (await all(store.read(tenant, stream))).map(({ type, data }) => ({ type, data }));

/** A store that counts how often a stream is read. */
function counting(store: Store) {
  let reads = 0;
  const read: Store['read'] = (...place) => {
    reads++;
    return store.read(...place);
  };
  return { store: { ...store, read }, reads: () => reads };
}

test('what was folded here before is not read again, as long as nobody else writes to it', async () => {
  const { store, reads } = counting(newStore());
  const { handler } = world(store);
  for (let n = 1; n <= 5; n++)
    expect((await handler.handle(meta(n), [to('report', n)])).outcome).toBe('appended');
  expect(reads()).toBe(1);
  await world(store).handler.handle(meta(6), [to('repair', 6)]);
  const before = reads();
  expect((await handler.handle(meta(7), [to('report', 7)])).outcome).toBe('appended');
  expect(reads() - before).toBe(1);
  expect((await dataOf(store)).at(-1)).toEqual({ type: 'lamps/reported', data: { reports: 6 } });
});

test('a refusal by what is remembered is decided again from the store', async () => {
  const { store, handler } = world(newStore());
  const other = world(store).handler;
  await handler.handle(meta(1), [to('report', 1)]);
  await handler.handle(meta(2), [to('repair', 2)]);
  await other.handle(meta(3), [to('report', 3)]);
  // Repaired, as it is remembered here.
  expect((await handler.handle(meta(4), [to('repair', 4)])).outcome).toBe('appended');
  // Broken no more, whatever is remembered there.
  const refused = await other.handle(meta(5), [to('repair', 5)]).catch((error: unknown) => error);
  expect(isDomainError(refused, 'lamps/not-broken')).toBe(true);
  expect((await dataOf(store)).length).toBe(4);
});

test('neither nothing to do nor a conflict is believed to what is remembered', async () => {
  const { store, handler } = world(newStore());
  const other = world(store).handler;
  await handler.handle(meta(1), [to('report', 1)]);
  await handler.handle(meta(2), [to('repair', 2)]);
  await other.handle(meta(3), [to('report', 3)]);
  const late = 3 + reminderMs;
  expect((await handler.handle(meta(late), [to('remind', late)])).outcome).toBe('appended');
  await other.handle(meta(late), [to('report', late)]);
  const expecting = meta(late, { expected: 5 });
  expect((await handler.handle(expecting, [to('report', late)])).outcome).toBe('appended');
});

const streams = [1, 2].map((n) => streamId('device', `lamp-${n}`));

/** A command of the random runs: by which of two processes, and to one stream or both. */
const asked = fc.record({
  process: fc.nat(1),
  types: fc.uniqueArray(
    fc.record({
      stream: fc.constantFrom(...streams),
      type: fc.constantFrom<LampCommand['type'][]>('report', 'repair', 'remind'),
    }),
    { minLength: 1, maxLength: 2, selector: ({ stream }) => stream },
  ),
  again: fc.boolean(),
  hours: fc.nat(2),
});

test('two processes that remember do what one does that reads everything each time', async () => {
  const told = async (work: Promise<Handled>) => {
    try {
      const { outcome, ...rest } = await work;
      return { outcome, entries: 'entries' in rest ? rest.entries : [] };
    } catch (error) {
      if (isDomainError(error)) return { outcome: error.code };
      throw error;
    }
  };
  await fc.assert(
    fc.asyncProperty(fc.array(asked, { maxLength: 24 }), async (script) => {
      const shared = newStore();
      const remembering = [world(shared).handler, world(shared).handler];
      const plain = newStore();
      const reading = commandHandler({ store: plain, vault: memoryVault(), digest, cached: 0 });
      let at = 0;
      for (const [n, { process, types, again, hours }] of script.entries()) {
        at += hours * reminderMs;
        const asking = meta(at, {
          id: commandId(
            `00000000-0000-7000-8000-${String(again ? n >> 1 : n + 100).padStart(12, '0')}`,
          ),
        });
        const steps = types.map(({ stream, type }) => to(type, at, stream));
        const done = remembering[process]?.handle(asking, steps);
        if (done === undefined) throw new Error('there is no such process');
        expect(await told(done)).toEqual(await told(reading.handle(asking, steps)));
      }
      for (const stream of streams)
        expect(await dataOf(shared, stream)).toEqual(await dataOf(plain, stream));
    }),
  );
});

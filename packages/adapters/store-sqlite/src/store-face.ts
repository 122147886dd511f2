import {
  type Cancellation,
  type Clock,
  canonicalJson,
  type DeadLetter,
  isWellFormed,
  type Json,
  type ReadOptions,
  type Recorded,
  type Store,
} from '@civigrid/kernel';
import type { StoreCalls } from './store-calls.ts';

/** Events are fetched so many at a time, so that a long log never stands in memory as a whole. */
const pageSize = 256;

const stopped = (cancel: Cancellation | undefined) => cancel?.aborted === true;

/** Events page by page: what is appended meanwhile may follow. */
async function* paged(
  page: (after: number, most: number) => ReturnType<StoreCalls['logPage']>,
  number: 'version' | 'position',
  { after = 0, limit = Infinity, cancel }: ReadOptions,
): AsyncGenerator<Recorded, void> {
  let from = after;
  let left = limit;
  while (left > 0 && !stopped(cancel)) {
    const size = Math.min(left, pageSize);
    const events = await page(from, size);
    for (const event of events) {
      if (stopped(cancel)) return;
      yield event;
      from = event[number];
    }
    if (events.length < size) return;
    left -= events.length;
  }
}

/** The store as its callers see it, over a file in this thread or another. */
export function storeFace(calls: StoreCalls, clock: Clock): Store {
  return {
    append: async (batch) => calls.append(batch, clock.now()),
    first: async (tenant, command) => calls.first(tenant, command),
    read: (tenant, stream, options = {}) =>
      paged((after, most) => calls.streamPage(tenant, stream, after, most), 'version', options),
    readLog: (tenant, partition, options = {}) =>
      paged((after, most) => calls.logPage(tenant, partition, after, most), 'position', options),
    heads: async (tenant) => calls.heads(tenant),
    deadlines: {
      claim: async (tenant, now, limit, leaseMs) => calls.claim(tenant, now, limit, leaseMs),
      done: async (claimed) =>
        calls.done(
          claimed.map(({ tenant, key, due, stream, armed }) => ({
            tenant,
            key,
            due,
            stream,
            armed,
          })),
        ),
      next: async (tenant) => calls.next(tenant),
    },
    progress: {
      load: async (group, partition) => {
        const found = await calls.load(group, partition);
        if (found === undefined) return undefined;
        const { upTo, snapshot } = found;
        return snapshot === undefined ? { upTo } : { upTo, snapshot: JSON.parse(snapshot) as Json };
      },
      save: async (group, partition, upTo, snapshot) => {
        if (!isWellFormed(group)) throw new Error('The name of a group holds no lone surrogate.');
        const text = snapshot === undefined ? {} : { snapshot: canonicalJson(snapshot) };
        await calls.save(group, partition, { upTo, ...text });
      },
    },
    deadLetters: {
      keep: async (letter) => {
        const text = canonicalJson(letter);
        const { id, tenant, source } = letter;
        await calls.keep({ id, tenant, source, text });
      },
      list: async (filter) => {
        const letters = await calls.list({ ...filter });
        return letters.map((letter) => JSON.parse(letter) as DeadLetter);
      },
      remove: async (id) => calls.remove(id),
    },
    close: async () => calls.close(),
  };
}

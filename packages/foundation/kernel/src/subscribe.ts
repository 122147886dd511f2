import type { Cancellation } from './cancellation.ts';
import type { Recorded } from './envelope.ts';
import type { EventStore } from './event-store.ts';
import type { TenantId } from './ids.ts';
import type { Progress } from './progress.ts';

/** Some events of one partition, in order, and how far they lead. */
export interface LogPage {
  readonly partition: number;
  readonly events: readonly Recorded[];
  readonly upTo: number;
}

/** What a subscription stands on. */
export interface SubscriptionOptions {
  readonly store: EventStore;
  /** Saved after the handler has resolved. A projection that stores `upTo` with its effect gives a progress whose save does nothing. */
  readonly progress: Progress;
  readonly tenant: TenantId;
  /** Who reads; unique within the tenant, and one poller at a time. */
  readonly group: string;
  /** Where a group begins that has never read: at the first event, or behind the last. */
  readonly from: 'start' | 'head';
  /** Takes a page; what it throws comes again. */
  readonly handle: (page: LogPage) => Promise<void>;
  /** At most so many events a page; 256 if left out. */
  readonly pageSize?: number;
  readonly cancel?: Cancellation;
}

/** A reader of a tenant's logs that goes on where it stopped. */
export interface Subscription {
  /** Hands over everything that is there, partition by partition; gives the number of events. What the handler throws is thrown, and comes again. */
  poll(): Promise<number>;
  /** How many events are still to come. */
  lag(): Promise<number>;
}

/** Subscribes to the logs of a tenant. Each event comes at least once, in the order of its partition. */
export function subscribe(options: SubscriptionOptions): Subscription {
  const { store, progress, tenant, from, handle, pageSize = 256, cancel } = options;
  const group = `${tenant}/${options.group}`;
  const reached = new Map<number, number>();
  let begun: Promise<void> | undefined;
  let tail: Promise<unknown> = Promise.resolve();

  /** A group that begins at the head must remember that it has begun: partitions born later are read from their first event. */
  async function beginOnce(): Promise<void> {
    const mark = `${group}/begun`;
    if (from === 'start' || (await progress.load(mark, 0)) !== undefined) return;
    for (const { partition, position } of await store.heads(tenant))
      await progress.save(group, partition, position);
    await progress.save(mark, 0, 0);
  }

  /** Once, however many ask at the same time: heads that were read later would skip what came between. After a failure it is tried again. */
  function begin(): Promise<void> {
    begun ??= beginOnce().catch((error: unknown) => {
      begun = undefined;
      throw error;
    });
    return begun;
  }

  async function position(partition: number): Promise<number> {
    const saved = reached.get(partition) ?? (await progress.load(group, partition))?.upTo ?? 0;
    // What was reached while the progress was being loaded is farther.
    const known = reached.get(partition) ?? saved;
    reached.set(partition, known);
    return known;
  }

  async function page(partition: number): Promise<LogPage> {
    const after = await position(partition);
    const events: Recorded[] = [];
    const range = { after, limit: pageSize, ...(cancel === undefined ? {} : { cancel }) };
    for await (const event of store.readLog(tenant, partition, range)) events.push(event);
    return { partition, events, upTo: events.at(-1)?.position ?? after };
  }

  async function pollOnce(): Promise<number> {
    await begin();
    let handled = 0;
    for (const head of await store.heads(tenant)) {
      while ((await position(head.partition)) < head.position && cancel?.aborted !== true) {
        const next = await page(head.partition);
        if (next.events.length === 0) break;
        await handle(next);
        await progress.save(group, next.partition, next.upTo);
        reached.set(next.partition, next.upTo);
        handled += next.events.length;
      }
    }
    return handled;
  }

  return {
    poll: () => {
      const mine = tail.then(pollOnce, pollOnce);
      tail = mine.catch(() => undefined);
      return mine;
    },
    lag: async () => {
      await begin();
      let behind = 0;
      for (const head of await store.heads(tenant))
        behind += Math.max(0, head.position - (await position(head.partition)));
      return behind;
    },
  };
}

import type { EventStore } from './event-store.ts';
import { type Folded, fold } from './fold.ts';
import type { StreamId, TenantId } from './ids.ts';
import type { Step } from './step.ts';

/** Folded streams kept in memory, brought up to date when they are asked for. A cache only. */
export interface FoldedStreams {
  /** The stream of a step as it was last folded here, if it was: others may have written to it since. */
  known(tenant: TenantId, step: Step): Folded<unknown> | undefined;
  /** The stream of a step as the store has it now. */
  read(tenant: TenantId, step: Step): Promise<Folded<unknown>>;
  /** Keeps what was folded by this handling. */
  keep(tenant: TenantId, stream: StreamId, handling: unknown, folded: Folded<unknown>): void;
}

/** How a stream is folded that is only looked at. */
const onlooker = { initial: undefined, decide: () => [], evolve: () => undefined };

/** The last `limit` streams that were folded. */
export function foldedStreams(store: Pick<EventStore, 'read'>, limit: number): FoldedStreams {
  const cache = new Map<string, { readonly handling: unknown; readonly folded: Folded<unknown> }>();

  function keep(
    tenant: TenantId,
    stream: StreamId,
    handling: unknown,
    folded: Folded<unknown>,
  ): void {
    const key = JSON.stringify([tenant, stream]);
    cache.delete(key);
    cache.set(key, { handling, folded });
    if (cache.size <= limit) return;
    const [oldest] = cache.keys();
    if (oldest !== undefined) cache.delete(oldest);
  }

  function known(tenant: TenantId, { stream, decides }: Step): Folded<unknown> | undefined {
    const hit = cache.get(JSON.stringify([tenant, stream]));
    return hit !== undefined && hit.handling === decides?.handling ? hit.folded : undefined;
  }

  return {
    keep,
    known,
    read: async (tenant, step) => {
      const { stream, decides } = step;
      const handling = decides?.handling;
      const from = known(tenant, step);
      const events = store.read(tenant, stream, { after: from?.version ?? 0 });
      const now = await fold(handling?.decider ?? onlooker, events, {
        ...(from === undefined ? {} : { from }),
        ...(handling?.upcasters === undefined ? {} : { upcasters: handling.upcasters }),
      });
      if (handling !== undefined && now.version > 0) keep(tenant, stream, handling, now);
      return now;
    },
  };
}

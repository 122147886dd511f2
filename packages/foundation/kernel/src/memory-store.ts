import { canonicalJson } from './canonical-json.ts';
import { contentOf, nextDigest } from './chain.ts';
import type { Clock } from './clock.ts';
import { meets } from './command.ts';
import type { Deadline, Deadlines } from './deadlines.ts';
import type { Digest } from './digest.ts';
import type { Draft, Recorded } from './envelope.ts';
import type {
  AppendBatch,
  AppendEntry,
  Appended,
  AppendResult,
  ReadOptions,
} from './event-store.ts';
import { frozenCopy } from './frozen-copy.ts';
import type { StreamId, TenantId } from './ids.ts';
import { memoryDeadLetters } from './memory-dead-letters.ts';
import { memoryProgress } from './memory-progress.ts';
import type { Store } from './store.ts';

interface Tenant {
  readonly streams: Map<StreamId, Recorded[]>;
  readonly logs: Map<number, Recorded[]>;
  readonly commands: Map<string, readonly Appended[]>;
  readonly events: Set<string>;
  readonly deadlines: Map<string, Armed>;
}

interface Place {
  readonly events: readonly Recorded[];
  readonly log: readonly Recorded[];
  readonly partition: number;
}

interface Armed {
  readonly deadline: Deadline;
  leasedUntil: number;
}

async function* slice(events: readonly Recorded[], options: ReadOptions): AsyncIterable<Recorded> {
  const { after = 0, limit = Infinity, cancel } = options;
  const end = Math.min(events.length, after + limit);
  for (let i = Math.max(0, after); i < end; i++) {
    const event = events[i];
    if (event === undefined || cancel?.aborted === true) return;
    yield event;
  }
}

/** A store in memory: everything that a durable one promises, until the process ends. */
export function memoryStore(ports: { readonly digest: Digest; readonly clock: Clock }): Store {
  const { digest, clock } = ports;
  const tenants = new Map<TenantId, Tenant>();

  function tenantOf(id: TenantId): Tenant {
    const known = tenants.get(id) ?? {
      streams: new Map(),
      logs: new Map(),
      commands: new Map(),
      events: new Set(),
      deadlines: new Map(),
    };
    tenants.set(id, known);
    return known;
  }

  function refuseBugs(batch: AppendBatch, tenant: Tenant): void {
    const names = new Set(batch.entries.map(({ stream }) => stream));
    if (names.size < batch.entries.length) throw new Error('A batch names each stream once.');
    const ids = batch.entries.flatMap(({ events }) => events.map(({ id }) => id));
    if (new Set(ids).size < ids.length || ids.some((id) => tenant.events.has(id)))
      throw new Error('An event id stands under another command already.');
  }

  /** A copy by its text: what a caller changes afterwards does not change the record. */
  function recorded(draft: Draft, batch: AppendBatch, stream: StreamId, place: Place): Recorded {
    const belonging = { tenant: batch.tenant, stream, command: batch.command };
    const content = contentOf(draft, belonging, digest);
    return frozenCopy({
      ...draft,
      ...belonging,
      version: place.events.length + 1,
      partition: place.partition,
      position: place.log.length + 1,
      recordedAt: clock.now(),
      digest: nextDigest(place.events.at(-1)?.digest ?? '', content, digest),
    });
  }

  function write(entry: AppendEntry, batch: AppendBatch, tenant: Tenant): Appended {
    const { stream, events: drafts } = entry;
    const events = tenant.streams.get(stream) ?? [];
    const partition = events[0]?.partition ?? entry.partition;
    const log = tenant.logs.get(partition) ?? [];
    const from = { version: events.length, position: log.length };
    for (const draft of drafts) {
      const event = recorded(draft, batch, stream, { events, log, partition });
      events.push(event);
      log.push(event);
      tenant.events.add(event.id);
    }
    if (events.length > 0) tenant.streams.set(stream, events);
    if (log.length > 0) tenant.logs.set(partition, log);
    const count = (start: number) => drafts.map((_, i) => start + i + 1);
    return { stream, partition, versions: count(from.version), positions: count(from.position) };
  }

  function arm(batch: AppendBatch, tenant: Tenant): void {
    for (const change of batch.deadlines ?? []) {
      if ('cancel' in change) tenant.deadlines.delete(change.key);
      else {
        const { key, due, stream } = change;
        const deadline = { tenant: batch.tenant, key, due, stream, armed: batch.command };
        tenant.deadlines.set(key, { deadline, leasedUntil: -Infinity });
      }
    }
  }

  function append(batch: AppendBatch): AppendResult {
    const tenant = tenantOf(batch.tenant);
    const before = tenant.commands.get(batch.command);
    if (before !== undefined) return { outcome: 'duplicate', entries: before };
    for (const { stream, expected } of batch.entries) {
      const actual = tenant.streams.get(stream)?.length ?? 0;
      if (!meets(expected, actual)) return { outcome: 'conflict', stream, actual };
    }
    refuseBugs(batch, tenant);
    // Before anything is changed: a draft that is no JSON leaves no trace.
    for (const { events } of batch.entries) for (const draft of events) canonicalJson(draft);
    const entries = frozenCopy(batch.entries.map((entry) => write(entry, batch, tenant)));
    arm(batch, tenant);
    tenant.commands.set(batch.command, entries);
    return { outcome: 'appended', entries };
  }

  const deadlines: Deadlines = {
    claim: async (id, now, limit, leaseMs) => {
      const free = [...(tenants.get(id)?.deadlines.values() ?? [])]
        .filter(({ leasedUntil }) => leasedUntil <= now || leasedUntil > now + leaseMs)
        .filter(({ deadline }) => deadline.due <= now)
        .sort(
          (a, b) => a.deadline.due - b.deadline.due || (a.deadline.key < b.deadline.key ? -1 : 1),
        )
        .slice(0, limit);
      for (const armed of free) armed.leasedUntil = now + leaseMs;
      return free.map(({ deadline }) => deadline);
    },
    done: async (claimed) => {
      for (const { tenant: id, key, due, armed } of claimed) {
        const rows = tenants.get(id)?.deadlines;
        const row = rows?.get(key)?.deadline;
        if (row?.due === due && row.armed === armed) rows?.delete(key);
      }
    },
    next: async (id) => {
      let earliest: number | undefined;
      for (const { deadline } of tenants.get(id)?.deadlines.values() ?? [])
        if (earliest === undefined || deadline.due < earliest) earliest = deadline.due;
      return earliest;
    },
  };

  return {
    append: async (batch) => append(batch),
    first: async (tenant, command) => tenants.get(tenant)?.commands.get(command),
    read: (tenant, stream, options = {}) =>
      slice(tenants.get(tenant)?.streams.get(stream) ?? [], options),
    readLog: (tenant, partition, options = {}) =>
      slice(tenants.get(tenant)?.logs.get(partition) ?? [], options),
    heads: async (tenant) =>
      [...(tenants.get(tenant)?.logs ?? [])]
        .map(([partition, log]) => ({ partition, position: log.length }))
        .sort((a, b) => a.partition - b.partition),
    deadlines,
    progress: memoryProgress(),
    deadLetters: memoryDeadLetters(),
    close: async () => undefined,
  };
}

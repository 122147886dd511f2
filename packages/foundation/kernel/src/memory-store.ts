import { nextDigest } from './chain.ts';
import type { Clock } from './clock.ts';
import { meets } from './command.ts';
import type { Deadline, Deadlines } from './deadlines.ts';
import type { Digest } from './digest.ts';
import type { Recorded, SealedPart } from './envelope.ts';
import type { AppendBatch, Appended, AppendResult, ReadOptions } from './event-store.ts';
import { frozenCopy } from './frozen-copy.ts';
import type { StreamId, TenantId } from './ids.ts';
import type { Json } from './json.ts';
import { memoryDeadLetters } from './memory-dead-letters.ts';
import { memoryProgress } from './memory-progress.ts';
import {
  appendedBehind,
  type PreparedAppend,
  type PreparedEntry,
  type PreparedEvent,
  preparedAppend,
} from './prepared-append.ts';
import type { Store } from './store.ts';
import { eventIdTaken } from './store-refusals.ts';

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

  function recorded(
    { content, data, sealed, ...draft }: PreparedEvent,
    belonging: Pick<Recorded, 'tenant' | 'stream' | 'command'>,
    place: Place,
  ): Recorded {
    return frozenCopy({
      ...draft,
      data: JSON.parse(data) as Json,
      ...(sealed === undefined ? {} : { sealed: JSON.parse(sealed) as readonly SealedPart[] }),
      ...belonging,
      version: place.events.length + 1,
      partition: place.partition,
      position: place.log.length + 1,
      recordedAt: clock.now(),
      digest: nextDigest(place.events.at(-1)?.digest ?? '', content, digest),
    });
  }

  function write(entry: PreparedEntry, batch: PreparedAppend, tenant: Tenant): Appended {
    const { stream, events: drafts } = entry;
    const events = tenant.streams.get(stream) ?? [];
    const partition = events[0]?.partition ?? entry.partition;
    const log = tenant.logs.get(partition) ?? [];
    const from = { version: events.length, position: log.length, count: drafts.length };
    const belonging = { tenant: batch.tenant, stream, command: batch.command };
    for (const draft of drafts) {
      const event = recorded(draft, belonging, { events, log, partition });
      events.push(event);
      log.push(event);
      tenant.events.add(event.id);
    }
    if (events.length > 0) tenant.streams.set(stream, events);
    if (log.length > 0) tenant.logs.set(partition, log);
    return appendedBehind({ stream, partition }, from);
  }

  function arm(batch: PreparedAppend, tenant: Tenant): void {
    for (const change of batch.deadlines) {
      if ('cancel' in change) tenant.deadlines.delete(change.key);
      else {
        const { key, due, stream } = change;
        const deadline = { tenant: batch.tenant, key, due, stream, armed: batch.command };
        tenant.deadlines.set(key, { deadline, leasedUntil: -Infinity });
      }
    }
  }

  function refuseKnownIds({ entries }: PreparedAppend, tenant: Tenant): void {
    for (const { events } of entries)
      for (const { id } of events) if (tenant.events.has(id)) throw eventIdTaken(id);
  }

  function append(asked: AppendBatch): AppendResult {
    const batch = preparedAppend(asked, digest);
    const tenant = tenantOf(batch.tenant);
    const before = tenant.commands.get(batch.command);
    if (before !== undefined) return { outcome: 'duplicate', entries: before };
    for (const { stream, expected } of batch.entries) {
      const actual = tenant.streams.get(stream)?.length ?? 0;
      if (!meets(expected, actual)) return { outcome: 'conflict', stream, actual };
    }
    refuseKnownIds(batch, tenant);
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

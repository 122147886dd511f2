import {
  brokenAt,
  type DeadLetter,
  type Recorded,
  type StreamId,
  type TenantId,
  tenantId,
} from '@civigrid/kernel';
import { nodeDigest, sqliteStore } from '@civigrid/store-sqlite';

/** All that stands in a store's file. */
export interface WholeRecord {
  readonly events: readonly Recorded[];
  readonly streams: ReadonlyMap<StreamId, readonly Recorded[]>;
  readonly letters: readonly DeadLetter[];
  /** Partitions whose positions have a gap, or do not begin at 1. */
  readonly gaps: readonly number[];
  /** Streams whose chain of digests or versions is broken. */
  readonly broken: readonly StreamId[];
  /** The next deadline that is still armed. */
  readonly armed: number | undefined;
}

/** Reads a store's file from end to end; the street is the tenant if none is named. */
export async function recordOf(
  file: string,
  tenant: TenantId = tenantId('LS'),
): Promise<WholeRecord> {
  const store = sqliteStore({ file });
  try {
    const events: Recorded[] = [];
    const gaps: number[] = [];
    for (const { partition, position } of await store.heads(tenant)) {
      let last = 0;
      let sound = true;
      for await (const event of store.readLog(tenant, partition)) {
        sound &&= event.position === last + 1;
        last = event.position;
        events.push(event);
      }
      if (!sound || last !== position) gaps.push(partition);
    }
    const streams = new Map<StreamId, readonly Recorded[]>();
    for (const stream of [...new Set(events.map((event) => event.stream))].sort()) {
      const own: Recorded[] = [];
      for await (const event of store.read(tenant, stream)) own.push(event);
      streams.set(stream, own);
    }
    const broken = [...streams].flatMap(([stream, own]) =>
      brokenAt(own, nodeDigest) === undefined ? [] : [stream],
    );
    const letters = await store.deadLetters.list({ tenant });
    return { events, streams, letters, gaps, broken, armed: await store.deadlines.next(tenant) };
  } finally {
    await store.close();
  }
}

/** References to persons and photos are random UUIDs; everything derived has version 8. */
const random = /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g;

/** A text in which the references that are random in each run are numbered in the order of their appearance. */
function numbered(text: string): string {
  const names = new Map<string, string>();
  return text.replaceAll(random, (ref) => {
    const name = names.get(ref) ?? `#${names.size + 1}`;
    names.set(ref, name);
    return name;
  });
}

/** A stream as two runs must agree on it, an event a line: everything but keys, boxes, digests, positions and the instant of writing. */
export function comparable(stream: readonly Recorded[]): readonly string[] {
  const lines = stream.map(({ sealed = [], ...event }) => {
    const { id, type, schema, version, partition, at, actor, data } = event;
    const { command, cause, correlation } = event;
    const parts = sealed.map(({ subject, purpose }) => ({ subject, purpose }));
    const names = { command, cause, correlation };
    return JSON.stringify({ id, type, schema, version, partition, at, actor, names, data, parts });
  });
  return numbered(lines.join('\n')).split('\n');
}

/** A record as two runs must agree on it: streams by name, refused inputs by id. */
export function essence({ streams, letters, events, gaps, broken, armed }: WholeRecord): {
  readonly streams: Readonly<Record<string, readonly string[]>>;
  readonly letters: readonly string[];
  readonly [count: string]: unknown;
} {
  return {
    events: events.length,
    distinct: new Set(events.map(({ id }) => id)).size,
    streams: Object.fromEntries([...streams].map(([name, own]) => [name, comparable(own)])),
    letters: letters.map(({ id, source, at, keepUntil, reasons }) =>
      JSON.stringify({ id, source, at, keepUntil, reasons }),
    ),
    gaps,
    broken,
    armed,
  };
}

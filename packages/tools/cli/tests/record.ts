import {
  actorId,
  brokenAt,
  type DeadLetter,
  type EventId,
  type Json,
  type MediaRef,
  type Recorded,
  type StreamId,
  streamId,
  type TenantId,
  tenantId,
} from '@civigrid/kernel';
import { nodeDigest, type SqliteVault, sqliteStore, sqliteVault } from '@civigrid/store-sqlite';

/** A personal part, opened. */
interface Opened {
  readonly subject: string;
  readonly purpose: string;
  readonly value: Json;
}

/** All that stands in a store's file, with what the keys beside it open. */
export interface WholeRecord {
  readonly events: readonly Recorded[];
  readonly streams: ReadonlyMap<StreamId, readonly Recorded[]>;
  readonly letters: readonly DeadLetter[];
  /** By the id of an event or a letter: its personal parts. */
  readonly opened: ReadonlyMap<string, readonly Opened[]>;
  /** Photos that an event names and nobody can look at, or that have become others. */
  readonly lostPhotos: readonly string[];
  /** How many photos the events name. */
  readonly photos: number;
  /** Partitions whose positions have a gap, or do not begin at 1. */
  readonly gaps: readonly number[];
  /** Streams whose chain of digests or versions is broken. */
  readonly broken: readonly StreamId[];
  /** The next deadline that is still armed. */
  readonly armed: number | undefined;
}

const reader = { actor: actorId('test'), purpose: 'test' };

interface NamedPhoto {
  readonly media: MediaRef;
  readonly hash: string;
}

function photosOf({ data }: Recorded): readonly NamedPhoto[] {
  const { photos = [] } = data as { readonly photos?: readonly NamedPhoto[] };
  return photos;
}

async function openedBy(
  vault: SqliteVault,
  tenant: TenantId,
  events: readonly Recorded[],
  letters: readonly DeadLetter[],
): Promise<ReadonlyMap<string, readonly Opened[]>> {
  const opened = new Map<string, readonly Opened[]>();
  const put = async (
    { id, schema, sealed = [] }: Pick<Recorded, 'id' | 'schema' | 'sealed'>,
    stream: StreamId,
  ) => {
    const parts: Opened[] = [];
    for (const part of sealed) {
      const context = { tenant, stream, event: id, schema };
      const { subject, purpose } = part;
      parts.push({ subject, purpose, value: await vault.open(part, context, reader) });
    }
    if (parts.length > 0) opened.set(id, parts);
  };
  for (const event of events) await put(event, event.stream);
  const office = streamId('tenant', 'dead-letters');
  for (const { id, sealed } of letters) await put({ id: id as EventId, schema: 1, sealed }, office);
  return opened;
}

/** Reads a store's file and its keys from end to end; the street is the tenant if none is named. */
export async function recordOf(
  file: string,
  tenant: TenantId = tenantId('LS'),
): Promise<WholeRecord> {
  const store = sqliteStore({ file });
  const vault = sqliteVault({ file: `${file}.keys` });
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
    const opened = await openedBy(vault, tenant, events, letters);
    const named = events.flatMap(photosOf);
    const lostPhotos: string[] = [];
    for (const { media, hash } of named) {
      const bytes = await vault.media.get(media, reader);
      if (bytes === undefined || Buffer.from(nodeDigest.sha256(bytes)).toString('hex') !== hash)
        lostPhotos.push(media);
    }
    const photos = named.length;
    const armed = await store.deadlines.next(tenant);
    return { events, streams, letters, opened, lostPhotos, photos, gaps, broken, armed };
  } finally {
    await store.close();
    await vault.close();
  }
}

/** References to persons, photos and whose letter it is are random UUIDs (versions 4 and 7); everything derived has version 8. */
const random = /[0-9a-f]{8}-[0-9a-f]{4}-[47][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g;

/** A text in which the references that are random in each run are numbered in the order of their appearance. */
function numbered(text: string): string {
  const names = new Map<string, string>();
  return text.replaceAll(random, (ref) => {
    const name = names.get(ref) ?? `#${names.size + 1}`;
    names.set(ref, name);
    return name;
  });
}

/** A stream as two runs must agree on it, an event a line: all of it with its parts opened, but for keys, boxes, digests, positions and the instant of writing. */
function comparable(stream: readonly Recorded[], opened: WholeRecord['opened']): readonly string[] {
  const lines = stream.map((event) => {
    const { id, type, schema, version, partition, at, actor, data } = event;
    const { command, cause, correlation } = event;
    const names = { command, cause, correlation };
    const parts = opened.get(id);
    return JSON.stringify({ id, type, schema, version, partition, at, actor, names, data, parts });
  });
  return numbered(lines.join('\n')).split('\n');
}

/** A record as two runs must agree on it: streams by name, refused inputs by id. */
export function essence(record: WholeRecord): {
  readonly events: number;
  readonly streams: Readonly<Record<string, readonly string[]>>;
  readonly letters: readonly string[];
  readonly [count: string]: unknown;
} {
  const { streams, letters, events, opened, photos, lostPhotos, gaps, broken, armed } = record;
  return {
    events: events.length,
    distinct: new Set(events.map(({ id }) => id)).size,
    streams: Object.fromEntries([...streams].map(([name, own]) => [name, comparable(own, opened)])),
    letters: letters.map(({ id, source, at, keepUntil, reasons }) =>
      numbered(JSON.stringify({ id, source, at, keepUntil, reasons, parts: opened.get(id) })),
    ),
    photos,
    lostPhotos,
    gaps,
    broken,
    armed,
  };
}

/** A record in which nothing is torn. */
export const sound = { lostPhotos: [], gaps: [], broken: [], armed: undefined } as const;

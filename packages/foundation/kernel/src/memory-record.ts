import type { SealedFile } from './archive.ts';
import type { Recorded } from './envelope.ts';
import type { Appended } from './event-store.ts';
import type { StreamId } from './ids.ts';

/** Events in order of a number that counts 1, 2, 3 …, the first of them perhaps sealed and gone. */
export interface MemoryRun {
  /** The number of the last one, gone or not. */
  last: number;
  /** What is here of them. */
  events: Recorded[];
}

/** One stream of a store in memory. */
interface MemoryStream extends MemoryRun {
  readonly partition: number;
  /** The end of its chain. */
  digest: string;
  /** The files in which its first events lie, and the last version in each. */
  readonly files: { readonly file: SealedFile; readonly last: number }[];
}

/** The record of one tenant in memory. */
export interface MemoryRecord {
  readonly streams: Map<StreamId, MemoryStream>;
  readonly logs: Map<number, MemoryRun>;
  readonly commands: Map<string, readonly Appended[]>;
  /** All ids, those of sealed events included. */
  readonly ids: Set<string>;
  files: readonly SealedFile[];
}

/** An empty record. */
export function memoryRecord(): MemoryRecord {
  return {
    streams: new Map(),
    logs: new Map(),
    commands: new Map(),
    ids: new Set(),
    files: [],
  };
}

/** What is here behind a number, at most so many. */
export function pageOf(
  run: MemoryRun | undefined,
  after: number,
  size: number,
): readonly Recorded[] {
  if (run === undefined) return [];
  const gone = run.last - run.events.length;
  const begin = Math.max(0, Math.ceil(after - gone));
  return run.events.slice(begin, begin + size);
}

/** Adds an event to its stream and its log. */
export function addEvent(record: MemoryRecord, event: Recorded): void {
  const { stream: name, partition, position, version, digest, id } = event;
  const stream = record.streams.get(name) ?? {
    partition,
    last: 0,
    events: [],
    digest: '',
    files: [],
  };
  const log = record.logs.get(partition) ?? { last: 0, events: [] };
  record.streams.set(name, stream);
  record.logs.set(partition, log);
  stream.events.push(event);
  stream.last = version;
  stream.digest = digest;
  log.events.push(event);
  log.last = position;
  record.ids.add(id);
}

/** Takes a run that lies in a file now out of its streams and its log. */
export function removeSealed(
  record: MemoryRecord,
  file: SealedFile,
  events: readonly Recorded[],
): void {
  const log = record.logs.get(file.partition);
  if (log !== undefined) log.events = log.events.slice(events.length);
  const versions = new Map<StreamId, number>();
  for (const { stream, version } of events) versions.set(stream, version);
  for (const [name, last] of versions) {
    const stream = record.streams.get(name);
    if (stream === undefined) continue;
    stream.events = stream.events.filter(({ version }) => version > last);
    stream.files.push({ file, last });
  }
  record.files = [...record.files, file].sort(
    (a, b) => a.partition - b.partition || a.from - b.from,
  );
}

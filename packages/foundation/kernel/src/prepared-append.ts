import { canonicalJson } from './canonical-json.ts';
import { type Belonging, contentText } from './chain.ts';
import type { Expected } from './command.ts';
import type { DeadlineChange } from './deadlines.ts';
import type { Digest } from './digest.ts';
import type { Draft } from './envelope.ts';
import type { AppendBatch, Appended } from './event-store.ts';
import type { CommandId, StreamId, TenantId } from './ids.ts';
import { checkInstant } from './instant.ts';
import { eventIdTaken, eventTooLarge, invalidStream, largestEvent } from './store-refusals.ts';
import { isStreamName } from './stream.ts';
import { isWellFormed } from './well-formed.ts';

/** A draft on its way into a store: cut loose from what the caller holds, its values as canonical texts. */
export interface PreparedEvent extends Omit<Draft, 'data' | 'sealed'> {
  /** Canonical JSON. */
  readonly data: string;
  /** Canonical JSON. */
  readonly sealed?: string;
  /** The hash of the content (32 bytes): what `contentOf` gives. */
  readonly content: Uint8Array;
}

/** An entry on its way into a store. */
export interface PreparedEntry {
  readonly stream: StreamId;
  readonly partition: number;
  readonly expected: Expected;
  readonly events: readonly PreparedEvent[];
}

/** A batch on its way into a store: checked, and cut loose from what the caller holds. */
export interface PreparedAppend {
  readonly tenant: TenantId;
  readonly command: CommandId;
  readonly entries: readonly PreparedEntry[];
  readonly deadlines: readonly DeadlineChange[];
}

/** How many bytes a text has in UTF-8, if that may be more than `most`: a short text is not counted. */
function bytesBeyond(text: string, most: number): number {
  if (text.length * 3 <= most) return 0;
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) continue;
    // A surrogate is half of four bytes.
    bytes += unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff) ? 1 : 2;
  }
  return bytes > most ? bytes : 0;
}

/** One event, checked and cut loose from what the caller holds. */
export function preparedEvent(draft: Draft, belonging: Belonging, digest: Digest): PreparedEvent {
  const { id, type, schema, at, actor, cause, correlation } = draft;
  checkInstant(at, 'event');
  const data = canonicalJson(draft.data);
  const sealed = draft.sealed === undefined ? undefined : canonicalJson(draft.sealed);
  const text = contentText(draft, belonging, { data, sealed });
  const bytes = bytesBeyond(text, largestEvent);
  if (bytes > 0) throw eventTooLarge(id, bytes);
  return {
    id,
    type,
    schema,
    data,
    ...(sealed === undefined ? {} : { sealed }),
    at,
    actor,
    ...(cause === undefined ? {} : { cause }),
    correlation,
    content: digest.sha256(text),
  };
}

function isCount(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) >= 0 && Number(value) < 2 ** 31;
}

/** What no caller in his right mind sends: bugs, not refusals. */
function refuseBugs({ tenant, command, entries, deadlines = [] }: AppendBatch): void {
  const names = entries.map(({ stream }) => stream);
  if (new Set(names).size < names.length) throw new Error('A batch names each stream once.');
  // A lone surrogate has no form in UTF-8: two names would become one.
  if (![tenant, command, ...deadlines.map(({ key }) => key)].every(isWellFormed))
    throw new Error('Names and keys hold no lone surrogate.');
  const schemas = entries.flatMap(({ events }) => events.map(({ schema }) => schema));
  if (![...entries.map(({ partition }) => partition), ...schemas].every(isCount))
    throw new Error('A partition and a schema are whole numbers from 0 up to 2^31 - 1.');
}

/**
 * Everything about an append that needs no database: the checks that all stores share, and a copy that the caller
 * cannot change any more. Refuses with `kernel/invalid-stream`, `kernel/event-id-taken` (twice in the batch),
 * `kernel/event-too-large`, `kernel/not-json` and `kernel/invalid-instant`; a batch that names a stream twice is a bug.
 */
export function preparedAppend(batch: AppendBatch, digest: Digest): PreparedAppend {
  const { tenant, command, entries, deadlines = [] } = batch;
  refuseBugs(batch);
  for (const { stream } of entries) if (!isStreamName(stream)) throw invalidStream(stream);
  const ids = new Set<string>();
  for (const { events } of entries)
    for (const { id } of events) {
      if (ids.has(id)) throw eventIdTaken(id);
      ids.add(id);
    }
  for (const change of deadlines) {
    if ('cancel' in change) continue;
    checkInstant(change.due, 'deadline');
    if (!isStreamName(change.stream)) throw invalidStream(change.stream);
  }
  return {
    tenant,
    command,
    deadlines: deadlines.map((change) => ({ ...change })),
    entries: entries.map((entry) => {
      const { stream, partition, expected, events } = entry;
      const belonging = { tenant, stream, command };
      const list = events.map((draft) => preparedEvent(draft, belonging, digest));
      return { stream, partition, expected, events: list };
    }),
  };
}

/** An entry that came to lie behind a version and a position: `count` of each, without a gap. */
export function appendedBehind(
  place: Pick<Appended, 'stream' | 'partition'>,
  behind: { readonly version: number; readonly position: number; readonly count: number },
): Appended {
  const { stream, partition } = place;
  const numbers = (after: number) => Array.from({ length: behind.count }, (_, i) => after + i + 1);
  return {
    stream,
    partition,
    versions: numbers(behind.version),
    positions: numbers(behind.position),
  };
}

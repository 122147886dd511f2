import { createHash } from 'node:crypto';
import {
  type ActorId,
  type AppendBatch,
  type AppendEntry,
  actorId,
  type CommandId,
  type CorrelationId,
  commandId,
  correlationId,
  type Digest,
  type Draft,
  type EventId,
  type EventStore,
  eventId,
  type Json,
  type Recorded,
  type StreamId,
  streamId,
  type TenantId,
  tenantId,
} from '@civigrid/kernel';

/** SHA-256, to check the chains with. */
export const digest: Digest = {
  sha256: (content) => new Uint8Array(createHash('sha256').update(content).digest()),
};

/** Two streets. */
export const street: TenantId = tenantId('street');
/** The other street: the same names, and nothing in common. */
export const otherStreet: TenantId = tenantId('other-street');
/** Who acts in the samples. */
export const someone: ActorId = actorId('post/LS.01/gridLeader');
/** The matter of the samples. */
const matter: CorrelationId = correlationId('matter-1');

/** 2026-03-02 08:00 in Beijing. */
export const morning = 1_772_409_600_000;

function uuid(kind: string, n: number): string {
  return `019cc000-${kind}-7000-8000-${n.toString(16).padStart(12, '0')}`;
}

/** The n-th command. */
export function command(n: number): CommandId {
  return commandId(uuid('c000', n));
}

/** The n-th event. */
export function event(n: number): EventId {
  return eventId(uuid('e000', n));
}

/** The stream of a case. */
export function caseStream(name: string): StreamId {
  return streamId('case', name);
}

/** The n-th draft. */
export function draft(n: number, data: Json = { n }, more: Partial<Draft> = {}): Draft {
  return {
    id: event(n),
    type: 'cases/reported',
    schema: 1,
    data,
    at: morning + n,
    actor: someone,
    correlation: matter,
    ...more,
  };
}

/** An entry that takes the stream as it is. */
export function entry(
  stream: string,
  events: readonly Draft[],
  more: Partial<AppendEntry> = {},
): AppendEntry {
  return { stream: caseStream(stream), partition: 3, expected: 'any', events, ...more };
}

/** The n-th command's batch. */
export function batch(
  n: number,
  entries: readonly AppendEntry[],
  more: Partial<AppendBatch> = {},
): AppendBatch {
  return { tenant: street, command: command(n), entries, ...more };
}

/** Appends one event to a stream by the n-th command. */
export async function report(
  store: Pick<EventStore, 'append'>,
  n: number,
  stream: string,
): Promise<void> {
  await store.append(batch(n, [entry(stream, [draft(n)])]));
}

/** Everything that an iteration gives. */
export async function all<Item>(items: AsyncIterable<Item>): Promise<readonly Item[]> {
  const list: Item[] = [];
  for await (const item of items) list.push(item);
  return list;
}

/** An event without what only the store knew: the draft as it was written. */
export function draftOf(recorded: Recorded): Draft {
  const {
    tenant: _tenant,
    stream: _stream,
    command: _command,
    version: _version,
    partition: _partition,
    position: _position,
    recordedAt: _recordedAt,
    digest: _digest,
    ...written
  } = recorded;
  return written;
}

/** Changes everything in a value that lets itself be changed, as a careless reader would. */
export function deface(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  for (const part of Object.values(value)) deface(part);
  for (const key of [...Object.keys(value), 'added']) Reflect.set(value, key, 'defaced');
}

/** 1, 2, 3 … up to a number. */
export function upTo(last: number): readonly number[] {
  return Array.from({ length: last }, (_, i) => i + 1);
}

/** Texts that trap careless stores. */
export const naughtyTexts: readonly string[] = [
  '__proto__',
  'constructor',
  'toString',
  ' ',
  '  spaces  ',
  "Robert'); DROP TABLE events;--",
  '%_\\"\'`',
  '\u0000 in the middle \u0000',
  '\u0001\u001f\u007f\u0085',
  '\u2028\u2029\ufeff\u200b',
  '\r\n\t',
  'é e\u0301',
  '网格 · 福石',
  '𠮷野家 👨‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿',
  '\ue000\uffff\u{10ffff}',
  'null',
  '1e5',
  '{"a":1}',
  '?1 $1 :name',
];

/** Values that come back exactly, or not at all. */
export const naughtyValues: readonly Json[] = [
  null,
  true,
  false,
  0,
  -1,
  Number.MAX_SAFE_INTEGER,
  Number.MIN_SAFE_INTEGER,
  Number.MAX_VALUE,
  5e-324,
  0.1 + 0.2,
  1e21,
  '',
  [],
  {},
  [[], [[]], {}],
  { '': { '': '' } },
  JSON.parse('{"__proto__":{"polluted":true},"constructor":1,"2":"b","10":"a"}') as Json,
  naughtyTexts,
];

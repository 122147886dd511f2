import { DomainError } from './domain-error.ts';
import type { StreamId } from './ids.ts';
import { isWellFormed } from './well-formed.ts';

/** The kinds of streams that the record knows. */
export const streamKinds = [
  'case',
  'task',
  'request',
  'device',
  'incident',
  'finding',
  'division',
  'convention',
  'poll',
  'ballots',
  'meeting',
  'pledge',
  'person',
  'household',
  'roster',
  'table',
  'limits',
  'calendar',
  'programme',
  'tenant',
] as const;

/** One kind of stream. */
export type StreamKind = (typeof streamKinds)[number];

/** The code with which kernel refuses a stream's name. */
export type StreamErrorCode = 'kernel/invalid-stream';

/** Whether a text holds a control (Unicode's category Cc): nobody sees them, and some databases cannot hold them all. */
function holdsControl(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x20 || (unit > 0x7e && unit < 0xa0)) return true;
  }
  return false;
}

/** Whether a text may name a stream: not empty, no control character, no lone surrogate. */
export function isStreamName(text: string): boolean {
  return text !== '' && isWellFormed(text) && !holdsControl(text);
}

/** The stream of one thing: `kind/id`. Refuses an id that is empty or ill-formed or holds a control character with `kernel/invalid-stream`. */
export function streamId(kind: StreamKind, id: string): StreamId {
  if (!isStreamName(id) || !streamKinds.includes(kind))
    throw new DomainError(
      'kernel/invalid-stream' satisfies StreamErrorCode,
      'A stream is named by one of the known kinds and an id that is not empty and holds no control character.',
      { kind },
    );
  return `${kind}/${id}` as StreamId;
}

/** Kind and id of a stream, or undefined where the text names none. */
export function parseStreamId(
  stream: string,
): { readonly kind: StreamKind; readonly id: string } | undefined {
  const slash = stream.indexOf('/');
  const kind = streamKinds.find((known) => known === stream.slice(0, slash));
  const id = stream.slice(slash + 1);
  return kind === undefined || id === '' ? undefined : { kind, id };
}

/** How many partitions a street has (64); a power of two, fixed at the tenant's birth. */
export const streetPartitions = 64;

/**
 * The partition of a community (社区), the unit of order in the log: FNV-1a over its code's UTF-16 units, well
 * mixed, modulo `partitions`. A stream without a community goes by the tenant's root code.
 */
export function partitionOf(community: string, partitions: number = streetPartitions): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < community.length; i++) {
    const unit = community.charCodeAt(i);
    hash = Math.imul(hash ^ (unit & 255), 0x01000193);
    hash = Math.imul(hash ^ (unit >> 8), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash ^= hash >>> 13;
  return (hash >>> 0) % partitions;
}

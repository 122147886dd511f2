import { canonicalJson } from './canonical-json.ts';
import type { Digest } from './digest.ts';
import type { Draft, Recorded } from './envelope.ts';
import { fromHex, toHex } from './hexadecimal.ts';
import type { CommandId, StreamId, TenantId } from './ids.ts';

/** Where a draft belongs: what its content covers besides itself. */
export interface Belonging {
  readonly tenant: TenantId;
  readonly stream: StreamId;
  readonly command: CommandId;
}

/** The content of an event: its draft with tenant, stream and command. Sealed parts are in it as ciphertext, positions are not. */
export type EventContent = Draft & Belonging;

/** What proofs cover of an event: a store gives more, which changes when it is moved. */
export function eventContent(draft: Draft, belonging: Belonging): EventContent {
  const { id, type, schema, data, sealed, at, actor, cause, correlation } = draft;
  const { tenant, stream, command } = belonging;
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
    tenant,
    stream,
    command,
  };
}

/**
 * The canonical text of an event's content (that of {@link eventContent}), put together from those of its members in
 * their order, so that who has written the data and the sealed parts already need not write them again.
 */
export function contentText(
  { id, type, schema, at, actor, cause, correlation }: Draft,
  { tenant, command, stream }: Belonging,
  { data, sealed }: { readonly data: string; readonly sealed: string | undefined },
): string {
  const by = `"actor":${canonicalJson(actor)},"at":${canonicalJson(at)}`;
  const because = cause === undefined ? '' : `,"cause":${canonicalJson(cause)}`;
  const of = `"command":${canonicalJson(command)},"correlation":${canonicalJson(correlation)}`;
  const what = `"data":${data},"id":${canonicalJson(id)},"schema":${canonicalJson(schema)}`;
  const boxes = sealed === undefined ? '' : `,"sealed":${sealed}`;
  const where = `"stream":${canonicalJson(stream)},"tenant":${canonicalJson(tenant)}`;
  return `{${by}${because},${of},${what}${boxes},${where},"type":${canonicalJson(type)}}`;
}

/** The hash of an event's content: SHA-256 over its canonical JSON. */
export function contentOf(draft: Draft, belonging: Belonging, digest: Digest): Uint8Array {
  const data = canonicalJson(draft.data);
  const sealed = draft.sealed === undefined ? undefined : canonicalJson(draft.sealed);
  return digest.sha256(contentText(draft, belonging, { data, sealed }));
}

/** The next link of a stream's chain: SHA-256 of the digest before it (32 bytes, none before version 1) followed by the content. */
export function nextLink(
  before: Uint8Array | undefined,
  content: Uint8Array,
  digest: Digest,
): Uint8Array {
  const length = before?.length ?? 0;
  const joined = new Uint8Array(length + content.length);
  if (before !== undefined) joined.set(before);
  joined.set(content, length);
  return digest.sha256(joined);
}

/** {@link nextLink} between digests as events tell them: hexadecimal, empty before version 1. */
export function nextDigest(before: string, content: Uint8Array, digest: Digest): string {
  return toHex(nextLink(fromHex(before), content, digest));
}

/** The first version at which a stream's events do not continue its chain, or undefined where all do. Takes a stream from its first event, in order. */
export function brokenAt(events: readonly Recorded[], digest: Digest): number | undefined {
  let before = '';
  let version = 0;
  for (const event of events) {
    version++;
    const expected = nextDigest(before, contentOf(event, event, digest), digest);
    if (event.version !== version || event.digest !== expected) return version;
    before = expected;
  }
  return undefined;
}

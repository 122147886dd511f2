import { readJson } from '@civigrid/guard';
import { fromBase64 } from '../intake/base64.ts';
import { fromHex } from '../intake/hexadecimal.ts';

/**
 * A message inside the message (内层报文): bytes in hexadecimal or base64, read by `frame` and found at `/frame/<name>`; or JSON in a
 * text, found under `/inner`.
 *
 * @example
 * { "at": "/payload/APPdata", "as": "base64" }
 */
export interface MappedPayload {
  /** JSON pointer into the body. */
  readonly at: string;
  readonly as: 'hex' | 'base64' | 'json';
}

/** What an inner message holds. */
export type InnerMessage = { readonly bytes: Uint8Array } | { readonly inner: unknown };

/** Opens an inner message, or undefined where it is none. */
export function opened({ as }: MappedPayload, found: unknown): InnerMessage | undefined {
  if (typeof found !== 'string') return undefined;
  if (as === 'json') {
    const read = readJson(found);
    return read.ok ? { inner: read.value } : undefined;
  }
  const bytes = as === 'hex' ? fromHex(found) : fromBase64(found);
  return bytes === undefined ? undefined : { bytes };
}

const lineFeed = 10;

/** Headers of a part, their names in lower case, and where its body begins. */
export interface PartHeaders {
  readonly headers: ReadonlyMap<string, string>;
  readonly end: number;
}

/** Latin letters of a header or boundary; other bytes are kept one to one. */
export function latin(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

/**
 * Reads headers up to the blank line; undefined where there is none within `limit` bytes, the place of a delimiter where
 * one comes first: so no byte is read as a header again and again.
 */
export function partHeaders(
  bytes: Uint8Array,
  limit: number,
  isDelimiter: (at: number) => boolean,
): PartHeaders | number | undefined {
  const headers = new Map<string, string>();
  const near = bytes.subarray(0, limit);
  for (let at = 0; ; ) {
    const feed = near.indexOf(lineFeed, at);
    if (feed < 0) return undefined;
    if (isDelimiter(at)) return at;
    const line = latin(bytes.subarray(at, feed)).trim();
    at = feed + 1;
    if (line === '') return { headers, end: at };
    const colon = line.indexOf(':');
    if (colon > 0)
      headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
}

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

/** Reads headers up to the blank line; undefined where there is none within `limit` bytes. */
export function partHeaders(
  bytes: Uint8Array,
  from: number,
  limit: number,
): PartHeaders | undefined {
  const headers = new Map<string, string>();
  for (let at = from; ; ) {
    const feed = bytes.indexOf(lineFeed, at);
    if (feed < 0 || feed - from >= limit) return undefined;
    const line = latin(bytes.subarray(at, feed)).trim();
    at = feed + 1;
    if (line === '') return { headers, end: at };
    const colon = line.indexOf(':');
    if (colon > 0)
      headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
}

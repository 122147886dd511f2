import { type DeviceIssue, issue } from '../event/device-issue.ts';

/** One part of a multipart message. */
export interface Part {
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Uint8Array;
  /** Where its body began. */
  readonly byte: number;
}

/** The whole parts of a message, and what is wrong with the rest. */
export interface Parts {
  readonly parts: readonly Part[];
  readonly issues: readonly DeviceIssue[];
}

const headerLimit = 8 * 1024;
const textLimit = 256 * 1024;
const binaryLimit = 4 * 1024 * 1024;
const lineFeed = 10;
const carriageReturn = 13;

/** Latin letters of a header or boundary; other bytes are kept one to one. */
function latin(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0) & 255);
}

/** The boundary that a content type names: verbatim, only double quotes are stripped. */
function declaredBoundary(contentType: string): string | undefined {
  const match = /;\s*boundary=("[^"]*"|[^;\s]*)/i.exec(contentType);
  const token = match?.[1]?.replace(/^"|"$/g, '').trim();
  return token === undefined || token === '' ? undefined : token;
}

/** Without a declared one the first line that begins with two dashes gives it. */
function sniffedBoundary(body: Uint8Array): string | undefined {
  const opening = latin(body.subarray(0, 512));
  return /^\s*--([^\r\n]{1,200})\r?\n/.exec(opening)?.[1];
}

function startsWith(bytes: Uint8Array, at: number, sought: Uint8Array): boolean {
  if (at + sought.length > bytes.length) return false;
  for (let i = 0; i < sought.length; i++) if (bytes[at + i] !== sought[i]) return false;
  return true;
}

/** The next delimiter at the start of a line that ends there or with two dashes, from a place on; -1 where there is none. */
function nextDelimiter(bytes: Uint8Array, from: number, delimiter: Uint8Array): number {
  for (let at = bytes.indexOf(0x2d, from); at >= 0; at = bytes.indexOf(0x2d, at + 1)) {
    if (at > 0 && bytes[at - 1] !== lineFeed) continue;
    if (!startsWith(bytes, at, delimiter)) continue;
    const after = at + delimiter.length;
    const next = bytes[after];
    const closing = next === 0x2d && bytes[after + 1] === 0x2d;
    if (next === undefined || next === lineFeed || next === carriageReturn || closing) return at;
  }
  return -1;
}

function lineEnd(bytes: Uint8Array, from: number): number {
  const at = bytes.indexOf(lineFeed, from);
  return at < 0 ? bytes.length : at + 1;
}

interface Headers {
  readonly headers: ReadonlyMap<string, string>;
  readonly end: number;
}

function readHeaders(bytes: Uint8Array, from: number): Headers | undefined {
  const headers = new Map<string, string>();
  let at = from;
  while (at < bytes.length && at - from <= headerLimit) {
    const end = lineEnd(bytes, at);
    if (bytes[end - 1] !== lineFeed) return undefined;
    const line = latin(bytes.subarray(at, end)).trim();
    at = end;
    if (line === '') return { headers, end: at };
    const colon = line.indexOf(':');
    if (colon > 0)
      headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  return undefined;
}

/** Where the body ends: by its declared length if a delimiter follows there, else at the next delimiter. */
function bodyEnd(
  bytes: Uint8Array,
  start: number,
  declared: string | undefined,
  delimiter: Uint8Array,
) {
  if (declared !== undefined && /^\d{1,9}$/.test(declared)) {
    const end = start + Number(declared);
    if (end > bytes.length) return undefined;
    let next = end;
    if (bytes[next] === carriageReturn) next++;
    if (bytes[next] === lineFeed) next++;
    if (next >= bytes.length || startsWith(bytes, next, delimiter)) return { end, next };
  }
  const next = nextDelimiter(bytes, start, delimiter);
  if (next < 0) return undefined;
  let end = next;
  if (bytes[end - 1] === lineFeed) end--;
  if (bytes[end - 1] === carriageReturn) end--;
  return { end: Math.max(end, start), next };
}

function cutShort(byte: number): DeviceIssue {
  return issue('error', 'devices/incomplete', 'The message ends within a part.', { byte });
}

/** The part that follows a delimiter, and where the next delimiter stands; an issue where it is not whole. */
function partAt(
  bytes: Uint8Array,
  start: number,
  delimiter: Uint8Array,
): { readonly part: Part; readonly next: number } | DeviceIssue {
  const head = readHeaders(bytes, start);
  if (head === undefined) return cutShort(start);
  const { headers, end: byte } = head;
  const found = bodyEnd(bytes, byte, headers.get('content-length'), delimiter);
  if (found === undefined) return cutShort(byte);
  const next = found.next >= bytes.length ? -1 : nextDelimiter(bytes, found.next, delimiter);
  return { part: { headers, body: bytes.subarray(byte, found.end), byte }, next };
}

function tooLong({ headers, body }: Part): boolean {
  const image = /^image\//i.test(headers.get('content-type') ?? '');
  return body.length > (image ? binaryLimit : textLimit);
}

/** Where the part after a delimiter begins; undefined after the closing one, and where the stream has not gone on yet. */
function partStart(bytes: Uint8Array, after: number): number | undefined {
  if (bytes[after] === 0x2d && bytes[after + 1] === 0x2d) return undefined;
  const start = lineEnd(bytes, after);
  return start < bytes.length ? start : undefined;
}

/** Cuts a multipart message into its whole parts; a part that is cut short or too long is an issue. Never throws. */
export function multipart(contentType: string, bytes: Uint8Array): Parts {
  const boundary = declaredBoundary(contentType) ?? sniffedBoundary(bytes);
  const delimiter = bytesOf(`--${boundary ?? ''}`);
  let at = boundary === undefined ? -1 : nextDelimiter(bytes, 0, delimiter);
  if (at < 0) {
    const found = issue('error', 'devices/no-boundary', 'There is no boundary between parts.');
    return { parts: [], issues: [found] };
  }
  const parts: Part[] = [];
  const issues: DeviceIssue[] = [];
  while (at >= 0) {
    const start = partStart(bytes, at + delimiter.length);
    if (start === undefined) break;
    const found = partAt(bytes, start, delimiter);
    if ('code' in found) {
      issues.push(found);
      break;
    }
    const { part, next } = found;
    if (tooLong(part))
      issues.push(
        issue('error', 'devices/part-too-long', 'A part is too long.', { byte: part.byte }),
      );
    else parts.push(part);
    at = next;
  }
  return { parts, issues };
}

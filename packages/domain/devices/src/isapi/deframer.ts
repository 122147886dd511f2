import { type DeviceIssue, issue } from '../event/device-issue.ts';
import { declaredBoundary, delimiterOf, sniffedBoundary, sniffLimit } from './boundary.ts';
import { HeldBytes } from './held-bytes.ts';
import { partHeaders } from './part-headers.ts';
import { looksWhole } from './whole-text.ts';

/** One part of a multipart message. */
export interface Part {
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Uint8Array;
  /** Where its body began in the stream. */
  readonly byte: number;
}

/** The whole parts of a message, and what is wrong with the rest. */
export interface Parts {
  readonly parts: readonly Part[];
  readonly issues: readonly DeviceIssue[];
}

/**
 * Cuts a stream of parts (multipart/mixed) that may never end; one for each connection. How the stream is cut changes
 * neither parts nor issues. What it keeps is at most one part.
 */
export interface IsapiDeframer {
  /** The next bytes; parts are copies, so that the caller may use its buffer again. */
  push(bytes: Uint8Array): Parts;
  /** The stream is over: what is left cannot become whole. */
  end(): Parts;
}

const headerLimit = 8 * 1024;
const textLimit = 256 * 1024;
const binaryLimit = 4 * 1024 * 1024;
const lineFeed = 10;
const carriageReturn = 13;
const dash = 0x2d;
const empty = new Uint8Array(0);

function startsWith(bytes: Uint8Array, at: number, sought: Uint8Array): boolean {
  if (at + sought.length > bytes.length) return false;
  for (let i = 0; i < sought.length; i++) if (bytes[at + i] !== sought[i]) return false;
  return true;
}

/** Whether a content type is that of a picture, a film or the like. */
export const isBinary = (type: string): boolean =>
  /^(?:image|video|audio)\/|octet-stream/i.test(type);

/** A part whose headers have been read. */
interface Opened {
  readonly headers: ReadonlyMap<string, string>;
  readonly limit: number;
  readonly binary: boolean;
  readonly declared: number | undefined;
}

function opened(headers: ReadonlyMap<string, string>): Opened {
  const binary = isBinary(headers.get('content-type') ?? '');
  const length = headers.get('content-length') ?? '';
  return {
    headers,
    binary,
    limit: binary ? binaryLimit : textLimit,
    declared: /^\d{1,15}$/.test(length) ? Number(length) : undefined,
  };
}

/** What the bytes at the beginning of what is held belong to. */
type State = 'boundary' | 'between' | 'headers' | 'body' | 'over';

class PartCutter implements IsapiDeframer {
  private readonly held = new HeldBytes();
  private delimiter: Uint8Array | undefined;
  private state: State = 'boundary';
  private part: Opened | undefined;
  /** Where what is held began in the stream. */
  private offset = 0;
  /** The byte before it; a delimiter stands at the start of a line. */
  private before = lineFeed;
  /** Up to here no delimiter begins in what is held. */
  private searched = 0;
  private seen = false;
  private parts: Part[] = [];
  private issues: DeviceIssue[] = [];

  constructor(contentType: string) {
    const boundary = declaredBoundary(contentType);
    if (boundary === undefined) return;
    this.delimiter = delimiterOf(boundary);
    this.state = 'between';
  }

  push(bytes: Uint8Array): Parts {
    if (this.state === 'over') return { parts: [], issues: [] };
    this.held.add(bytes);
    while (this.step(false));
    return this.told();
  }

  end(): Parts {
    while (this.step(true));
    if (!this.seen)
      this.say('devices/no-boundary', 'There is no boundary between parts.', this.offset);
    this.seen = true;
    this.state = 'over';
    this.drop(this.held.bytes.length);
    return this.told();
  }

  private told(): Parts {
    const { parts, issues } = this;
    this.parts = [];
    this.issues = [];
    return { parts, issues };
  }

  private say(
    code: 'devices/no-boundary' | 'devices/incomplete' | 'devices/part-too-long',
    message: string,
    byte: number,
  ): void {
    this.issues.push(issue('error', code, message, { byte }));
  }

  private drop(count: number): void {
    if (count === 0) return;
    this.before = this.held.bytes[count - 1] ?? lineFeed;
    this.held.drop(count);
    this.offset += count;
    this.searched = 0;
  }

  /** Does what can be done; false where more bytes are needed, or nothing is left to do. */
  private step(final: boolean): boolean {
    switch (this.state) {
      case 'boundary':
        return this.sniff(final);
      case 'between':
        return this.seek(final);
      case 'headers':
        return this.head(final);
      case 'body':
        return this.body(final);
      case 'over':
        return false;
    }
  }

  private sniff(final: boolean): boolean {
    const { bytes } = this.held;
    const found = sniffedBoundary(bytes);
    if (found === undefined && bytes.length < sniffLimit && !final) return false;
    if (found === undefined) {
      this.say('devices/no-boundary', 'There is no boundary between parts.', 0);
      this.seen = true;
      this.state = 'over';
      this.drop(bytes.length);
      return false;
    }
    this.delimiter = delimiterOf(found);
    this.state = 'between';
    return true;
  }

  /** Whether a delimiter stands there that ends its line, or all. */
  private isDelimiter(at: number): boolean {
    const { bytes } = this.held;
    const delimiter = this.delimiter ?? empty;
    if (!startsWith(bytes, at, delimiter)) return false;
    const next = bytes[at + delimiter.length];
    const closing = next === dash && bytes[at + delimiter.length + 1] === dash;
    return next === undefined || next === lineFeed || next === carriageReturn || closing;
  }

  /** Where the next delimiter begins at the start of a line that ends there or with two dashes; -1 where there is none yet. */
  private find(final: boolean): number {
    const { bytes } = this.held;
    const delimiter = this.delimiter ?? empty;
    let at = bytes.indexOf(dash, this.searched);
    for (; at >= 0; at = bytes.indexOf(dash, at + 1)) {
      if ((at === 0 ? this.before : bytes[at - 1]) !== lineFeed) continue;
      if (at + delimiter.length + 2 > bytes.length && !final) break;
      if (this.isDelimiter(at)) return at;
    }
    this.searched = at < 0 ? bytes.length : at;
    return -1;
  }

  /** Lets go of everything up to the next delimiter, and of that. */
  private seek(final: boolean): boolean {
    const at = this.find(final);
    if (at < 0) {
      this.drop(this.searched);
      return false;
    }
    const { bytes } = this.held;
    const after = at + (this.delimiter?.length ?? 0);
    this.seen = true;
    if (bytes[after] === dash && bytes[after + 1] === dash) {
      this.drop(bytes.length);
      this.state = 'over';
      return false;
    }
    const feed = bytes.indexOf(lineFeed, after);
    if (feed < 0) {
      // The line of the delimiter goes on: it stays the first thing that is held.
      this.drop(at);
      if (this.held.bytes.length <= headerLimit) return false;
      this.tooLong();
      this.drop(1);
      return true;
    }
    this.drop(feed + 1);
    this.state = 'headers';
    return true;
  }

  private tooLong(): boolean {
    this.say('devices/part-too-long', 'A part is too long.', this.offset);
    this.state = 'between';
    this.part = undefined;
    return true;
  }

  private head(final: boolean): boolean {
    const { bytes } = this.held;
    const found = partHeaders(bytes, headerLimit, (at) => this.isDelimiter(at));
    if (typeof found === 'number') {
      this.say('devices/incomplete', 'A part ends within its headers.', this.offset);
      this.drop(found);
      this.state = 'between';
      return true;
    }
    if (found === undefined) {
      if (bytes.length > headerLimit) return this.tooLong();
      if (final && bytes.length > 0)
        this.say('devices/incomplete', 'The message ends within a part.', this.offset);
      return false;
    }
    this.part = opened(found.headers);
    this.drop(found.end);
    this.state = 'body';
    return true;
  }

  private give(part: Opened, length: number): boolean {
    const body = this.held.bytes.slice(0, length);
    this.parts.push({ headers: part.headers, body, byte: this.offset });
    this.drop(length);
    this.part = undefined;
    this.state = 'between';
    return true;
  }

  /** Whether a delimiter follows at the end of a body; undefined where too little has come to say. */
  private followed(end: number, final: boolean): boolean | undefined {
    const { bytes } = this.held;
    const delimiter = this.delimiter ?? empty;
    if (bytes.length < end + 2 + delimiter.length && !final) return undefined;
    let next = end;
    if (bytes[next] === carriageReturn) next++;
    if (bytes[next] === lineFeed) next++;
    return next >= bytes.length || startsWith(bytes, next, delimiter);
  }

  /** By the declared length where it can be believed, else up to the next delimiter. */
  private body(final: boolean): boolean {
    const part = this.part;
    if (part === undefined) return false;
    const { bytes } = this.held;
    const { declared, limit } = part;
    if (declared !== undefined && declared > limit) return this.tooLong();
    if (declared !== undefined && bytes.length >= declared) {
      if (!part.binary && looksWhole(bytes.subarray(0, declared))) return this.give(part, declared);
      const followed = this.followed(declared, final);
      if (followed === undefined) return false;
      if (followed) return this.give(part, declared);
    } else if (declared !== undefined && !final) return false;
    return this.scanned(part, final);
  }

  private scanned(part: Opened, final: boolean): boolean {
    const at = this.find(final);
    const { bytes } = this.held;
    let end = at;
    if (end > 0 && bytes[end - 1] === lineFeed) end--;
    if (end > 0 && bytes[end - 1] === carriageReturn) end--;
    if ((at < 0 ? this.searched - 2 : end) > part.limit) return this.tooLong();
    if (at >= 0) return this.give(part, end);
    if (final) {
      this.say('devices/incomplete', 'The message ends within a part.', this.offset);
      this.state = 'over';
    }
    return false;
  }
}

/**
 * A deframer for the long stream of alerts and pictures of a camera (拆分). `contentType` is that of the answer and
 * names the boundary; where it names none the first line does. Headers may have 8 KiB, a text 256 KiB, a picture
 * 4 MiB; what is longer is an issue, and cutting goes on at the next delimiter. A text that is whole by its declared
 * length and its own end comes out at once.
 */
export function isapiDeframer(contentType = ''): IsapiDeframer {
  return new PartCutter(contentType);
}

/** Cuts a whole multipart message into its parts; a part that is cut short or too long is an issue. Never throws. */
export function multipart(contentType: string, bytes: Uint8Array): Parts {
  const deframer = isapiDeframer(contentType);
  const first = deframer.push(bytes);
  const last = deframer.end();
  return {
    parts: [...first.parts, ...last.parts],
    issues: [...first.issues, ...last.issues],
  };
}

import { type DeviceIssue, issue } from '../event/device-issue.ts';
import { beijing, type ReadInstant } from '../intake/instant.ts';

/** One frame of GB/T 26875.3 that begins, ends and adds up as it should. */
export interface Gb26875Frame {
  readonly sequence: number;
  /** `major.minor`. */
  readonly version: string;
  /** The sender's clock, UTC milliseconds; absent where the calendar has no such time. */
  readonly time?: number;
  readonly sourceAddress: number;
  readonly destinationAddress: number;
  /** 1 control, 2 send, 3 confirm, 4 request, 5 answer, 6 deny. */
  readonly command: number;
  /** The application data. */
  readonly data: Uint8Array;
  /** Where the frame began in the stream. */
  readonly byte: number;
}

/** What a deframer found. */
export interface Deframed {
  readonly frames: readonly Gb26875Frame[];
  readonly issues: readonly DeviceIssue[];
}

/** Cuts a byte stream into frames; one for each connection. */
export interface Gb26875Deframer {
  /** The next bytes of the connection. */
  push(bytes: Uint8Array): Deframed;
  /** The stream is over: what is left cannot become whole. */
  end(): Deframed;
}

const mark = 0x40;
const tail = 0x23;
/** Start 2, sequence 2, version 2, time 6, source 6, destination 6, length 2, command 1. */
const head = 27;
const frameExtra = 30;

/** Little-endian; up to 6 bytes, so a double holds it. */
export function littleEndian(bytes: Uint8Array, at: number, size: number): number {
  let value = 0;
  for (let i = size - 1; i >= 0; i--) value = value * 256 + (bytes[at + i] ?? 0);
  return value;
}

/** Second, minute, hour, day, month, year − 2000, binary; wall time of +08:00. */
export function frameTime(bytes: Uint8Array, at: number): ReadInstant | undefined {
  const [second = 0, minute = 0, hour = 0, day = 0, month = 0, year = 0] = bytes.subarray(
    at,
    at + 6,
  );
  return beijing([2000 + year, month, day, hour, minute, second]);
}

function sumOf(bytes: Uint8Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += bytes[i] ?? 0;
  return sum & 255;
}

function frameAt(bytes: Uint8Array, start: number, length: number, byte: number): Gb26875Frame {
  const time = frameTime(bytes, start + 6);
  return {
    sequence: littleEndian(bytes, start + 2, 2),
    version: `${bytes[start + 4] ?? 0}.${bytes[start + 5] ?? 0}`,
    ...(time === undefined ? {} : { time: time.at }),
    sourceAddress: littleEndian(bytes, start + 12, 6),
    destinationAddress: littleEndian(bytes, start + 18, 6),
    command: bytes[start + 26] ?? 0,
    data: bytes.slice(start + head, start + head + length),
    byte,
  };
}

/** What stands at a start mark: a frame, a reason why it is none, or too few bytes to say. */
function judge(bytes: Uint8Array, start: number, maxLength: number): number | Failure {
  const left = bytes.length - start;
  if (left < head) return 'more';
  const length = littleEndian(bytes, start + 24, 2);
  if (length > maxLength) return 'devices/frame-length';
  if (left < length + frameExtra) return 'more';
  const end = start + head + length;
  if (bytes[end + 1] !== tail || bytes[end + 2] !== tail) return 'devices/frame-tail';
  if (bytes[end] !== sumOf(bytes, start + 2, end)) return 'devices/checksum';
  return length;
}

type Failure = 'more' | 'devices/frame-length' | 'devices/frame-tail' | 'devices/checksum';

const reasons = {
  more: 'The stream ends within a frame.',
  'devices/frame-length': 'The frame declares more data than is allowed.',
  'devices/frame-tail': 'The frame does not end with 2323.',
  'devices/checksum': 'The sum over the frame is wrong.',
} as const satisfies Record<Failure, string>;

function nextMark(bytes: Uint8Array, from: number): number {
  for (let i = from; i + 1 < bytes.length; i++)
    if (bytes[i] === mark && bytes[i + 1] === mark) return i;
  // A last single mark may be the first half of one.
  return bytes[bytes.length - 1] === mark ? Math.max(from, bytes.length - 1) : bytes.length;
}

function failure(verdict: Failure, byte: number): DeviceIssue {
  const code = verdict === 'more' ? 'devices/incomplete' : verdict;
  return issue('error', code, reasons[verdict], { byte });
}

function lostBytes(byte: number, count: number): DeviceIssue {
  return issue('warning', 'devices/skipped-bytes', `${count} bytes belong to no frame.`, { byte });
}

/**
 * A deframer for GB/T 26875.3 over any cutting of the stream: finds 4040, checks length, tail and sum, and goes on
 * one byte later where something fails, because 4040 may stand inside the data. `maxLength` bounds the data of one
 * frame (1,024 bytes if left out).
 */
export function gb26875Deframer(options: { readonly maxLength?: number } = {}): Gb26875Deframer {
  const { maxLength = 1024 } = options;
  let held: Uint8Array = new Uint8Array(0);
  let offset = 0;

  function scan(final: boolean): Deframed {
    const frames: Gb26875Frame[] = [];
    const issues: DeviceIssue[] = [];
    /** Bytes that are given up since the last frame. */
    let lost = 0;
    let at = 0;
    const say = (found: DeviceIssue) => {
      issues.push({ ...found, byte: offset + (found.byte ?? 0) });
    };
    const reportLost = () => {
      if (lost > 0) say(lostBytes(at - lost, lost));
      lost = 0;
    };
    let failed = false;
    while (at < held.length) {
      const start = nextMark(held, at);
      lost += start - at;
      at = start;
      if (at === held.length) break;
      const verdict = judge(held, at, maxLength);
      if (verdict === 'more' && !final) break;
      if (typeof verdict === 'number') {
        reportLost();
        failed = false;
        frames.push(frameAt(held, at, verdict, offset + at));
        at += verdict + frameExtra;
        continue;
      }
      // Further marks inside bytes that were given up already are only noise.
      if (!failed) say(failure(verdict, at));
      failed = true;
      lost++;
      at++;
    }
    reportLost();
    held = held.slice(at);
    offset += at;
    return { frames, issues };
  }

  return {
    push(bytes) {
      const joined = new Uint8Array(held.length + bytes.length);
      joined.set(held);
      joined.set(bytes, held.length);
      held = joined;
      return scan(false);
    },
    end: () => scan(true),
  };
}

function putTime(out: Uint8Array, at: number, instant: number): void {
  const wall = new Date(instant + 8 * 3_600_000);
  out.set(
    [
      wall.getUTCSeconds(),
      wall.getUTCMinutes(),
      wall.getUTCHours(),
      wall.getUTCDate(),
      wall.getUTCMonth() + 1,
      Math.min(Math.max(wall.getUTCFullYear() - 2000, 0), 255),
    ],
    at,
  );
}

function putNumber(out: Uint8Array, at: number, value: number, size: number): void {
  let rest = value;
  for (let i = 0; i < size; i++) {
    out[at + i] = rest % 256;
    rest = Math.floor(rest / 256);
  }
}

/** The answer to a frame: confirm or deny, with the same sequence, addresses swapped and no data. `at` is UTC milliseconds. */
export function gb26875Reply(
  frame: Gb26875Frame,
  answer: 'confirm' | 'deny',
  at: number,
): Uint8Array {
  const out = new Uint8Array(frameExtra);
  const [major = 0, minor = 0] = frame.version.split('.').map(Number);
  out.set([mark, mark]);
  putNumber(out, 2, frame.sequence, 2);
  out.set([major, minor], 4);
  putTime(out, 6, at);
  putNumber(out, 12, frame.destinationAddress, 6);
  putNumber(out, 18, frame.sourceAddress, 6);
  out[26] = answer === 'confirm' ? 3 : 6;
  out[27] = sumOf(out, 2, head);
  out.set([tail, tail], 28);
  return out;
}

import { type DeviceIssue, issue } from '../event/device-issue.ts';
import { runningSum } from './checksum.ts';
import { endMark, frameAt, frameExtra, frameHead, type Gb26875Frame, startMark } from './frame.ts';

/** What a deframer found. */
export interface Gb26875Deframed {
  readonly frames: readonly Gb26875Frame[];
  readonly issues: readonly DeviceIssue[];
}

/**
 * Cuts a byte stream into frames; one for each connection. How the stream is cut changes neither frames nor issues.
 * Between two pushes it keeps less than one frame.
 */
export interface Gb26875Deframer {
  /** The next bytes of the connection; they are copied once, so that the caller may use its buffer again. */
  push(bytes: Uint8Array): Gb26875Deframed;
  /** The stream is over: what is left cannot become whole. */
  end(): Gb26875Deframed;
}

type Failure =
  | 'devices/incomplete'
  | 'devices/frame-length'
  | 'devices/frame-tail'
  | 'devices/checksum';

const reasons = {
  'devices/incomplete': 'The stream ends within a frame.',
  'devices/frame-length': 'The frame declares more data than is allowed.',
  'devices/frame-tail': 'The frame does not end with 2323.',
  'devices/checksum': 'The sum over the frame is wrong.',
} as const satisfies Record<Failure, string>;

/** Lost bytes are reported when the next frame comes, or when so many have piled up. */
const lostAtOnce = 65_536;
/** A verdict below zero is no length of data. */
const undecided = -1;

function nextMark(bytes: Uint8Array, from: number): number {
  const last = bytes.length - 1;
  let at = from;
  while (at < last && !(bytes[at] === startMark && bytes[at + 1] === startMark)) at++;
  // A last single mark may be the first half of one.
  return at === last && bytes[at] !== startMark ? bytes.length : at;
}

const empty = new Uint8Array(0);

/**
 * A deframer for GB/T 26875.3 (拆帧): finds 4040, checks length, tail and sum, and goes on one byte later where
 * something fails, because 4040 may stand inside the data. `maxLength` bounds the data of one frame (1,024 bytes if
 * left out). Whatever comes, a push takes time in proportion to what it brings and what was kept.
 */
export function gb26875Deframer(options: { readonly maxLength?: number } = {}): Gb26875Deframer {
  const { maxLength = 1024 } = options;
  let held: Uint8Array = empty;
  let offset = 0;
  /** Bytes given up since the last frame or report. */
  let lost = 0;
  /** Since the last frame something failed and was told: further marks in what was given up are only noise. */
  let failed = false;

  function scan(bytes: Uint8Array, final: boolean): Gb26875Deframed {
    const frames: Gb26875Frame[] = [];
    const issues: DeviceIssue[] = [];
    const sums = runningSum(bytes);
    const size = bytes.length;
    let at = 0;

    function reportLost(end: number, count: number): void {
      issues.push(
        issue('warning', 'devices/skipped-bytes', `${count} bytes belong to no frame.`, {
          byte: end - count,
        }),
      );
    }

    function lose(count: number): void {
      at += count;
      lost += count;
      for (; lost >= lostAtOnce; lost -= lostAtOnce)
        reportLost(offset + at - lost + lostAtOnce, lostAtOnce);
    }

    /** Gives up the mark at `at`; the first failure after a frame is told. */
    function fail(code: Failure): void {
      if (!failed) issues.push(issue('error', code, reasons[code], { byte: offset + at }));
      failed = true;
      lose(1);
    }

    /** The length of the data of the frame at `at`, or why there is none, or nothing yet. */
    function judge(): number | Failure {
      if (size - at < frameHead) return final ? 'devices/incomplete' : undecided;
      const length = (bytes[at + 24] as number) | ((bytes[at + 25] as number) << 8);
      if (length > maxLength) return 'devices/frame-length';
      if (size - at < length + frameExtra) return final ? 'devices/incomplete' : undecided;
      const end = at + frameHead + length;
      if (bytes[end + 1] !== endMark || bytes[end + 2] !== endMark) return 'devices/frame-tail';
      if (bytes[end] === sums.sum(at + 2, end)) return length;
      sums.failed(at + 2, end);
      return 'devices/checksum';
    }

    while (at < size) {
      const start = nextMark(bytes, at);
      if (start > at) lose(start - at);
      if (at === size) break;
      const verdict = judge();
      if (typeof verdict === 'string') {
        fail(verdict);
        continue;
      }
      if (verdict === undecided) break;
      if (lost > 0) reportLost(offset + at, lost);
      lost = 0;
      failed = false;
      frames.push(frameAt(bytes, at, verdict, offset + at));
      at += verdict + frameExtra;
    }
    if (final && lost > 0) {
      reportLost(offset + at, lost);
      lost = 0;
    }
    // A copy, so that a short rest does not keep a long chunk alive.
    held = at === size ? empty : bytes.slice(at);
    offset += at;
    return { frames, issues };
  }

  return {
    push(bytes) {
      const own = new Uint8Array(held.length + bytes.length);
      own.set(held);
      own.set(bytes, held.length);
      return scan(own, false);
    },
    end: () => scan(held, true),
  };
}

import { readClock } from './clock.ts';

/** Start 2, sequence 2, version 2, time 6, source 6, destination 6, length 2, command 1. */
export const frameHead = 27;
/** What a frame has besides its data: the head, the sum and the tail. */
export const frameExtra = 30;
/** Each of the two bytes that begin a frame. */
export const startMark = 0x40;
/** Each of the two bytes that end a frame. */
export const endMark = 0x23;

/**
 * One frame of GB/T 26875.3 that begins, ends and adds up as it should. It is a window on the bytes it lies in: its
 * members are read when they are asked for, and are not own properties.
 */
export interface Gb26875Frame {
  readonly sequence: number;
  /** `major.minor`. */
  readonly version: string;
  /** The sender's clock, UTC milliseconds, its wall time read as +08:00; undefined where the calendar has no such time. */
  readonly time: number | undefined;
  readonly sourceAddress: number;
  readonly destinationAddress: number;
  /** 1 control, 2 send, 3 confirm, 4 request, 5 answer, 6 deny. */
  readonly command: number;
  /** The application data, not copied. */
  readonly data: Uint8Array;
  /** Where the frame began in the stream. */
  readonly byte: number;
}

/** Little-endian; up to 6 bytes, so a double holds it. */
export function littleEndian(bytes: Uint8Array, at: number, size: number): number {
  let value = 0;
  for (let i = size - 1; i >= 0; i--) value = value * 256 + (bytes[at + i] as number);
  return value;
}

function address(bytes: Uint8Array, at: number): number {
  const low =
    (bytes[at] as number) | ((bytes[at + 1] as number) << 8) | ((bytes[at + 2] as number) << 16);
  const high =
    (bytes[at + 3] as number) |
    ((bytes[at + 4] as number) << 8) |
    ((bytes[at + 5] as number) << 16);
  return high * 0x1000000 + low;
}

/** A class for its getters alone: millions of frames a second are four numbers each until somebody asks. */
class FrameWindow implements Gb26875Frame {
  private readonly bytes: Uint8Array;
  private readonly start: number;
  private readonly length: number;
  readonly byte: number;

  constructor(bytes: Uint8Array, start: number, length: number, byte: number) {
    this.bytes = bytes;
    this.start = start;
    this.length = length;
    this.byte = byte;
  }

  get sequence(): number {
    const { bytes, start } = this;
    return (bytes[start + 2] as number) | ((bytes[start + 3] as number) << 8);
  }

  get version(): string {
    const { bytes, start } = this;
    return `${bytes[start + 4] as number}.${bytes[start + 5] as number}`;
  }

  get time(): number | undefined {
    return readClock(this.bytes, this.start + 6);
  }

  get sourceAddress(): number {
    return address(this.bytes, this.start + 12);
  }

  get destinationAddress(): number {
    return address(this.bytes, this.start + 18);
  }

  get command(): number {
    return this.bytes[this.start + 26] as number;
  }

  get data(): Uint8Array {
    const from = this.start + frameHead;
    return this.bytes.subarray(from, from + this.length);
  }
}

/** The frame that begins at `start` and holds `length` bytes of data; the bytes must not change afterwards. */
export function frameAt(
  bytes: Uint8Array,
  start: number,
  length: number,
  byte: number,
): Gb26875Frame {
  return new FrameWindow(bytes, start, length, byte);
}

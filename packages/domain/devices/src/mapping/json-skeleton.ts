import { readJson } from '@civigrid/guard';
import { parsePointer, resolvePointer } from './pointer.ts';

/** Longer bodies, and bodies with more values, are read without a skeleton. */
export const skeletonBytes = 4096;
export const skeletonSlots = 256;

const quote = 0x22;
const backslash = 0x5c;
const colon = 0x3a;
const zero = 0x30;

/**
 * What all messages of one shape have in common (报文骨架): the bytes between their values, to be compared as words of
 * four bytes. Piece `i` stands before slot `i`; the last one ends the message.
 */
export interface JsonSkeleton {
  readonly slots: number;
  /** Bytes of each piece. */
  readonly lengths: Int32Array;
  /** The first word of each piece, and behind the last piece the number of all. */
  readonly starts: Int32Array;
  /** The words of all pieces, each least byte first; the last word of a piece is compared under its mask. */
  readonly words: Int32Array;
  readonly masks: Int32Array;
  /** The slot that a pointer finds; `container` where it finds a list or an object, undefined where nothing. */
  slotOf(pointer: string): number | 'container' | undefined;
}

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

/** The end of the string whose opening quote stands at `start`. */
function stringEnd(bytes: Uint8Array, start: number): number {
  let at = start + 1;
  while (at < bytes.length && bytes[at] !== quote) at += bytes[at] === backslash ? 2 : 1;
  return at + 1;
}

function isKey(bytes: Uint8Array, end: number): boolean {
  let at = end;
  while (isSpace(bytes[at])) at++;
  return bytes[at] === colon;
}

/** Whether a byte outside strings belongs to a number or to `true`, `false`, `null`. */
function isBare(byte: number | undefined): boolean {
  return byte !== undefined && !isSpace(byte) && !'{}[],:"'.includes(String.fromCharCode(byte));
}

/** Where the values stand that are no lists and no objects: `[start, end]`. The text is known to be JSON. */
function valuesOf(bytes: Uint8Array): readonly (readonly [number, number])[] {
  const values: [number, number][] = [];
  // A byte-order mark is no value.
  let at = bytes[0] === 0xef ? 3 : 0;
  while (at < bytes.length) {
    const start = at;
    if (bytes[at] === quote) {
      at = stringEnd(bytes, at);
      if (!isKey(bytes, at)) values.push([start, at]);
    } else if (isBare(bytes[at])) {
      while (isBare(bytes[at])) at++;
      values.push([start, at]);
    } else at++;
  }
  return values;
}

/** The message with the number of its slot in the place of each value. */
function numbered(pieces: readonly Uint8Array[]): Uint8Array {
  const bytes: number[] = [];
  for (const [i, piece] of pieces.entries()) {
    if (i > 0) for (const digit of String(i - 1)) bytes.push(zero + Number(digit));
    for (const byte of piece) bytes.push(byte);
  }
  return Uint8Array.from(bytes);
}

/** A piece as words: as many as are full, and one more for the rest under its mask, which may be empty. */
function wordsOf(piece: Uint8Array): readonly (readonly [word: number, mask: number])[] {
  const words: [number, number][] = [];
  for (let at = 0; at <= piece.length; at += 4) {
    let word = 0;
    let mask = 0;
    for (let i = 0; i < 4 && at + i < piece.length; i++) {
      word |= (piece[at + i] ?? 0) << (8 * i);
      mask |= 0xff << (8 * i);
    }
    words.push([word, mask]);
  }
  return words;
}

/** The skeleton of a message that the bounded reader has accepted, or undefined where it is too long for one. */
export function learnSkeleton(bytes: Uint8Array): JsonSkeleton | undefined {
  if (bytes.length > skeletonBytes) return undefined;
  const values = valuesOf(bytes);
  if (values.length > skeletonSlots) return undefined;
  const pieces = [...values, [bytes.length] as const].map(([end], i) =>
    bytes.slice(values[i - 1]?.[1] ?? 0, end),
  );
  const read = readJson(numbered(pieces));
  if (!read.ok) return undefined;
  const words = pieces.map(wordsOf);
  const starts = new Int32Array(pieces.length + 1);
  for (const [i, own] of words.entries()) starts[i + 1] = (starts[i] ?? 0) + own.length;
  return {
    slots: values.length,
    lengths: Int32Array.from(pieces, ({ length }) => length),
    starts,
    words: Int32Array.from(words.flat(), ([word]) => word),
    masks: Int32Array.from(words.flat(), ([, mask]) => mask),
    slotOf(pointer) {
      const found = resolvePointer(read.value, parsePointer(pointer) ?? []);
      return typeof found === 'number' || found === undefined ? found : 'container';
    },
  };
}

function isSameList(one: Int32Array, other: Int32Array): boolean {
  return one.length === other.length && one.every((value, i) => value === other[i]);
}

/** Whether two skeletons fit the same messages. */
export function isSameSkeleton(one: JsonSkeleton, other: JsonSkeleton): boolean {
  return isSameList(one.lengths, other.lengths) && isSameList(one.words, other.words);
}

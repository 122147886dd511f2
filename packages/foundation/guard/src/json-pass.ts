import type { Limits } from './limits.ts';

const quote = 0x22;
const dash = 0x2d;
const dot = 0x2e;
const zero = 0x30;
const nine = 0x39;
const colon = 0x3a;
const openBracket = 0x5b;
const backslash = 0x5c;
const closeBracket = 0x5d;
const underscore = 0x5f;
const letterD = 0x64;
const letterE = 0x65;
const letterU = 0x75;
const openBrace = 0x7b;
const closeBrace = 0x7d;

/** Up to so many keys of one object are compared each with each. */
const fewKeys = 16;

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= zero && byte <= nine;
}

/** Whether the digits from `start` to `end` may be an integer beyond ±(2⁵³−1): 17 of them, or 16 with a nine in front. */
function isLongInteger(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start < 16 || bytes[start - 1] === dot) return false;
  return end - start > 16 || bytes[start] === nine;
}

/** Whether an `e` begins an exponent of three digits without a minus; the one of `true` follows a letter. */
function isLargeExponent(bytes: Uint8Array, index: number): boolean {
  if (!isDigit(bytes[index - 1]) || bytes[index + 1] === dash) return false;
  const first = isDigit(bytes[index + 1]) ? index + 1 : index + 2;
  return isDigit(bytes[first]) && isDigit(bytes[first + 1]) && isDigit(bytes[first + 2]);
}

/** Whether the escape at a backslash is half of a surrogate pair. */
function isHalf(bytes: Uint8Array, index: number): boolean {
  return (
    bytes[index + 1] === letterU &&
    ((bytes[index + 2] ?? 0) | 0x20) === letterD &&
    (bytes[index + 3] ?? 0) >= 0x38
  );
}

/** A number for a key; two keys that are equal have the same. */
function digest(bytes: Uint8Array, start: number, end: number): number {
  let hash = end - start;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ (bytes[i] as number), 0x01000193);
  // In 30 bits, which every engine keeps without a box.
  return (hash ^ (hash >>> 15)) & 0x3fffffff;
}

/** Whether one of the digests from `first` to `end` stands twice. */
function hasTwins(digests: readonly number[], first: number, end: number): boolean {
  if (end - first > fewKeys) return new Set(digests.slice(first, end)).size < end - first;
  for (let i = first + 1; i < end; i++)
    for (let j = first; j < i; j++) if (digests[i] === digests[j]) return true;
  return false;
}

/**
 * One cheap pass over the bytes of a text that may be JSON: false wherever something offends or may offend, which the
 * exact scan then tells. It knows no grammar: a true holds only for a text that `JSON.parse` reads.
 */
export function isSurelyHarmless(
  bytes: Uint8Array,
  { maxDepth, maxKeys, maxStringBytes }: Required<Limits>,
): boolean {
  const end = bytes.length;
  const digests: number[] = [];
  /** Where the keys of each open object begin among the digests. */
  const objects: number[] = [];
  // Counted by hand: to cut a list at its end costs more than the rest of this pass.
  let digested = 0;
  let opened = 0;
  let depth = 0;
  let keys = 0;
  let start = 0;
  let stop = 0;
  let isPlain = true;
  for (let i = 0; i < end; i++) {
    const byte = bytes[i] as number;
    if (byte === quote) {
      start = i + 1;
      isPlain = true;
      for (i = start; i < end; i++) {
        const inner = bytes[i] as number;
        if (inner === quote) break;
        if (inner !== backslash) continue;
        if (isHalf(bytes, i)) return false;
        isPlain = false;
        i++;
      }
      stop = i;
      if (!(stop - start <= maxStringBytes)) return false;
    } else if (byte <= nine) {
      if (byte < zero) continue;
      const first = i;
      while (i + 1 < end && isDigit(bytes[i + 1])) i++;
      if (isLongInteger(bytes, first, i + 1)) return false;
    } else if (byte === colon) {
      keys++;
      // An escaped key may be any key.
      if (!isPlain || !(keys <= maxKeys)) return false;
      if (stop - start === 9 && bytes[start] === underscore) return false;
      digests[digested++] = digest(bytes, start, stop);
    } else if (byte === openBrace || byte === openBracket) {
      depth++;
      if (!(depth <= maxDepth)) return false;
      if (byte === openBrace) objects[opened++] = digested;
    } else if (byte === closeBracket) depth--;
    else if (byte === closeBrace) {
      depth--;
      if (opened === 0) return false;
      const first = objects[--opened] as number;
      if (hasTwins(digests, first, digested)) return false;
      digested = first;
    } else if ((byte | 0x20) === letterE && isLargeExponent(bytes, i)) return false;
  }
  return true;
}

import { littleEndian, standsAt } from './bytes-at.ts';
import type { Broken, Layout } from './layout.ts';

/** Bytes of the colour table that the flags of a header announce. */
function tableBytes(flags: number | undefined): number {
  if (flags === undefined) return Number.NaN;
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}

/** Where a row of blocks ends, each with its length in front; NaN where it does not. */
function blocksEnd(bytes: Uint8Array, from: number): number {
  let at = from;
  for (;;) {
    const length = bytes[at];
    if (length === undefined) return Number.NaN;
    at += length + 1;
    if (length === 0) return at;
  }
}

/** What is kept of an extension: the control of a frame, a text that is drawn, and how often the whole is to be shown. */
function keptOf(bytes: Uint8Array, at: number, end: number): readonly Uint8Array[] {
  const label = bytes[at + 1];
  if (label === 0xf9 || label === 0x01) return [bytes.subarray(at, end)];
  const loops =
    label === 0xff &&
    (standsAt(bytes, at + 2, '\x0bNETSCAPE2.0') || standsAt(bytes, at + 2, '\x0bANIMEXTS1.0')) &&
    bytes[at + 14] === 3 &&
    bytes[at + 15] === 1;
  return loops ? [bytes.subarray(at, at + 18), Uint8Array.of(0)] : [];
}

/** GIF 87a and 89a: blocks up to the trailer. */
export function walkGif(bytes: Uint8Array): Layout | Broken {
  const sizes: (readonly [number, number])[] = [
    [littleEndian(bytes, 6, 2), littleEndian(bytes, 8, 2)],
  ];
  let at = 13 + tableBytes(bytes[10]);
  if (!(at <= bytes.length)) return { brokenAt: bytes.length };
  const kept: Uint8Array[] = [bytes.subarray(0, at)];
  for (;;) {
    const separator = bytes[at];
    let end = Number.NaN;
    if (separator === 0x3b)
      return sizes.length > 1
        ? { sizes, kept: [...kept, bytes.subarray(at, at + 1)] }
        : { brokenAt: at };
    if (separator === 0x2c) {
      sizes.push([littleEndian(bytes, at + 5, 2), littleEndian(bytes, at + 7, 2)]);
      end = blocksEnd(bytes, at + 11 + tableBytes(bytes[at + 9]));
      kept.push(bytes.subarray(at, end || 0));
    } else if (separator === 0x21) {
      end = blocksEnd(bytes, at + 2);
      kept.push(...keptOf(bytes, at, end));
    }
    if (!(end <= bytes.length)) return { brokenAt: Math.min(at, bytes.length) };
    at = end;
  }
}

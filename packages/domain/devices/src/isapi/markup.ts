/** Markup as the bytes it is written in, ready to be compared four at a time. */
export interface Markup {
  readonly length: number;
  /** By fours, little-endian; the last word ends with the last byte and may overlap the one before. */
  readonly words: Uint32Array;
  /** By how much it has fewer units as text than bytes. */
  readonly extra: number;
}

/** Markup is never shorter than `</a>`, and so never than a word. */
export function markupOf(bytes: Uint8Array): Markup {
  const { length } = bytes;
  const view = new DataView(bytes.buffer, bytes.byteOffset, length);
  const words = Uint32Array.from({ length: (length + 3) >> 2 }, (_, i) =>
    view.getUint32(Math.min(4 * i, length - 4), true),
  );
  let extra = 0;
  for (const byte of bytes) extra += extraOf(byte);
  return { length, words, extra };
}

/** What a byte of UTF-8 adds to the lead of bytes over units of text. */
const extraOf = (byte: number): number => {
  if (byte < 0x80) return 0;
  if (byte < 0xc0) return 1;
  return byte >= 0xf0 ? -1 : 0;
};

/** Whether the markup stands at a place. */
export function standsAt({ words, length }: Markup, view: DataView, at: number): boolean {
  if (at + length > view.byteLength) return false;
  const last = words.length - 1;
  for (let i = 0; i < last; i++)
    if (view.getUint32(at + 4 * i, true) !== (words[i] as number)) return false;
  return view.getUint32(at + length - 4, true) === (words[last] as number);
}

/** How far a stretch of text goes. */
export interface TextStretch {
  /** Where the next `<` stands, or -1 where XML does not allow a character. */
  end: number;
  /** By how much it has fewer units than bytes. */
  extra: number;
  /** Whether references or line ends have to be replaced. */
  special: boolean;
}

/** Plain ASCII 0; else 1. */
const looks = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x20 && byte < 0x80 && byte !== 0x26 && byte !== 0x3c && byte !== 0x5d ? 0 : 1,
);

/** Goes over the text that begins at a place of bytes that are known to be UTF-8. */
export function textStretch(bytes: Uint8Array, from: number, out: TextStretch): void {
  out.special = false;
  out.extra = 0;
  for (let at = from; ; at++) {
    const byte = bytes[at];
    if (byte === undefined) break;
    if (looks[byte] === 0) continue;
    if (byte === 0x3c) {
      out.end = at;
      return;
    }
    if (byte >= 0x80) {
      out.extra += extraOf(byte);
      // U+FFFE and U+FFFF.
      if (byte === 0xef && bytes[at + 1] === 0xbf && (bytes[at + 2] as number) >= 0xbe) break;
    } else if (byte === 0x26 || byte === 0x5d || byte === 0x0d) out.special = true;
    else if (byte !== 0x0a && byte !== 0x09) break;
  }
  out.end = -1;
}

/** Where a text has so many units, in the bytes of its UTF-8 form from `from` on. */
export function byteAfter(bytes: Uint8Array, from: number, units: number): number {
  let at = from;
  for (let left = units; left > 0; at++) left -= 1 - extraOf(bytes[at] as number);
  while (at < bytes.length && ((bytes[at] as number) & 0xc0) === 0x80) at++;
  return at;
}

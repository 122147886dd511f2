const chunkUnits = 8192;

/** UTF-8 bytes of the first `end` units of a text; a lone surrogate counts as three. */
export function utf8Length(text: string, end: number = text.length): number {
  let bytes = end;
  for (let i = 0; i < end; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) continue;
    bytes += unit < 0x800 ? 1 : 2;
    if (unit >= 0xd800 && unit <= 0xdbff && isLow(text.charCodeAt(i + 1))) i++;
  }
  return bytes;
}

/** Whether a unit is the second half of a surrogate pair. */
export function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

/** Length of the sequence that a lead byte begins, 0 where it begins none. */
function sequenceLength(lead: number): number {
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  if (lead < 0xe0) return 2;
  return lead < 0xf0 ? 3 : 4;
}

/** The only second bytes a lead byte allows (Unicode, table 3-7): no overlong form, no surrogate, nothing above U+10FFFF. */
function secondInRange(lead: number, second: number): boolean {
  if (lead === 0xe0) return second >= 0xa0 && second <= 0xbf;
  if (lead === 0xed) return second >= 0x80 && second <= 0x9f;
  if (lead === 0xf0) return second >= 0x90 && second <= 0xbf;
  if (lead === 0xf4) return second >= 0x80 && second <= 0x8f;
  return second >= 0x80 && second <= 0xbf;
}

/** The code point of the sequence at `at`, or -1 where the bytes are none. */
function codePointAt(bytes: Uint8Array, at: number, length: number): number {
  const lead = bytes[at] ?? 0;
  if (length === 1) return lead;
  if (length === 0 || at + length > bytes.length) return -1;
  if (!secondInRange(lead, bytes[at + 1] ?? 0)) return -1;
  let point = lead & (0x7f >> length);
  for (let i = 1; i < length; i++) {
    const next = bytes[at + i] ?? 0;
    if ((next & 0xc0) !== 0x80) return -1;
    point = (point << 6) | (next & 0x3f);
  }
  return point;
}

/** Strict UTF-8 to text without any help of the platform; `byte` is where the first ill-formed sequence begins. */
export function decodeUtf8(
  bytes: Uint8Array,
): { readonly text: string } | { readonly byte: number } {
  let text = '';
  let units: number[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes[at] ?? 0);
    const point = codePointAt(bytes, at, length);
    if (point < 0) return { byte: at };
    if (point < 0x10000) units.push(point);
    else units.push(0xd7c0 + (point >> 10), 0xdc00 + (point & 0x3ff));
    at += length;
    if (units.length < chunkUnits) continue;
    text += String.fromCharCode(...units);
    units = [];
  }
  return { text: text + String.fromCharCode(...units) };
}

/** A text as UTF-8 without any help of the platform; undefined where it holds half of a surrogate pair. */
export function encodeUtf8(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(utf8Length(text));
  let at = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) {
      bytes[at++] = unit;
      continue;
    }
    if (unit < 0x800) bytes[at++] = 0xc0 | (unit >> 6);
    else if (unit < 0xd800 || unit > 0xdfff) {
      bytes[at++] = 0xe0 | (unit >> 12);
      bytes[at++] = 0x80 | ((unit >> 6) & 0x3f);
    } else {
      const low = text.charCodeAt(++i);
      if (unit > 0xdbff || !isLow(low)) return undefined;
      const point = ((unit - 0xd7c0) << 10) | (low & 0x3ff);
      bytes[at++] = 0xf0 | (point >> 18);
      bytes[at++] = 0x80 | ((point >> 12) & 0x3f);
      bytes[at++] = 0x80 | ((point >> 6) & 0x3f);
      bytes[at++] = 0x80 | (point & 0x3f);
      continue;
    }
    bytes[at++] = 0x80 | (unit & 0x3f);
  }
  return bytes;
}

/** How many bytes a code point takes. */
function width(point: number): number {
  if (point < 0x80) return 1;
  if (point < 0x800) return 2;
  return point < 0x10000 ? 3 : 4;
}

/** The code point at a place of a text; a lone surrogate counts as U+FFFD. */
function pointAt(text: string, at: number): number {
  const point = text.codePointAt(at) ?? 0xfffd;
  return point >= 0xd800 && point <= 0xdfff ? 0xfffd : point;
}

/** The UTF-8 bytes of a text, on engines that have no TextEncoder; a lone surrogate becomes U+FFFD, as there. */
export function utf8Bytes(text: string): Uint8Array {
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    const point = pointAt(text, i);
    length += width(point);
    if (point > 0xffff) i++;
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (let i = 0; i < text.length; i++) {
    const point = pointAt(text, i);
    if (point < 0x80) bytes[at++] = point;
    else {
      const more = width(point) - 1;
      bytes[at++] = ([0xc0, 0xe0, 0xf0][more - 1] as number) | (point >> (6 * more));
      for (let rest = more - 1; rest >= 0; rest--)
        bytes[at++] = 0x80 | ((point >> (6 * rest)) & 63);
    }
    if (point > 0xffff) i++;
  }
  return bytes;
}

/** How many further bytes follow a first byte, and the least code point that needs them. */
function announced(first: number): readonly [more: number, least: number] | undefined {
  if (first >= 0xc2 && first < 0xe0) return [1, 0x80];
  if (first >= 0xe0 && first < 0xf0) return [2, 0x800];
  if (first >= 0xf0 && first < 0xf5) return [3, 0x10000];
  return undefined;
}

/** So many UTF-16 units are made a text at once: an argument list has an end. */
const chunk = 8192;

/** The code point that begins with `first`, a byte from 0x80 on, and goes on at a place; undefined where there is none. */
function longPoint(bytes: Uint8Array, first: number, at: number): number | undefined {
  const form = announced(first);
  if (form === undefined) return undefined;
  const [more, least] = form;
  let point = first & (0x3f >> more);
  for (let i = at; i < at + more; i++) {
    const next = bytes[i];
    if (next === undefined || (next & 0xc0) !== 0x80) return undefined;
    point = (point << 6) | (next & 63);
  }
  const surrogate = point >= 0xd800 && point <= 0xdfff;
  return point < least || point > 0x10ffff || surrogate ? undefined : point;
}

// An array-like: to spread it would walk its iterator, ten times slower.
const textOf = (units: Uint16Array): string =>
  Reflect.apply(String.fromCharCode, undefined, units as ArrayLike<number>);

/** The text of UTF-8 bytes, or undefined where they are none: overlong forms, surrogates and cut sequences are told, nothing is replaced. */
export function utf8Text(bytes: Uint8Array): string | undefined {
  const units = new Uint16Array(chunk + 2);
  let text = '';
  let held = 0;
  for (let i = 0; i < bytes.length; ) {
    const first = bytes[i++] as number;
    if (first < 0x80) units[held++] = first;
    else {
      const point = longPoint(bytes, first, i);
      if (point === undefined) return undefined;
      i += width(point) - 1;
      if (point < 0x10000) units[held++] = point;
      else {
        units[held++] = 0xd800 + ((point - 0x10000) >> 10);
        units[held++] = 0xdc00 + (point & 0x3ff);
      }
    }
    if (held < chunk) continue;
    text += textOf(units.subarray(0, held));
    held = 0;
  }
  return text + textOf(units.subarray(0, held));
}

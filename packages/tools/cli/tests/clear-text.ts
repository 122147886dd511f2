/** One thing that must not stand in a file, in one of the forms in which it could. */
export interface Needle {
  readonly secret: string;
  readonly form: string;
  readonly bytes: Buffer;
}

/** Fewer bits than this may come up by chance among keys and ciphertext of a few megabytes. */
const enoughBits = 48;

/** Base64 of a text that begins at the first, second or third byte of a group; only the characters that the text alone decides. */
function base64At(text: Buffer, offset: number): string {
  const whole = Buffer.concat([Buffer.alloc(offset), text])
    .toString('base64')
    .replaceAll('=', '');
  const from = Math.ceil((offset * 8) / 6);
  const until = Math.floor(((offset + text.length) * 8) / 6);
  return whole.slice(from, until);
}

function escaped(text: string, upper: boolean): string {
  return Array.from({ length: text.length }, (_, i) => {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) return text.charAt(i);
    const digits = unit.toString(16).padStart(4, '0');
    return `\\u${upper ? digits.toUpperCase() : digits}`;
  }).join('');
}

function formsOf(secret: string, bytes: Buffer): readonly Needle[] {
  const forms: Needle[] = [];
  const add = (form: string, text: Buffer, bitsEach: number) => {
    const told = forms.some((known) => known.bytes.equals(text));
    if (text.length * bitsEach >= enoughBits && !told) forms.push({ secret, form, bytes: text });
  };
  const ascii = (text: string) => Buffer.from(text, 'latin1');
  add('as it is', bytes, 8);
  add('hex', ascii(bytes.toString('hex')), 4);
  add('HEX', ascii(bytes.toString('hex').toUpperCase()), 4);
  for (const offset of [0, 1, 2]) {
    const text = base64At(bytes, offset);
    add(`base64+${offset}`, ascii(text), 6);
    add(`base64url+${offset}`, ascii(text.replaceAll('+', '-').replaceAll('/', '_')), 6);
  }
  return forms;
}

/** A text in UTF-8 and UTF-16, in base64 at all three alignments and hex of its UTF-8, and with JSON's escapes. */
export function formsOfText(text: string): readonly Needle[] {
  const wide = Buffer.from(text, 'utf16le');
  const forms = [
    ...formsOf(text, Buffer.from(text, 'utf8')),
    { secret: text, form: 'utf-16le', bytes: wide },
    { secret: text, form: 'utf-16be', bytes: Buffer.from(wide).swap16() },
    { secret: text, form: 'escaped', bytes: Buffer.from(escaped(text, false)) },
    { secret: text, form: 'ESCAPED', bytes: Buffer.from(escaped(text, true)) },
  ];
  return forms.filter(
    ({ bytes }, i) =>
      bytes.length * 8 >= enoughBits && forms.findIndex((other) => other.bytes.equals(bytes)) === i,
  );
}

/** Bytes as they are, in base64 at all three alignments and in hex. */
export function formsOfBytes(secret: string, bytes: Uint8Array): readonly Needle[] {
  return formsOf(secret, Buffer.from(bytes));
}

/** A coordinate as text and as the eight bytes of its number. */
export function formsOfNumber(value: number): readonly Needle[] {
  const big = Buffer.alloc(8);
  big.writeDoubleBE(value);
  const little = Buffer.from(big).reverse();
  const secret = String(value);
  return [
    ...formsOfText(secret),
    { secret, form: 'double', bytes: big },
    { secret, form: 'little double', bytes: little },
  ];
}

/** Looks for all needles at once, by their last four bytes; gives those that it found, each once. */
export function foundIn(haystack: Uint8Array, needles: readonly Needle[]): readonly Needle[] {
  const hay = Buffer.from(haystack.buffer, haystack.byteOffset, haystack.byteLength);
  const byTail = new Map<number, Needle[]>();
  /** One bit for many tails: most places of a file are passed over without asking the map. */
  const sieve = new Uint8Array(1 << 24);
  const hole = (tail: number) => Math.imul(tail, 0x9e3779b1) >>> 8;
  for (const needle of needles) {
    const tail = needle.bytes.readUInt32BE(needle.bytes.length - 4);
    sieve[hole(tail)] = 1;
    const same = byTail.get(tail);
    if (same === undefined) byTail.set(tail, [needle]);
    else same.push(needle);
  }
  const found = new Set<Needle>();
  let tail = 0;
  for (const [i, byte] of hay.entries()) {
    tail = ((tail << 8) | byte) >>> 0;
    if (sieve[hole(tail)] === 0) continue;
    for (const needle of byTail.get(tail) ?? []) {
      const from = i + 1 - needle.bytes.length;
      if (from >= 0 && hay.compare(needle.bytes, 0, needle.bytes.length, from, i + 1) === 0)
        found.add(needle);
    }
  }
  return [...found];
}

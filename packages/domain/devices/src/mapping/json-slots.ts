import type { KnownDevice, KnownDevices } from '../intake/known-devices.ts';
import { readWritten, type WrittenInstant } from '../intake/written-instant.ts';
import { textOfUnits, textSlack } from './byte-text.ts';
import type { MappingRead, ReadForm } from './found.ts';
import { type JsonSkeleton, skeletonBytes, skeletonSlots } from './json-skeleton.ts';
import { KnownTexts, knownBytes } from './known-texts.ts';

const quote = 0x22;
const backslash = 0x5c;
const minus = 0x2d;
const point = 0x2e;
const zero = 0x30;
const nine = 0x39;

/** `true`, `fals` and `null` as words, least byte first. */
const wordTrue = 0x65757274;
const wordFals = 0x736c6166;
const wordNull = 0x6c6c756e;
const letterE = 0x65;
/** A number of so many bytes without an exponent is no infinity. */
const certainlyFinite = 300;

/** What a slot holds. A text is plain where it is ASCII without escapes; a whole number is written as `String` writes it. */
const [plainText, richText, wholeNumber, exactNumber, longNumber, isTrue, isFalse, isNull] = [
  0, 1, 2, 3, 4, 5, 6, 7,
] as const;

/** A value of JSON, or the instant or device that its text tells. */
export type SlotValue = string | number | boolean | null | WrittenInstant | KnownDevice;

/** What is wanted of a slot; a text that comes again is made once. */
const comesAgain = 1;
const wantValue = 0;
const wantText = 2;
const wantDevice = 5;
const wantIso = 6;
const wantBasic = 8;
const wantCn14 = 10;
const wants = new Map<ReadForm, number>([
  ['value', wantValue],
  ['text', wantText],
  ['device', wantDevice],
  ['iso', wantIso],
  ['basic', wantBasic],
  ['cn14', wantCn14],
]);

/** What a mapping's pointer wants of its slot, as {@link JsonSlots.read} takes it. */
export function wantOf({ form, use }: MappingRead): number {
  // A device that is a person's is not remembered by its bytes.
  const want = form === 'device' && use !== 'repeated' ? wantText : (wants.get(form) ?? wantValue);
  return want <= wantText && use === 'repeated' ? want + comesAgain : want;
}

/** 1 for the bytes that stand for themselves in a string. */
const plain = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x20 && byte < 0x80 && byte !== quote && byte !== backslash ? 1 : 0,
);
const powersOfTen = Float64Array.from({ length: 16 }, (_, i) => Number(`1e${i}`));

/** Letters after a backslash and what they stand for; 0 for all others. */
const escapes = new Uint8Array(256);
for (const [i, letter] of [...'"\\/bfnrt'].entries())
  escapes[letter.charCodeAt(0)] = '"\\/\b\f\n\r\t'.charCodeAt(i);

/** The value of a hexadecimal digit, or -1. */
function hexadecimal(byte: number): number {
  if (byte >= zero && byte <= nine) return byte - zero;
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}

/**
 * Reads a message along a skeleton: each piece must stand there byte for byte, and between them exactly one value of
 * JSON that is no list and no object. What it accepts the bounded reader of guard accepts too, with the same values:
 * the keys are those of a message that it accepted, and strings, numbers and UTF-8 are held to the same grammar and
 * the same refusals. It works on its own copy of the bytes and holds one message at a time.
 */
export class JsonSlots {
  private readonly bytes = new Uint8Array(skeletonBytes + textSlack);
  private readonly view = new DataView(this.bytes.buffer);
  private length = 0;
  private readonly forms = new Uint8Array(skeletonSlots);
  private readonly starts = new Int32Array(skeletonSlots);
  private readonly ends = new Int32Array(skeletonSlots);
  private readonly numbers = new Float64Array(skeletonSlots);
  private readonly units = new Uint16Array(skeletonBytes + textSlack);
  private readonly texts = new KnownTexts<string | KnownDevice>();
  private readonly devices: KnownDevices;

  constructor(devices: KnownDevices) {
    this.devices = devices;
  }

  /** Takes a message in; false where it is too long. */
  load(body: Uint8Array): boolean {
    const { length } = body;
    if (length > skeletonBytes) return false;
    this.bytes.set(body);
    // Ends every scan.
    this.view.setInt32(length, 0);
    this.length = length;
    return true;
  }

  /** Whether the message has this shape; then {@link value} gives what is in its slots. */
  match({ slots, lengths, starts, words, masks }: JsonSkeleton): boolean {
    const { view, length } = this;
    let at = 0;
    for (let i = 0; ; i++) {
      const end = at + (lengths[i] as number);
      if (end > length) return false;
      const last = (starts[i + 1] as number) - 1;
      for (let w = starts[i] as number; w < last; w++, at += 4)
        if (view.getInt32(at, true) !== words[w]) return false;
      if ((view.getInt32(at, true) & (masks[last] as number)) !== words[last]) return false;
      if (i === slots) return end === length;
      at = this.slot(end, i);
      if (at < 0) return false;
    }
  }

  /**
   * What the slot of a matched message holds, as it is wanted; where the value does not have that form it is given as
   * it is.
   */
  read(slot: number, want: number): SlotValue {
    const held = this.forms[slot] as number;
    if (held <= richText) {
      if (want <= wantDevice) return this.text(slot, want);
      const instant = held === plainText ? this.instant(slot, want) : undefined;
      return instant ?? this.make(slot);
    }
    if (held === wholeNumber && want >= wantText && want <= wantDevice)
      return this.text(slot, want);
    if (held <= exactNumber) return this.numbers[slot] as number;
    if (held === isNull) return null;
    return held === longNumber ? Number(this.make(slot)) : held === isTrue;
  }

  private instant(slot: number, want: number): WrittenInstant | undefined {
    const form = want === wantIso ? 'iso' : want === wantBasic ? 'basic' : 'cn14';
    return readWritten(this.bytes, this.starts[slot] as number, this.ends[slot] as number, form);
  }

  private text(slot: number, want: number): string | KnownDevice {
    const start = this.starts[slot] as number;
    const end = this.ends[slot] as number;
    if ((want & comesAgain) === 0 || end === start || end - start > knownBytes)
      return this.make(slot);
    const isDevice = want === wantDevice;
    const known = this.texts.find(this.view, start, end, isDevice ? 2 : 1);
    if (known !== undefined) return known;
    const text = this.make(slot);
    const made = isDevice ? this.devices.of(text) : text;
    this.texts.keep(made);
    return made;
  }

  private make(slot: number): string {
    const start = this.starts[slot] as number;
    const end = this.ends[slot] as number;
    if (this.forms[slot] !== richText) return textOfUnits(this.bytes, start, end);
    return textOfUnits(this.units, 0, this.decode(start, end));
  }

  /** Reads one value into a slot and gives the place behind it, or -1. */
  private slot(at: number, slot: number): number {
    const { bytes, view } = this;
    const first = bytes[at] as number;
    if (first === quote) return this.string(at + 1, slot);
    if (first === minus || (first >= zero && first <= nine)) return this.number(at, slot);
    const word = view.getInt32(at, true);
    if (word === wordTrue) {
      this.forms[slot] = isTrue;
      return at + 4;
    }
    if (word === wordNull) {
      this.forms[slot] = isNull;
      return at + 4;
    }
    if (word !== wordFals || bytes[at + 4] !== letterE) return -1;
    this.forms[slot] = isFalse;
    return at + 5;
  }

  private string(start: number, slot: number): number {
    const { bytes } = this;
    let at = start;
    while (plain[bytes[at] as number] === 1) at++;
    this.starts[slot] = start;
    if (bytes[at] === quote) this.forms[slot] = plainText;
    else {
      at = this.rich(at);
      if (at < 0) return -1;
      this.forms[slot] = richText;
    }
    this.ends[slot] = at;
    return at + 1;
  }

  /** The end of a string from its first unusual byte on, or -1 where it is none that guard accepts. */
  private rich(from: number): number {
    const { bytes } = this;
    let at = from;
    for (;;) {
      const byte = bytes[at] as number;
      if (plain[byte] === 1) at++;
      else if (byte === quote) return at;
      else {
        const width = byte === backslash ? this.escape(at) : this.sequence(at);
        if (width === 0) return -1;
        at += width;
      }
    }
  }

  /** Bytes of the escape at `at`, 0 where it is none; two halves of a pair are one. */
  private escape(at: number): number {
    const { bytes } = this;
    if ((escapes[bytes[at + 1] as number] as number) > 0) return 2;
    const unit = this.unitAt(at);
    if (unit < 0) return 0;
    if (unit < 0xd800 || unit > 0xdfff) return 6;
    const low = unit < 0xdc00 ? this.unitAt(at + 6) : -1;
    return low >= 0xdc00 && low <= 0xdfff ? 12 : 0;
  }

  /** The unit that `\uXXXX` at `at` stands for, or -1. */
  private unitAt(at: number): number {
    const { bytes } = this;
    // A backslash is never beyond the end of the message, and its first wrong byte ends the look.
    if (bytes[at] !== backslash || bytes[at + 1] !== 0x75) return -1;
    let unit = 0;
    for (let i = 2; i < 6; i++) {
      const digit = hexadecimal(bytes[at + i] as number);
      if (digit < 0) return -1;
      unit = unit * 16 + digit;
    }
    return unit;
  }

  /** Bytes of the UTF-8 sequence at `at`, 0 where it is none (Unicode, table 3-7). */
  private sequence(at: number): number {
    const { bytes } = this;
    const lead = bytes[at] as number;
    const second = bytes[at + 1] as number;
    if (lead < 0xc2 || lead > 0xf4 || second >> 6 !== 2) return 0;
    if (lead < 0xe0) return 2;
    if ((bytes[at + 2] as number) >> 6 !== 2) return 0;
    if (lead < 0xf0) {
      const wrong = (lead === 0xe0 && second < 0xa0) || (lead === 0xed && second > 0x9f);
      return wrong ? 0 : 3;
    }
    if ((bytes[at + 3] as number) >> 6 !== 2) return 0;
    const wrong = (lead === 0xf0 && second < 0x90) || (lead === 0xf4 && second > 0x8f);
    return wrong ? 0 : 4;
  }

  /** Writes what a checked string stands for into the units, and gives their number. */
  private decode(start: number, end: number): number {
    const { bytes, units } = this;
    let count = 0;
    for (let at = start; at < end; ) {
      const byte = bytes[at] as number;
      const second = bytes[at + 1] as number;
      if (byte === backslash) {
        const short = escapes[second] as number;
        units[count++] = short > 0 ? short : this.unitAt(at);
        at += short > 0 ? 2 : 6;
      } else if (byte < 0x80) {
        units[count++] = byte;
        at++;
      } else if (byte < 0xe0) {
        units[count++] = ((byte & 0x1f) << 6) | (second & 0x3f);
        at += 2;
      } else if (byte < 0xf0) {
        units[count++] =
          ((byte & 0x0f) << 12) | ((second & 0x3f) << 6) | ((bytes[at + 2] as number) & 0x3f);
        at += 3;
      } else {
        const point =
          ((byte & 0x07) << 18) |
          ((second & 0x3f) << 12) |
          (((bytes[at + 2] as number) & 0x3f) << 6) |
          ((bytes[at + 3] as number) & 0x3f);
        units[count++] = 0xd7c0 + (point >> 10);
        units[count++] = 0xdc00 + (point & 0x3ff);
        at += 4;
      }
    }
    return count;
  }

  /**
   * Up to fifteen digits without an exponent are a whole number below 2^53 over a power of ten below 2^53, so that one
   * division rounds as the grammar of numbers wants; whatever is longer is left to `Number`.
   */
  private number(start: number, slot: number): number {
    const { bytes } = this;
    const isNegative = bytes[start] === minus;
    const first = isNegative ? start + 1 : start;
    let at = first;
    let whole = 0;
    let byte = bytes[at] as number;
    while (byte >= zero && byte <= nine) {
      whole = whole * 10 + (byte - zero);
      byte = bytes[++at] as number;
    }
    if (at === first || (bytes[first] === zero && at > first + 1)) return -1;
    let digits = at - first;
    let decimals = 0;
    if (byte === point) {
      const fraction = at + 1;
      byte = bytes[++at] as number;
      while (byte >= zero && byte <= nine) {
        whole = whole * 10 + (byte - zero);
        byte = bytes[++at] as number;
      }
      decimals = at - fraction;
      if (decimals === 0) return -1;
      digits += decimals;
    }
    if (digits > 15 || (byte | 0x20) === letterE) return this.longNumber(start, at, decimals, slot);
    const size = decimals === 0 ? whole : whole / (powersOfTen[decimals] as number);
    this.forms[slot] = decimals === 0 && (size !== 0 || !isNegative) ? wholeNumber : exactNumber;
    this.numbers[slot] = isNegative ? -size : size;
    this.starts[slot] = start;
    this.ends[slot] = at;
    return at;
  }

  /** A number with an exponent or of many digits, whose digits end at `from`. */
  private longNumber(start: number, from: number, decimals: number, slot: number): number {
    const { bytes } = this;
    let at = from;
    const hasExponent = ((bytes[at] as number) | 0x20) === letterE;
    if (hasExponent) {
      at++;
      if (bytes[at] === 0x2b || bytes[at] === minus) at++;
      const digits = at;
      while ((bytes[at] as number) >= zero && (bytes[at] as number) <= nine) at++;
      if (at === digits) return -1;
    }
    if (hasExponent || decimals === 0 || at - start > certainlyFinite) {
      const value = Number(textOfUnits(bytes, start, at));
      if (!Number.isFinite(value)) return -1;
      if (!hasExponent && decimals === 0 && !Number.isSafeInteger(value)) return -1;
    }
    this.forms[slot] = longNumber;
    this.starts[slot] = start;
    this.ends[slot] = at;
    return at;
  }
}

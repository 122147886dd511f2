import { bigEndian, nameAt } from './bytes-at.ts';
import type { Broken, Layout } from './layout.ts';

/** A box (ISO/IEC 14496-12): its name, and from where to where its content goes. */
interface Box {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** The boxes one after the other; a last one without a name is where they are broken. */
function* boxes(bytes: Uint8Array, from: number, to: number): Generator<Box> {
  for (let at = from; at < to; ) {
    const name = nameAt(bytes, at + 4);
    const size = bigEndian(bytes, at, 4);
    const head = size === 1 ? 16 : 8;
    const told = size === 1 ? bigEndian(bytes, at + 8, 8) : size;
    const end = size === 0 ? to : at + told;
    if (name === undefined || !(end >= at + head && end <= to)) {
      yield { name: '', from: at, to: at };
      return;
    }
    yield { name, from: at + head, to: end };
    at = end;
  }
}

function boxOf(bytes: Uint8Array, from: number, to: number, name: string): Box | undefined {
  for (const box of boxes(bytes, from, to)) if (box.name === name) return box;
  return undefined;
}

/** The sizes of all pictures and tiles in a file, the largest first. */
function sizesOf(bytes: Uint8Array, meta: Box): readonly (readonly [number, number])[] {
  const properties = boxOf(bytes, meta.from + 4, meta.to, 'iprp');
  const list = properties && boxOf(bytes, properties.from, properties.to, 'ipco');
  const sizes: [number, number][] = [];
  if (list)
    for (const { name, from, to } of boxes(bytes, list.from, list.to))
      if (name === 'ispe' && to >= from + 12)
        sizes.push([bigEndian(bytes, from + 4, 4), bigEndian(bytes, from + 8, 4)]);
  return sizes.sort(([a, b], [c, d]) => c * d - a * b);
}

/** The number of the item that holds EXIF. */
function exifItem(bytes: Uint8Array, meta: Box): number | undefined {
  const list = boxOf(bytes, meta.from + 4, meta.to, 'iinf');
  if (!list) return undefined;
  const first = list.from + (bytes[list.from] === 0 ? 6 : 8);
  for (const { name, from } of boxes(bytes, first, list.to)) {
    const wide = bytes[from] === 3 ? 4 : 2;
    if (name === 'infe' && nameAt(bytes, from + 6 + wide) === 'Exif')
      return bigEndian(bytes, from + 4, wide);
  }
  return undefined;
}

/** Where an item's first extent stands in the file. */
function placeOf(
  bytes: Uint8Array,
  { from, to }: Box,
  item: number,
): readonly [from: number, to: number] | undefined {
  const version = bytes[from] ?? 0;
  const sizes = bigEndian(bytes, from + 4, 2);
  const nibble = (place: number) => Math.floor(sizes / 16 ** place) % 16;
  const [offsetSize, lengthSize, baseSize] = [nibble(3), nibble(2), nibble(1)];
  const indexSize = version > 0 ? nibble(0) : 0;
  const wide = version < 2 ? 2 : 4;
  let at = from + 6 + wide;
  while (at < to) {
    const found = bigEndian(bytes, at, wide) === item;
    at += wide;
    const inFile = version === 0 || bigEndian(bytes, at, 2) % 16 === 0;
    at += (version > 0 ? 2 : 0) + 2;
    const base = bigEndian(bytes, at, baseSize);
    const extents = bigEndian(bytes, at + baseSize, 2);
    at += baseSize + 2;
    if (found) {
      const start = base + bigEndian(bytes, at + indexSize, offsetSize);
      const end = start + bigEndian(bytes, at + indexSize + offsetSize, lengthSize);
      return inFile && extents > 0 && end <= bytes.length ? [start, end] : undefined;
    }
    at += extents * (indexSize + offsetSize + lengthSize);
  }
  return undefined;
}

function exifOf(bytes: Uint8Array, meta: Box): Uint8Array | undefined {
  const item = exifItem(bytes, meta);
  const places = boxOf(bytes, meta.from + 4, meta.to, 'iloc');
  const place = item !== undefined && places && placeOf(bytes, places, item);
  if (!place) return undefined;
  const start = place[0] + 4 + bigEndian(bytes, place[0], 4);
  return start <= place[1] ? bytes.subarray(start, place[1]) : undefined;
}

/** HEIC (ISO/IEC 23008-12): sizes and EXIF; its parts point at each other by byte, so that nothing is cut out of it here. */
export function walkHeic(bytes: Uint8Array): Layout | Broken {
  let meta: Box | undefined;
  for (const box of boxes(bytes, 0, bytes.length)) {
    if (box.name === '') return { brokenAt: box.from };
    if (box.name === 'meta') meta ??= box;
  }
  const sizes = meta ? sizesOf(bytes, meta) : [];
  if (!meta || sizes.length === 0) return { brokenAt: bytes.length };
  const exif = exifOf(bytes, meta);
  return exif === undefined ? { sizes } : { sizes, exif };
}

const brands: ReadonlySet<string> = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx']);

/** Whether a file says of itself that it is HEIC: by its own brand or by one that it is compatible with. */
export function isHeic(bytes: Uint8Array): boolean {
  if (nameAt(bytes, 4) !== 'ftyp') return false;
  const end = Math.min(bigEndian(bytes, 0, 4), bytes.length, 256);
  for (let at = 8; at + 4 <= end; at += 4)
    if (at !== 12 && brands.has(nameAt(bytes, at) ?? '')) return true;
  return false;
}

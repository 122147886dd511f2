import { littleEndian, nameAt } from './bytes-at.ts';
import type { Broken, Layout } from './layout.ts';

/** What stays: the header, the picture, its transparency, its frames and its colours. */
const kept: ReadonlySet<string> = new Set(['VP8X', 'VP8 ', 'VP8L', 'ALPH', 'ANIM', 'ANMF', 'ICCP']);

/** The flags by which the header says that EXIF and XMP follow. */
const metadataFlags = 0x08 | 0x04;

type Size = readonly [number, number];

/** The size that a chunk's data tell, where they tell one. */
function sizeOf(bytes: Uint8Array, name: string, data: number): Size | undefined {
  const three = (at: number) => littleEndian(bytes, at, 3) + 1;
  switch (name) {
    case 'VP8X':
      return [three(data + 4), three(data + 7)];
    case 'ANMF':
      return [three(data + 6), three(data + 9)];
    case 'VP8 ':
      return [littleEndian(bytes, data + 6, 2) & 0x3fff, littleEndian(bytes, data + 8, 2) & 0x3fff];
    case 'VP8L': {
      const bits = littleEndian(bytes, data + 1, 4);
      return [(bits & 0x3fff) + 1, (Math.floor(bits / 0x4000) & 0x3fff) + 1];
    }
    default:
      return undefined;
  }
}

/** The least that a chunk with a size of its own must hold. */
const leastBytes: ReadonlyMap<string, number> = new Map([
  ['VP8X', 10],
  ['ANMF', 16],
  ['VP8 ', 10],
  ['VP8L', 5],
]);

/** The EXIF of a chunk; some writers put the name of the JPEG segment in front. */
function exifOf(chunk: Uint8Array): Uint8Array {
  return nameAt(chunk, 0) === 'Exif' ? chunk.subarray(6) : chunk;
}

/** The chunk with the header's flags mended, always of an even length. */
function keptChunk(bytes: Uint8Array, name: string, at: number, size: number): Uint8Array {
  const made = new Uint8Array(8 + size + (size % 2));
  made.set(bytes.subarray(at, at + 8 + size));
  if (name === 'VP8X') made[8] = (made[8] as number) & ~metadataFlags;
  return made;
}

function header(parts: readonly Uint8Array[]): Uint8Array {
  const size = parts.reduce((sum, { length }) => sum + length, 4);
  const made = Uint8Array.of(0x52, 0x49, 0x46, 0x46, 0, 0, 0, 0, 0x57, 0x45, 0x42, 0x50);
  for (let i = 0; i < 4; i++) made[4 + i] = Math.floor(size / 256 ** i) % 256;
  return made;
}

/** WebP (RFC 9649): the chunks of the RIFF, up to the length that it tells. */
export function walkWebp(bytes: Uint8Array): Layout | Broken {
  const end = 8 + littleEndian(bytes, 4, 4);
  if (!(end <= bytes.length)) return { brokenAt: bytes.length };
  const sizes: Size[] = [];
  const parts: Uint8Array[] = [];
  let exif: Uint8Array | undefined;
  let at = 12;
  while (at < end) {
    const name = nameAt(bytes, at);
    const size = littleEndian(bytes, at + 4, 4);
    if (name === undefined || !(at + 8 + size <= end) || size < (leastBytes.get(name) ?? 0))
      return { brokenAt: at };
    const found = sizeOf(bytes, name, at + 8);
    if (found !== undefined) sizes.push(found);
    if (name === 'EXIF') exif ??= exifOf(bytes.subarray(at + 8, at + 8 + size));
    if (kept.has(name)) parts.push(keptChunk(bytes, name, at, size));
    at += 8 + size + (size % 2);
  }
  if (sizes.length === 0) return { brokenAt: Math.min(at, bytes.length) };
  const all = [header(parts), ...parts];
  return exif === undefined ? { sizes, kept: all } : { sizes, exif, kept: all };
}

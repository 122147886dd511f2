import { bigEndian, standsAt } from './bytes-at.ts';
import type { Broken, Layout } from './layout.ts';

const startOfImage = 0xd8;
const endOfImage = 0xd9;
const startOfScan = 0xda;
const numberOfLines = 0xdc;

/** Huffman tables, arithmetic conditioning, quantisation, lines, restart, hierarchy: what a decoder needs besides frames. */
const tables: readonly number[] = [0xc4, 0xcc, 0xdb, numberOfLines, 0xdd, 0xde, 0xdf];

function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

/** Markers without a length: TEM and the restarts. */
function isBare(marker: number): boolean {
  return marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);
}

/** JFIF in its shortest form: units and density, no thumbnail. */
function plainJfif(bytes: Uint8Array, at: number): Uint8Array {
  const made = new Uint8Array(18);
  made.set(bytes.subarray(at, at + 16));
  made.set([0, 16], 2);
  return made;
}

/** The segment by which a decoder tells RGB, CMYK and YCCK, without whatever else stood in it. */
function plainAdobe(transform: number): Uint8Array {
  const made = new Uint8Array(16);
  made.set([0xff, 0xee, 0, 14, 0x41, 0x64, 0x6f, 0x62, 0x65, 0, 100]);
  made[15] = transform;
  return made;
}

/** What is kept of an application segment that ends at `end`: JFIF, the colour profile, and a colour transform that is not the usual one. */
function keptOf(
  bytes: Uint8Array,
  marker: number,
  at: number,
  end: number,
): Uint8Array | undefined {
  const data = at + 4;
  if (marker === 0xe0 && standsAt(bytes, data, 'JFIF\0') && end >= at + 18)
    return plainJfif(bytes, at);
  if (marker === 0xe2 && standsAt(bytes, data, 'ICC_PROFILE\0')) return bytes.subarray(at, end);
  const transform = bytes[data + 11];
  const isAdobe = marker === 0xee && standsAt(bytes, data, 'Adobe') && end >= at + 16;
  return isAdobe && (transform === 0 || transform === 2) ? plainAdobe(transform) : undefined;
}

/** Where the data of a scan end: at the next marker that is no restart. */
function scanEnd(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1];
    if (next === undefined) return bytes.length;
    if (next !== 0 && next !== 0xff && !isBare(next)) return at;
  }
  return bytes.length;
}

/** One file, segment by segment. */
class JpegWalk {
  private readonly bytes: Uint8Array;
  private readonly kept: Uint8Array[] = [];
  private size: readonly [number, number] | undefined;
  private exif: Uint8Array | undefined;
  private scans = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  run(): Layout | Broken {
    const { bytes } = this;
    this.kept.push(bytes.subarray(0, 2));
    let at = 2;
    for (;;) {
      if (bytes[at] !== 0xff) return { brokenAt: Math.min(at, bytes.length) };
      const marker = bytes[at + 1];
      if (marker === 0xff) at++;
      else if (marker === endOfImage) return this.ended(at);
      else if (marker !== undefined && isBare(marker)) at += 2;
      else {
        const end = at + 2 + bigEndian(bytes, at + 2, 2);
        const goes =
          marker !== undefined && marker >= 0xc0 && marker !== startOfImage && end >= at + 4;
        if (!(goes && end <= bytes.length) || !this.segment(marker, at, end))
          return { brokenAt: at };
        at = marker === startOfScan ? this.scan(at, end) : end;
      }
    }
  }

  private ended(at: number): Layout | Broken {
    const { bytes, exif, kept, size } = this;
    // A height of nothing waits for the number of lines, which did not come.
    if (size === undefined || size[0] === 0 || size[1] === 0 || this.scans === 0)
      return { brokenAt: at };
    kept.push(bytes.subarray(at, at + 2));
    return exif === undefined ? { sizes: [size], kept } : { sizes: [size], exif, kept };
  }

  private scan(at: number, end: number): number {
    const stop = scanEnd(this.bytes, end);
    this.scans++;
    this.kept.push(this.bytes.subarray(at, stop));
    return stop;
  }

  private segment(marker: number, at: number, end: number): boolean {
    const { bytes } = this;
    if (isFrame(marker)) return this.frame(at, end);
    if (marker === startOfScan) return this.size !== undefined;
    if (marker === numberOfLines && this.size?.[1] === 0)
      this.size = [this.size[0], bigEndian(bytes, at + 4, 2)];
    if (marker === 0xe1 && standsAt(bytes, at + 4, 'Exif\0\0'))
      this.exif ??= bytes.subarray(at + 10, end);
    const kept = tables.includes(marker) ? bytes.subarray(at, end) : keptOf(bytes, marker, at, end);
    if (kept !== undefined) this.kept.push(kept);
    return true;
  }

  /** One frame a picture: a second one might be larger than what was looked at. */
  private frame(at: number, end: number): boolean {
    if (this.size !== undefined || end < at + 10) return false;
    this.size = [bigEndian(this.bytes, at + 7, 2), bigEndian(this.bytes, at + 5, 2)];
    this.kept.push(this.bytes.subarray(at, end));
    return true;
  }
}

/** JPEG (ITU-T T.81): segments up to the end of the image; whatever follows is no part of it. */
export function walkJpeg(bytes: Uint8Array): Layout | Broken {
  return new JpegWalk(bytes).run();
}

import { isBytes } from '../decode-text.ts';
import { type ReadResult, type Refused, refused } from '../issue.ts';
import { standsAt } from './bytes-at.ts';
import { readExif } from './exif.ts';
import { walkGif } from './gif.ts';
import { isHeic, walkHeic } from './heic.ts';
import { walkJpeg } from './jpeg.ts';
import type { Layout, Walk } from './layout.ts';
import { walkPng } from './png.ts';
import { walkWebp } from './webp.ts';

/** The types of pictures that are known (图片类型), by their first bytes and never by a name. */
export type MediaType = 'image/jpeg' | 'image/png' | 'image/gif' | 'image/webp' | 'image/heic';

/** What the header of a picture says (图片头信息). */
export interface Media {
  readonly type: MediaType;
  /** In pixels, before it is turned. */
  readonly width: number;
  readonly height: number;
  /** Where it was taken, in degrees of WGS 84, by its EXIF: a hint of whoever sent it, no proof. */
  readonly position?: readonly [longitude: number, latitude: number];
  /** How it is to be turned, 1 to 8 as in EXIF; lost when the picture is stripped. */
  readonly orientation?: number;
}

/** Limits of the readers of pictures (图片上限). A limit that is no number refuses everything. */
export interface MediaLimits {
  /** Bytes of the file; 32 MiB if left out. */
  readonly maxBytes?: number;
  /** Pixels of the picture, and of each of its frames; 50,000,000 if left out. */
  readonly maxPixels?: number;
}

const defaultMaxBytes = 33_554_432;
const defaultMaxPixels = 50_000_000;

const known: readonly {
  readonly type: MediaType;
  readonly is: (bytes: Uint8Array) => boolean;
  readonly walk: Walk;
}[] = [
  { type: 'image/jpeg', is: (bytes) => standsAt(bytes, 0, '\xff\xd8\xff'), walk: walkJpeg },
  { type: 'image/png', is: (bytes) => standsAt(bytes, 0, '\x89PNG\r\n\x1a\n'), walk: walkPng },
  {
    type: 'image/gif',
    is: (bytes) => standsAt(bytes, 0, 'GIF87a') || standsAt(bytes, 0, 'GIF89a'),
    walk: walkGif,
  },
  {
    type: 'image/webp',
    is: (bytes) => standsAt(bytes, 0, 'RIFF') && standsAt(bytes, 8, 'WEBP'),
    walk: walkWebp,
  },
  { type: 'image/heic', is: isHeic, walk: walkHeic },
];

interface Walked {
  readonly type: MediaType;
  readonly layout: Layout;
  readonly width: number;
  readonly height: number;
}

function walked(bytes: Uint8Array, limits: MediaLimits | undefined): Walked | Refused {
  const maxBytes = limits?.maxBytes ?? defaultMaxBytes;
  const maxPixels = limits?.maxPixels ?? defaultMaxPixels;
  if (!isBytes(bytes)) return refused({ code: 'guard/not-bytes-or-text' });
  if (!(bytes.length <= maxBytes)) return refused({ code: 'guard/too-large', limit: maxBytes });
  const format = known.find(({ is }) => is(bytes));
  if (format === undefined) return refused({ code: 'guard/unknown-media', byte: 0 });
  const layout = format.walk(bytes);
  if ('brokenAt' in layout) return refused({ code: 'guard/broken-media', byte: layout.brokenAt });
  const [[width, height] = [0, 0]] = layout.sizes;
  if (!layout.sizes.every(([wide, high]) => wide >= 1 && high >= 1))
    return refused({ code: 'guard/broken-media', byte: 0 });
  if (!layout.sizes.every(([wide, high]) => wide * high <= maxPixels))
    return refused({ code: 'guard/too-many-pixels', limit: maxPixels });
  return { type: format.type, layout, width, height };
}

/**
 * The header of a picture (图片头信息): what it is, how large, and where it was taken, without decoding any of it; never
 * throws, linear time. The type is told by the first bytes; the whole file must be there and be laid out as its type
 * says. A broken EXIF is as none. Refuses with `guard/unknown-media`, `guard/broken-media`, `guard/too-many-pixels`,
 * `guard/too-large`, `guard/not-bytes-or-text`.
 *
 * @example
 * readMedia(photo); // { ok: true, value: { type: 'image/jpeg', width: 4032, height: 3024, position: [121.55, 29.87] } }
 */
export function readMedia(bytes: Uint8Array, limits?: MediaLimits): ReadResult<Media> {
  const found = walked(bytes, limits);
  if ('issues' in found) return found;
  const { type, layout, width, height } = found;
  const exif = layout.exif === undefined ? {} : readExif(layout.exif);
  return { ok: true, value: { type, width, height, ...exif } };
}

/**
 * The same picture without position, camera, date, thumbnail, comment, XMP and whatever hangs behind its end
 * (去除元数据): its coded pixels, its colour profile and its animation stay byte for byte. The turn that EXIF asks for
 * ({@link Media.orientation}) is lost too. HEIC is refused with `guard/strip-unsupported`; else as {@link readMedia}.
 */
export function stripMedia(bytes: Uint8Array, limits?: MediaLimits): ReadResult<Uint8Array> {
  const found = walked(bytes, limits);
  if ('issues' in found) return found;
  const { kept } = found.layout;
  if (kept === undefined) return refused({ code: 'guard/strip-unsupported' });
  const stripped = new Uint8Array(kept.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of kept) {
    stripped.set(part, at);
    at += part.length;
  }
  return { ok: true, value: stripped };
}

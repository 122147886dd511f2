import { bigEndian, littleEndian, standsAt } from './bytes-at.ts';

/** What is read of an EXIF block: the place where the picture was taken, and how it is to be turned. */
export interface ExifReading {
  readonly position?: readonly [longitude: number, latitude: number];
  readonly orientation?: number;
}

/** Entries of one directory that are looked at. */
const mostEntries = 512;

const tags = { orientation: 0x0112, gps: 0x8825 } as const;
const gpsTags = { latitudeRef: 1, latitude: 2, longitudeRef: 3, longitude: 4 } as const;
const types = { ascii: 2, short: 3, long: 4, rational: 5, directory: 13 } as const;

type NumberAt = (at: number, count: number) => number;

/** One entry of a directory: its type, how many values it has, and where its value or the offset of it stands. */
interface Entry {
  readonly type: number;
  readonly count: number;
  readonly at: number;
}

/** The entries of one directory by their tags, the first of each; directories are not followed from one to the next. */
function directory(read: NumberAt, from: number): ReadonlyMap<number, Entry> {
  const entries = new Map<number, Entry>();
  const count = Math.min(read(from, 2) || 0, mostEntries);
  for (let i = 0; i < count; i++) {
    const at = from + 2 + 12 * i;
    const tag = read(at, 2);
    if (!entries.has(tag))
      entries.set(tag, { type: read(at + 2, 2), count: read(at + 4, 4), at: at + 8 });
  }
  return entries;
}

/** Degrees, minutes and seconds as three rationals; NaN where they are none. */
function degrees(read: NumberAt, entry: Entry | undefined): number {
  if (entry?.type !== types.rational || entry.count !== 3) return Number.NaN;
  const from = read(entry.at, 4);
  const part = (i: number) => read(from + 8 * i, 4) / read(from + 8 * i + 4, 4);
  return part(0) + part(1) / 60 + part(2) / 3600;
}

/** Minus one for the letter of the south or west, one for the other; NaN for any other sign. */
function signOf(read: NumberAt, entry: Entry | undefined, plus: string, minus: string): number {
  if (entry?.type !== types.ascii) return Number.NaN;
  const letter = String.fromCharCode(read(entry.at, 1) || 0);
  if (letter === plus) return 1;
  return letter === minus ? -1 : Number.NaN;
}

function positionOf(read: NumberAt, from: number): ExifReading['position'] {
  const entries = directory(read, from);
  const [longitudeRef, longitude] = [gpsTags.longitudeRef, gpsTags.longitude].map((tag) =>
    entries.get(tag),
  );
  const [latitudeRef, latitude] = [gpsTags.latitudeRef, gpsTags.latitude].map((tag) =>
    entries.get(tag),
  );
  const east = signOf(read, longitudeRef, 'E', 'W') * degrees(read, longitude);
  const north = signOf(read, latitudeRef, 'N', 'S') * degrees(read, latitude);
  // The sum makes the zero of the west that of the east.
  return Math.abs(east) <= 180 && Math.abs(north) <= 90 ? [east + 0, north + 0] : undefined;
}

/** Reads a block of EXIF, a TIFF file in small; whatever is broken in it is as if it were not there. */
export function readExif(bytes: Uint8Array): ExifReading {
  const isLittle = standsAt(bytes, 0, 'II');
  const read: NumberAt = (at, count) =>
    isLittle ? littleEndian(bytes, at, count) : bigEndian(bytes, at, count);
  if (!(isLittle || standsAt(bytes, 0, 'MM')) || read(2, 2) !== 42) return {};
  const entries = directory(read, read(4, 4));
  const turn = entries.get(tags.orientation);
  const orientation = turn?.type === types.short ? read(turn.at, 2) : Number.NaN;
  const gps = entries.get(tags.gps);
  const hasGps = gps?.type === types.long || gps?.type === types.directory;
  const position = hasGps ? positionOf(read, read(gps.at, 4)) : undefined;
  return {
    ...(position !== undefined && { position }),
    ...(orientation >= 1 && orientation <= 8 && { orientation }),
  };
}

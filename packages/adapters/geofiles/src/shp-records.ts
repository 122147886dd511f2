import type { Point } from '@civigrid/spatial';
import { countPositions, type Intake, report, stop } from './intake.ts';
import type { GeofilesIssueCode } from './issue.ts';

const headerLength = 100;
const fileCode = 9994;
/** Polygon, PolygonZ and PolygonM: x and y stand at the same place in all three. */
const polygons = [5, 15, 25];
const nullShape = 0;

/** Where a record's content begins and ends in a .shp. */
export interface ShpRecord {
  readonly start: number;
  readonly end: number;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** Whether bytes begin as a .shp of areas; otherwise the file is refused. */
export function isPolygonFile(into: Intake, bytes: Uint8Array): boolean {
  const view = viewOf(bytes);
  if (bytes.length < headerLength || view.getInt32(0) !== fileCode) {
    stop(into, { code: 'geofiles/not-a-shapefile', part: 'shp', byte: 0 });
    return false;
  }
  const type = view.getInt32(32, true);
  if (type === nullShape || polygons.includes(type)) return true;
  stop(into, { code: 'geofiles/not-an-area', part: 'shp', byte: 32 });
  return false;
}

/** Whether the box in the header lies off the globe: then the numbers are metres on a plane map. */
export function isOffTheGlobe(bytes: Uint8Array): boolean {
  const view = viewOf(bytes);
  return [36, 44, 52, 60].some((at, i) => Math.abs(view.getFloat64(at, true)) > (i % 2 ? 90 : 180));
}

/** Records one after the other, as far as whole ones are there. */
export function recordsInTurn(into: Intake, bytes: Uint8Array): readonly ShpRecord[] {
  const view = viewOf(bytes);
  const records: ShpRecord[] = [];
  let at = headerLength;
  while (at + 8 <= bytes.length && !(records.length > into.limits.maxFeatures)) {
    const length = 2 * view.getInt32(at + 4);
    if (length < 4 || at + 8 + length > bytes.length) break;
    records.push({ start: at + 8, end: at + 8 + length });
    at += 8 + length;
  }
  if (at < bytes.length && !(records.length > into.limits.maxFeatures))
    report(into, { code: 'geofiles/truncated', part: 'shp', byte: at });
  return records;
}

/** Records where the .shx says they are; undefined where it does not fit the .shp. */
export function recordsByIndex(shp: Uint8Array, shx: Uint8Array): readonly ShpRecord[] | undefined {
  const index = viewOf(shx);
  const view = viewOf(shp);
  if (shx.length < headerLength || (shx.length - headerLength) % 8 !== 0) return undefined;
  if (index.getInt32(0) !== fileCode) return undefined;
  const records: ShpRecord[] = [];
  for (let at = headerLength; at < shx.length; at += 8) {
    const start = 2 * index.getInt32(at) + 8;
    const end = start + 2 * index.getInt32(at + 4);
    if (start < headerLength + 8 || end < start + 4 || end > shp.length) return undefined;
    if (2 * view.getInt32(start - 4) !== end - start) return undefined;
    records.push({ start, end });
  }
  return records;
}

/** A fault and the byte where it stands. */
interface Fault {
  readonly code: GeofilesIssueCode;
  readonly byte: number;
}

/** A list of positions in a record, whose counts were held against its bytes before anything is made of them. */
interface Frame {
  readonly view: DataView;
  readonly parts: number;
  readonly points: number;
  /** Where the first part number stands, and the first position. */
  readonly partsAt: number;
  readonly pointsAt: number;
}

function frameOf(view: DataView, { start, end }: ShpRecord): Frame | Fault | null {
  const type = view.getInt32(start, true);
  if (type === nullShape) return null;
  if (!polygons.includes(type)) return { code: 'geofiles/not-an-area', byte: start };
  if (end - start < 44) return { code: 'geofiles/bad-geometry', byte: start };
  const parts = view.getInt32(start + 36, true);
  const points = view.getInt32(start + 40, true);
  const partsAt = start + 44;
  const pointsAt = partsAt + 4 * parts;
  if (parts < 0 || points < 0 || parts > points || pointsAt + 16 * points > end)
    return { code: 'geofiles/bad-geometry', byte: start + 36 };
  return { view, parts, points, partsAt, pointsAt };
}

/** The positions from one number to another, as drawn. */
function ringOf({ view, pointsAt }: Frame, from: number, to: number): readonly Point[] | Fault {
  const ring: Point[] = [];
  for (let byte = pointsAt + 16 * from; byte < pointsAt + 16 * to; byte += 16) {
    const lng = view.getFloat64(byte, true);
    const lat = view.getFloat64(byte + 8, true);
    if (!Number.isFinite(lng) || !Number.isFinite(lat))
      return { code: 'geofiles/bad-geometry', byte };
    if (Math.abs(lng) > 180 || Math.abs(lat) > 90) return { code: 'geofiles/out-of-range', byte };
    ring.push([lng, lat]);
  }
  return ring;
}

/** All rings; each part must begin where the one before it ends, so that no position is read twice. */
function ringsIn(frame: Frame): readonly (readonly Point[])[] | Fault {
  const { view, parts, points, partsAt } = frame;
  const rings: (readonly Point[])[] = [];
  for (let part = 0; part < parts; part++) {
    const byte = partsAt + 4 * part;
    const from = view.getInt32(byte, true);
    const to = part + 1 < parts ? view.getInt32(byte + 4, true) : points;
    if (from < 0 || to <= from || to > points || (part === 0 && from !== 0))
      return { code: 'geofiles/bad-geometry', byte };
    const ring = ringOf(frame, from, to);
    if ('code' in ring) return ring;
    rings.push(ring);
  }
  return rings;
}

/** The rings of a record as drawn; null where it has none or is broken, which is told. */
export function ringsOf(
  into: Intake,
  bytes: Uint8Array,
  record: ShpRecord,
  feature: number,
): readonly (readonly Point[])[] | null {
  const frame = frameOf(viewOf(bytes), record);
  if (frame === null) return null;
  if ('points' in frame && !countPositions(into, frame.points)) return null;
  const rings = 'code' in frame ? frame : ringsIn(frame);
  if (!('code' in rings)) return rings.length === 0 ? null : rings;
  report(into, { ...rings, part: 'shp', feature, path: ['geometry'] });
  return null;
}

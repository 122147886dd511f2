import { DomainError } from '@civigrid/kernel';
import type { AreaGeometry, Point } from '@civigrid/spatial';
import type { GeofilesErrorCode } from './error-code.ts';
import type { GridFeature } from './feature.ts';
import { signedArea } from './ring-area.ts';
import { partsOf } from './writable.ts';

type Box = readonly [west: number, south: number, east: number, north: number];

const headerLength = 100;
const fileCode = 9994;
const version = 1000;
const polygon = 5;

/** All rings of a geometry as a Shapefile wants them: shells clockwise, holes the other way. */
function ringsOf(geometry: AreaGeometry): readonly (readonly Point[])[] {
  return partsOf(geometry).flatMap((rings) =>
    rings.map((ring, i) => (signedArea(ring) > 0 === (i === 0) ? ring.toReversed() : ring)),
  );
}

function boxOf(points: Iterable<Point>): Box | undefined {
  let box: Box | undefined;
  for (const [lng, lat] of points)
    box = box
      ? [Math.min(box[0], lng), Math.min(box[1], lat), Math.max(box[2], lng), Math.max(box[3], lat)]
      : [lng, lat, lng, lat];
  return box;
}

function setBox(view: DataView, at: number, box: Box): void {
  for (const [i, value] of box.entries()) view.setFloat64(at + 8 * i, value, true);
}

function record(rings: readonly (readonly Point[])[] | undefined): Uint8Array {
  if (!rings) return new Uint8Array(4);
  const points = rings.flat();
  const bytes = new Uint8Array(44 + 4 * rings.length + 16 * points.length);
  const view = new DataView(bytes.buffer);
  view.setInt32(0, polygon, true);
  setBox(view, 4, boxOf(points) ?? [0, 0, 0, 0]);
  view.setInt32(36, rings.length, true);
  view.setInt32(40, points.length, true);
  let start = 0;
  for (const [i, ring] of rings.entries()) {
    view.setInt32(44 + 4 * i, start, true);
    start += ring.length;
  }
  for (const [i, [lng, lat]] of points.entries()) {
    const at = 44 + 4 * rings.length + 16 * i;
    view.setFloat64(at, lng, true);
    view.setFloat64(at + 8, lat, true);
  }
  return bytes;
}

function header(bytes: Uint8Array, box: Box): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  view.setInt32(0, fileCode);
  view.setInt32(24, bytes.length / 2);
  view.setInt32(28, version, true);
  view.setInt32(32, polygon, true);
  setBox(view, 36, box);
}

/** The .shp and the .shx of all features; a feature without geometry is a null shape. */
export function toShp(features: readonly GridFeature[]): {
  readonly shp: Uint8Array;
  readonly shx: Uint8Array;
} {
  const drawn = features.map(({ geometry }) => (geometry ? ringsOf(geometry) : undefined));
  const records = drawn.map(record);
  const length = records.reduce((sum, { length: bytes }) => sum + 8 + bytes, headerLength);
  if (length > 2 ** 31)
    throw new DomainError(
      'geofiles/file-too-long' satisfies GeofilesErrorCode,
      'A Shapefile ends at 2 GiB.',
      { bytes: length },
    );
  const shp = new Uint8Array(length);
  const shx = new Uint8Array(headerLength + 8 * records.length);
  const box = boxOf(drawn.flatMap((rings) => rings?.flat() ?? [])) ?? [0, 0, 0, 0];
  header(shp, box);
  header(shx, box);
  const [main, index] = [new DataView(shp.buffer), new DataView(shx.buffer)];
  let at = headerLength;
  for (const [i, content] of records.entries()) {
    main.setInt32(at, i + 1);
    main.setInt32(at + 4, content.length / 2);
    shp.set(content, at + 8);
    index.setInt32(headerLength + 8 * i, at / 2);
    index.setInt32(headerLength + 8 * i + 4, content.length / 2);
    at += 8 + content.length;
  }
  return { shp, shx };
}

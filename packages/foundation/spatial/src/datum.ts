import { DomainError } from '@civigrid/kernel';
import type { Point } from './point.ts';

/** The datums (坐标系) that maps of mainland China come in. CGCS2000 and WGS84 agree within decimetres and count as one. */
export const datums = ['CGCS2000', 'WGS84', 'GCJ02', 'BD09'] as const;

/** One datum (坐标系). */
export type Datum = (typeof datums)[number];

/** The codes with which spatial refuses. */
export type SpatialErrorCode =
  | 'spatial/unknown-datum'
  | 'spatial/too-tangled'
  | 'spatial/bad-line'
  | 'spatial/line-crosses-itself'
  | 'spatial/line-ends-inside'
  | 'spatial/line-does-not-cut';

declare const datumBrand: unique symbol;

/**
 * A point that knows its datum at compile time: a plain `[longitude, latitude]` fits everywhere, but a point that came
 * out of {@link convert} does not fit where another datum is asked for.
 */
export type DatumPoint<In extends Datum> = Point & { readonly [datumBrand]?: In };

/** Whether a text names a datum. */
export function isDatum(text: unknown): text is Datum {
  return datums.includes(text as Datum);
}

/** How many published shifts lie between WGS84 and the datum. */
const shifts: Readonly<Record<Datum, number>> = { CGCS2000: 0, WGS84: 0, GCJ02: 1, BD09: 2 };

/** Semi-major axis in metres and squared eccentricity (Krasovsky 1940), as the published formula of GCJ02 has them. */
const axis = 6378245;
const eccentricity = 0.006693421622965943;

/** Each round shrinks the error about two hundredfold; six leave nanometres. */
const rounds = 6;

type Shift = (lng: number, lat: number) => Point;

function wave(k: number): number {
  return Math.sin(k * Math.PI);
}

/** Outside this box GCJ02 is not shifted; the jump at its rim is the formula's own. */
function outsideShiftedBox(lng: number, lat: number): boolean {
  return !(lng >= 72.004 && lng <= 137.8347 && lat >= 0.8293 && lat <= 55.8271);
}

const toGcj: Shift = (lng, lat) => {
  if (outsideShiftedBox(lng, lat)) return [lng, lat];
  const x = lng - 105;
  const y = lat - 35;
  const root = Math.sqrt(Math.abs(x));
  const shared = ((20 * wave(6 * x) + 20 * wave(2 * x)) * 2) / 3;
  const north =
    -100 +
    2 * x +
    3 * y +
    0.2 * y * y +
    0.1 * x * y +
    0.2 * root +
    shared +
    ((20 * wave(y) + 40 * wave(y / 3)) * 2) / 3 +
    ((160 * wave(y / 12) + 320 * wave(y / 30)) * 2) / 3;
  const east =
    300 +
    x +
    2 * y +
    0.1 * x * x +
    0.1 * x * y +
    0.1 * root +
    shared +
    ((20 * wave(x) + 40 * wave(x / 3)) * 2) / 3 +
    ((150 * wave(x / 12) + 300 * wave(x / 30)) * 2) / 3;
  const radians = (lat / 180) * Math.PI;
  const sine = Math.sin(radians);
  const m = 1 - eccentricity * sine * sine;
  const meridian = (axis * (1 - eccentricity)) / (m * Math.sqrt(m));
  const parallel = (axis / Math.sqrt(m)) * Math.cos(radians);
  return [lng + (180 * east) / (parallel * Math.PI), lat + (180 * north) / (meridian * Math.PI)];
};

const toBd: Shift = (lng, lat) => {
  const k = (Math.PI * 3000) / 180;
  const radius = Math.sqrt(lng * lng + lat * lat) + 0.00002 * Math.sin(lat * k);
  const angle = Math.atan2(lat, lng) + 0.000003 * Math.cos(lng * k);
  return [radius * Math.cos(angle) + 0.0065, radius * Math.sin(angle) + 0.006];
};

function undo(shift: Shift, lng: number, lat: number): Point {
  let x = lng;
  let y = lat;
  for (let round = 0; round < rounds; round++) {
    const [u, v] = shift(x, y);
    x -= u - lng;
    y -= v - lat;
  }
  return [x, y];
}

function shiftsOf(datum: Datum): number {
  if (!isDatum(datum))
    throw new DomainError(
      'spatial/unknown-datum' satisfies SpatialErrorCode,
      `A datum is one of ${datums.join(', ')}.`,
    );
  return shifts[datum];
}

/**
 * The same place in another datum, by the published formulas; back and forth is exact to a micrometre on the mainland.
 * Refuses an unknown datum with `spatial/unknown-datum`.
 *
 * @example
 * const onTheMap = convert([119.65, 29.08], 'WGS84', 'GCJ02');
 */
export function convert<From extends Datum, To extends Datum>(
  point: DatumPoint<NoInfer<From>>,
  from: From,
  to: To,
): DatumPoint<To> {
  const target = shiftsOf(to);
  let at = shiftsOf(from);
  let place: Point = [point[0], point[1]];
  while (at < target) place = (at++ === 0 ? toGcj : toBd)(place[0], place[1]);
  while (at > target) place = undo(--at === 0 ? toGcj : toBd, place[0], place[1]);
  return place;
}

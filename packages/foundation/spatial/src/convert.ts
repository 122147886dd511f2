import { DomainError } from '@civigrid/kernel';
import { fromBd09, toBd09 } from './bd09.ts';
import { type Datum, type DatumPoint, type SpatialErrorCode, shiftsOf } from './datum.ts';
import { fromGcj02, toGcj02 } from './gcj02.ts';

/** Turns so many numbers, longitudes and latitudes in turn, in place, by all shifts that lie between. */
function shiftAll(lngLat: Float64Array, length: number, from: number, to: number): void {
  if (from < 1 && to >= 1) toGcj02(lngLat, length);
  if (from < 2 && to >= 2) toBd09(lngLat, length);
  if (from >= 2 && to < 2) fromBd09(lngLat, length);
  if (from >= 1 && to < 1) fromGcj02(lngLat, length);
}

/** Where one place is turned. */
const place = new Float64Array(2);

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
  const start = shiftsOf(from);
  place[0] = point[0];
  place[1] = point[1];
  shiftAll(place, 2, start, target);
  return [place[0] as number, place[1] as number];
}

/** Refuses with `spatial/odd-length` numbers that are not longitudes and latitudes in turn. */
export function demandPairs(lngLat: Float64Array): void {
  if (lngLat.length % 2 !== 0)
    throw new DomainError(
      'spatial/odd-length' satisfies SpatialErrorCode,
      'Longitudes and latitudes in turn are even in number.',
      { length: lngLat.length },
    );
}

/**
 * Many places in another datum: longitude and latitude in turn, in degrees. Bit for bit what {@link convert} says of each.
 * The answers go to the beginning of `out`, which may be `lngLat` itself or overlap it; without `out` to a new array.
 * Numbers do not know their datum as points do: what is converted in place must not be converted twice.
 *
 * Refuses an unknown datum with `spatial/unknown-datum`, an odd count of numbers with `spatial/odd-length`, and an `out`
 * that does not hold them all with `spatial/out-too-short`.
 *
 * @returns `out`, or the new array.
 * @example
 * const onTheMap = convertMany(Float64Array.of(119.65, 29.08, 113.55, 22.22), 'WGS84', 'GCJ02');
 */
export function convertMany(
  lngLat: Float64Array,
  from: Datum,
  to: Datum,
  out: Float64Array = new Float64Array(lngLat.length),
): Float64Array {
  const target = shiftsOf(to);
  const start = shiftsOf(from);
  demandPairs(lngLat);
  if (out.length < lngLat.length)
    throw new DomainError(
      'spatial/out-too-short' satisfies SpatialErrorCode,
      'The array for the answers is shorter than the questions.',
      { length: lngLat.length, room: out.length },
    );
  if (out !== lngLat) out.set(lngLat);
  shiftAll(out, lngLat.length, start, target);
  return out;
}

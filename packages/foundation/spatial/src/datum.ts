import { DomainError } from '@civigrid/kernel';
import type { Point } from './point.ts';

/** The datums (坐标系) that maps of mainland China come in. CGCS2000 and WGS84 agree within decimetres and count as one. */
export const datums = ['CGCS2000', 'WGS84', 'GCJ02', 'BD09'] as const;

/** One datum (坐标系). */
export type Datum = (typeof datums)[number];

/** The codes with which spatial refuses. */
export type SpatialErrorCode =
  | 'spatial/unknown-datum'
  | 'spatial/odd-length'
  | 'spatial/out-too-short'
  | 'spatial/too-tangled'
  | 'spatial/bad-line'
  | 'spatial/line-crosses-itself'
  | 'spatial/line-ends-inside'
  | 'spatial/line-does-not-cut';

declare const datumBrand: unique symbol;

/**
 * A point that knows its datum at compile time: a plain `[longitude, latitude]` fits everywhere, but a point that came
 * out of `convert` does not fit where another datum is asked for.
 */
export type DatumPoint<In extends Datum> = Point & { readonly [datumBrand]?: In };

/** Whether a text names a datum. */
export function isDatum(text: unknown): text is Datum {
  return datums.includes(text as Datum);
}

/** How many published shifts lie between WGS84 and the datum. */
const shifts: Readonly<Record<Datum, number>> = { CGCS2000: 0, WGS84: 0, GCJ02: 1, BD09: 2 };

/** How many published shifts lie between WGS84 and the datum; refuses what is none with `spatial/unknown-datum`. */
export function shiftsOf(datum: Datum): number {
  if (!isDatum(datum))
    throw new DomainError(
      'spatial/unknown-datum' satisfies SpatialErrorCode,
      `A datum is one of ${datums.join(', ')}.`,
    );
  return shifts[datum];
}

import { convertMany, demandPairs } from './convert.ts';
import { type Datum, datums, shiftsOf } from './datum.ts';

/** What a batch of places betrays of its datum. */
export interface LikelyDatum {
  /** The datum that explains the batch: the supposed one, unless another clearly puts more places inside. CGCS2000 stands for WGS84 too. */
  readonly datum: Datum;
  /** The share of the places, 0 to 1, that lie inside if the batch is in this datum; 0 for an empty batch. */
  readonly shares: Readonly<Record<Datum, number>>;
}

/** Another datum has to win by so many standard deviations of chance; ten places are the fewest that can. */
const clearly = 3;

/** Whether a place lies inside an area. */
type Covers = (lng: number, lat: number) => boolean;

/** For each place 1 where it lies inside, otherwise 0. */
function insideOf(lngLat: Float64Array, covers: Covers): Uint8Array {
  return Uint8Array.from({ length: lngLat.length / 2 }, (_, i) =>
    covers(lngLat[2 * i] as number, lngLat[2 * i + 1] as number) ? 1 : 0,
  );
}

function countOf(flags: Uint8Array): number {
  return flags.reduce((sum, flag) => sum + flag, 0);
}

/**
 * Which datum (坐标系) a batch of places is probably in: a wrong one moves all of them the same few hundred metres, and
 * those along one rim fall out of the area. The batch is read as if it were in each datum in turn.
 *
 * Places that the right reading brings in are weighed against those that it puts out: noise moves as many one way as the
 * other. The answer is a warning and no proof: a batch well inside the area fits every datum and keeps the supposed one,
 * and one that truly crowds outside one rim looks moved.
 *
 * Refuses an unknown datum with `spatial/unknown-datum`, an odd count of numbers with `spatial/odd-length`.
 *
 * @param lngLat - Longitude and latitude in turn, in degrees, as they came.
 * @param covers - Whether a place, given in the supposed datum, lies inside the area where the batch belongs.
 * @param supposed - The datum that the batch is said to be in.
 * @example
 * const { datum } = likelyDatum(fixes, (lng, lat) => index.locate(lng, lat) >= 0, 'WGS84');
 * if (datum !== 'WGS84') console.warn(`These places look like ${datum}.`);
 */
export function likelyDatum(
  lngLat: Float64Array,
  covers: (lng: number, lat: number) => boolean,
  supposed: Datum,
): LikelyDatum {
  const own = shiftsOf(supposed);
  demandPairs(lngLat);
  const asSupposed = insideOf(lngLat, covers);
  const shares: Record<Datum, number> = { CGCS2000: 0, WGS84: 0, GCJ02: 0, BD09: 0 };
  const room = new Float64Array(lngLat.length);
  let datum = supposed;
  let most = 0;
  for (const read of datums) {
    const inside = insideOf(convertMany(lngLat, read, supposed, room), covers);
    shares[read] = countOf(inside) / (inside.length || 1);
    const won = countOf(inside) - countOf(asSupposed);
    const changed = countOf(inside.map((isIn, i) => isIn ^ (asSupposed[i] as number)));
    if (shiftsOf(read) !== own && won > most && won > clearly * Math.sqrt(changed)) {
      datum = read;
      most = won;
    }
  }
  return { datum, shares };
}

import { own } from './own.ts';
import type { CrsAnswer } from './wkt.ts';

const known: ReadonlyMap<string, CrsAnswer> = new Map<string, CrsAnswer>([
  ['CRS84', { datum: 'WGS84' }],
  ['4326', { datum: 'WGS84' }],
  ['4490', { datum: 'CGCS2000' }],
]);

/** Codes of EPSG that are plane maps: Web Mercator, UTM on WGS 84, Gauss-Krüger on Beijing 1954, Xi'an 1980 and CGCS2000. */
const planes: readonly (readonly [number, number])[] = [
  [3857, 3857],
  [900913, 900913],
  [2327, 2442],
  [21413, 21483],
  [32601, 32760],
  [4491, 4554],
];

/**
 * The datum that the `crs` member of GeoJSON before RFC 7946 names, as desktop GIS still write it; undefined where
 * there is none (then RFC 7946 holds: WGS84, though the file does not say so).
 */
export function datumOfCrs(crs: unknown): CrsAnswer | undefined {
  if (crs === undefined || crs === null) return undefined;
  const name = own(own(crs, 'properties'), 'name');
  const last = typeof name === 'string' ? name.slice(name.lastIndexOf(':') + 1).trim() : '';
  const answer = known.get(last.toUpperCase());
  if (answer) return answer;
  const code = /^\d{4,6}$/.test(last) ? Number(last) : -1;
  return planes.some(([low, high]) => code >= low && code <= high)
    ? { code: 'geofiles/projected-crs' }
    : { code: 'geofiles/unsupported-crs' };
}

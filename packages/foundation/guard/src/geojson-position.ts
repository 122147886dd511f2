import type { GuardIssueCode } from './issue.ts';

/** What is wrong with a position (坐标问题); undefined where nothing is. */
export type PositionFault = Extract<
  GuardIssueCode,
  'guard/invalid-geojson' | 'guard/out-of-range' | 'guard/swapped-position'
>;

/**
 * Looks at one GeoJSON position (坐标): two finite numbers or more, longitude within ±180, latitude within ±90. One that
 * would be a place the other way round, as every place in China east of 90° is, is told as `guard/swapped-position`.
 */
export function positionFault(position: unknown): PositionFault | undefined {
  if (!Array.isArray(position) || position.length < 2) return 'guard/invalid-geojson';
  for (let i = 0; i < position.length; i++)
    if (!Number.isFinite(position[i])) return 'guard/invalid-geojson';
  const longitude = Math.abs(position[0]);
  const latitude = Math.abs(position[1]);
  if (longitude <= 180 && latitude <= 90) return undefined;
  return longitude <= 90 && latitude <= 180 ? 'guard/swapped-position' : 'guard/out-of-range';
}

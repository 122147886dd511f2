/** A point as `[longitude, latitude]` in degrees. */
export type Point = readonly [number, number];

/** Whether both coordinates are numbers on the globe. */
export function isPoint([longitude, latitude]: Point): boolean {
  return Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90;
}

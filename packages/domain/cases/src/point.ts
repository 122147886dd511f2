/** A point as `[longitude, latitude]` in degrees. */
export type Point = readonly [number, number];

/** Whether both coordinates are numbers on the globe. */
export function isPoint([longitude, latitude]: Point): boolean {
  return Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90;
}

const earthRadiusMetres = 6_371_008.8;
const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** Great-circle distance on the mean sphere, good to half a percent. */
export function distanceMetres([lng1, lat1]: Point, [lng2, lat2]: Point): number {
  const across = Math.sin(radians(lng2 - lng1) / 2);
  const along = Math.sin(radians(lat2 - lat1) / 2);
  const chord = along * along + Math.cos(radians(lat1)) * Math.cos(radians(lat2)) * across * across;
  return 2 * earthRadiusMetres * Math.asin(Math.min(1, Math.sqrt(chord)));
}

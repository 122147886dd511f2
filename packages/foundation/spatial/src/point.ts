/** A place: longitude, then latitude, in degrees. */
export type Point = readonly [longitude: number, latitude: number];

/** A box: west, south, east and north, in degrees. */
export type Bounds = readonly [west: number, south: number, east: number, north: number];

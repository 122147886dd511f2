import type { Point } from './point.ts';

/** Things by the cells of a raster, so that a search looks at what lies around and not at the whole town. */
export interface PlaceRaster<Thing> {
  put(thing: Thing, at: Point): void;
  remove(thing: Thing, at: Point): void;
  /** Everything within a radius, and some things beyond it. */
  near(at: Point, radiusMetres: number): Iterable<Thing>;
}

/** The smallest radius of curvature of the ellipsoid, rounded down: no distance is taken for longer than it is. */
const earthMetres = 6_335_000;
const degree = Math.PI / 180;
/** About 11 m: a radius of nothing must not make cells without end. */
const smallestCell = 1e-4;
/** More than latitudes that are reckoned differently can take away. */
const margin = 1.01;

/** How far a circle around a latitude reaches to the east, in degrees. */
function halfWidth(latitude: number, radiusMetres: number): number {
  const angle = (radiusMetres * margin) / earthMetres;
  const share = Math.sin(Math.min(angle, Math.PI / 2)) / Math.cos(latitude * degree);
  return share < 1 ? Math.asin(share) / degree : 180;
}

/** How far a circle reaches to the north, in degrees. */
const halfHeight = (radiusMetres: number) =>
  ((radiusMetres * margin) / earthMetres / degree) * margin;

/** A raster for searches up to a radius, each of which looks at three bands of about three cells. */
export function placeRaster<Thing>(widestRadiusMetres: number): PlaceRaster<Thing> {
  const height = Math.min(180, Math.max(smallestCell, halfHeight(widestRadiusMetres)));
  const cells = new Map<number, Set<Thing>>();

  const bandOf = (latitude: number) => Math.floor(latitude / height);
  /** The width of a band's cells, in degrees: about as many metres as they are high. */
  function widthIn(band: number): number {
    const farthest = Math.min(90, Math.max(Math.abs(band), Math.abs(band + 1)) * height);
    return height / Math.max(0.01, Math.cos(farthest * degree));
  }
  const keyOf = (band: number, column: number) => (band + 2 ** 20) * 2 ** 22 + column + 2 ** 21;
  const cellOf = ([longitude, latitude]: Point) => {
    const band = bandOf(latitude);
    return keyOf(band, Math.floor(longitude / widthIn(band)));
  };

  /** What lies in a band between two longitudes. */
  function* between(band: number, west: number, east: number): Iterable<Thing> {
    const width = widthIn(band);
    const last = Math.floor(east / width);
    for (let column = Math.floor(west / width); column <= last; column++) {
      const cell = cells.get(keyOf(band, column));
      if (cell !== undefined) yield* cell;
    }
  }

  /** What lies in a band around a longitude, each thing once; beyond the date line the same places have other numbers. */
  function* around(band: number, longitude: number, across: number): Iterable<Thing> {
    const [west, east] = [longitude - across, longitude + across];
    if (across > 90 || widthIn(band) > 45) yield* between(band, -180, 180);
    else {
      yield* between(band, Math.max(-180, west), Math.min(180, east));
      if (west < -180) yield* between(band, west + 360, 180);
      if (east > 180) yield* between(band, -180, east - 360);
    }
  }

  return {
    put: (thing, at) => {
      const key = cellOf(at);
      const cell = cells.get(key);
      if (cell === undefined) cells.set(key, new Set([thing]));
      else cell.add(thing);
    },
    remove: (thing, at) => {
      const key = cellOf(at);
      const cell = cells.get(key);
      cell?.delete(thing);
      if (cell?.size === 0) cells.delete(key);
    },
    near: function* ([longitude, latitude], radiusMetres) {
      const up = halfHeight(radiusMetres);
      const across = halfWidth(latitude, radiusMetres);
      const last = bandOf(Math.min(90, latitude + up));
      for (let band = bandOf(Math.max(-90, latitude - up)); band <= last; band++)
        yield* around(band, longitude, across);
    },
  };
}

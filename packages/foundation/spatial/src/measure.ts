import type { AreaGeometry } from './geometry.ts';
import type { Point } from './point.ts';
import { quantaPerDegree } from './quantum.ts';
import type { Ring } from './ring.ts';
import { readShape, type Shape } from './shape.ts';

/** The ellipsoid of CGCS2000: semi-major axis in metres and flattening. */
const semiMajor = 6378137;
const flattening = 1 / 298.257222101;
const squared = flattening * (2 - flattening);
const eccentricity = Math.sqrt(squared);
const radian = Math.PI / 180;

/** The distance of two places in metres, on the ellipsoid by Lambert's formula: right to a hundred-thousandth of itself. */
export function distanceMetres(a: Point, b: Point): number {
  const reducedA = Math.atan((1 - flattening) * Math.tan(a[1] * radian));
  const reducedB = Math.atan((1 - flattening) * Math.tan(b[1] * radian));
  const north = Math.sin((reducedB - reducedA) / 2);
  const east = Math.sin(((b[0] - a[0]) * radian) / 2);
  const chord = north * north + Math.cos(reducedA) * Math.cos(reducedB) * east * east;
  const angle = 2 * Math.asin(Math.min(1, Math.sqrt(chord)));
  if (angle === 0) return 0;
  const middle = (reducedA + reducedB) / 2;
  const spread = (reducedB - reducedA) / 2;
  const cosine = Math.cos(angle / 2) ** 2;
  const sine = Math.sin(angle / 2) ** 2;
  const x =
    ((angle - Math.sin(angle)) * Math.sin(middle) ** 2 * Math.cos(spread) ** 2) / (cosine || 1);
  const y =
    ((angle + Math.sin(angle)) * Math.cos(middle) ** 2 * Math.sin(spread) ** 2) / (sine || 1);
  return semiMajor * (angle - (flattening / 2) * (x + y));
}

/** Snyder, Map Projections (USGS 1395), formula 3-12: equal-area latitude. */
function authalic(latitude: number): number {
  const sine = Math.sin(latitude * radian);
  const e = eccentricity * sine;
  return (1 - squared) * (sine / (1 - e * e) + Math.log((1 + e) / (1 - e)) / (2 * eccentricity));
}

function ringSquareMetres(ring: Ring): number {
  const originX = ring[0] as number;
  const originY = authalic((ring[1] as number) / quantaPerDegree);
  let twice = 0;
  let ax = 0;
  let ay = 0;
  for (let i = 2; i < ring.length; i += 2) {
    const bx = (((ring[i] as number) - originX) / quantaPerDegree) * radian;
    const by = authalic((ring[i + 1] as number) / quantaPerDegree) - originY;
    twice += ax * by - ay * bx;
    ax = bx;
    ay = by;
  }
  return Math.abs(twice / 2) * ((semiMajor * semiMajor) / 2);
}

/** The area of a shape in square metres on the ellipsoid; holes are taken off. */
export function shapeSquareMetres(shape: Shape): number {
  let sum = 0;
  for (const rings of shape.parts)
    for (let i = 0; i < rings.length; i++)
      sum += (i === 0 ? 1 : -1) * ringSquareMetres(rings[i] as Ring);
  return sum;
}

/** The area of a GeoJSON Polygon or MultiPolygon in square metres on the ellipsoid; 0 where nothing of it can be used. */
export function areaSquareMetres(geometry: AreaGeometry): number {
  const { shape } = readShape(geometry);
  return shape ? shapeSquareMetres(shape) : 0;
}

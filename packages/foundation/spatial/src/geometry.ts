import type { Point } from './point.ts';
import { toDegrees } from './quantum.ts';
import type { Ring } from './ring.ts';
import type { Shape } from './shape.ts';

/** A GeoJSON Polygon: rings of positions, each closed, the first one the shell. */
export type Polygon = {
  readonly type: 'Polygon';
  readonly coordinates: readonly (readonly Point[])[];
};

/** A GeoJSON MultiPolygon: a cell with exclaves (飞地). */
export type MultiPolygon = {
  readonly type: 'MultiPolygon';
  readonly coordinates: readonly (readonly (readonly Point[])[])[];
};

/** A GeoJSON geometry that has an area. */
export type AreaGeometry = Polygon | MultiPolygon;

function positionsOf(ring: Ring): readonly Point[] {
  const positions: Point[] = [];
  for (let i = 0; i < ring.length; i += 2)
    positions.push([toDegrees(ring[i] as number), toDegrees(ring[i + 1] as number)]);
  const first = positions[0];
  return first ? [...positions, first] : positions;
}

/** A shape as GeoJSON in degrees, shells counter-clockwise (RFC 7946). */
export function geometryOf(shape: Pick<Shape, 'parts'>): AreaGeometry {
  const parts = shape.parts.map((rings) => rings.map(positionsOf));
  const [only] = parts;
  return only && parts.length === 1
    ? { type: 'Polygon', coordinates: only }
    : { type: 'MultiPolygon', coordinates: parts };
}

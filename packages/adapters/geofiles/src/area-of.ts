import { type PositionFault, positionFault } from '@civigrid/guard';
import type { AreaGeometry, Point } from '@civigrid/spatial';
import { countPositions, type Intake, report } from './intake.ts';
import type { GeofilesIssueCode } from './issue.ts';
import { listOf, own } from './own.ts';

const codes = {
  'guard/invalid-geojson': 'geofiles/bad-geometry',
  'guard/out-of-range': 'geofiles/out-of-range',
  'guard/swapped-position': 'geofiles/out-of-range',
} as const satisfies Record<PositionFault, GeofilesIssueCode>;

type Rings = readonly (readonly Point[])[];

/** How deep collections of geometries may lie in each other. */
const deepest = 32;

/** Geometry of one feature while it is read. */
interface Drawing {
  readonly into: Intake;
  readonly feature: number;
  readonly parts: Rings[];
}

function refuse(
  { into, feature }: Drawing,
  code: GeofilesIssueCode,
  path: readonly (string | number)[],
): undefined {
  report(into, { code, feature, path: ['geometry', ...path] });
  return undefined;
}

function readRing(
  drawing: Drawing,
  value: unknown,
  path: readonly (string | number)[],
): readonly Point[] | undefined {
  const drawn = listOf(value);
  if (!drawn) return refuse(drawing, 'geofiles/bad-geometry', path);
  if (!countPositions(drawing.into, drawn.length)) return undefined;
  const ring: Point[] = [];
  for (let i = 0; i < drawn.length; i++) {
    const fault = positionFault(drawn[i]);
    if (fault !== undefined) return refuse(drawing, codes[fault], [...path, i]);
    const [lng, lat] = drawn[i] as Point;
    ring.push([lng, lat]);
  }
  return ring;
}

/** One bad position refuses the part: a border that is silently shorter would be another border. */
function readPart(drawing: Drawing, value: unknown, path: readonly (string | number)[]): void {
  const drawn = listOf(value);
  if (!drawn) {
    refuse(drawing, 'geofiles/bad-geometry', path);
    return;
  }
  const rings: (readonly Point[])[] = [];
  for (let i = 0; i < drawn.length; i++) {
    const ring = readRing(drawing, drawn[i], [...path, i]);
    if (!ring) return;
    rings.push(ring);
  }
  if (rings.length > 0) drawing.parts.push(rings);
}

function readGeometry(
  drawing: Drawing,
  value: unknown,
  path: readonly (string | number)[],
  depth: number,
): void {
  const type = own(value, 'type');
  const inside = own(value, type === 'GeometryCollection' ? 'geometries' : 'coordinates');
  if (type === 'Polygon') {
    readPart(drawing, inside, [...path, 'coordinates']);
  } else if (type === 'MultiPolygon' || type === 'GeometryCollection') {
    const list = listOf(inside);
    if (!list || depth > deepest) {
      refuse(drawing, 'geofiles/bad-geometry', path);
      return;
    }
    for (let i = 0; i < list.length && !drawing.into.stopped; i++) {
      if (type === 'MultiPolygon') readPart(drawing, list[i], [...path, 'coordinates', i]);
      else readGeometry(drawing, list[i], [...path, 'geometries', i], depth + 1);
    }
  } else {
    refuse(drawing, 'geofiles/not-an-area', path);
  }
}

/** Parts as the simplest geometry that holds them. */
export function areaOfParts(parts: readonly Rings[]): AreaGeometry | null {
  const [only] = parts;
  if (!only) return null;
  return parts.length === 1
    ? { type: 'Polygon', coordinates: only }
    : { type: 'MultiPolygon', coordinates: parts };
}

/**
 * The areas of a GeoJSON geometry of any make, collections laid flat; null where it has none. Points and lines are left
 * out and told; so is a part with a position that is none or lies off the globe.
 */
export function areaOf(into: Intake, geometry: unknown, feature: number): AreaGeometry | null {
  if (geometry === null || geometry === undefined) return null;
  const drawing: Drawing = { into, feature, parts: [] };
  readGeometry(drawing, geometry, [], 0);
  return areaOfParts(drawing.parts);
}

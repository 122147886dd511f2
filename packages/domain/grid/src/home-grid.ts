import type { GridCode } from '@civigrid/kernel';
import {
  convert,
  type Datum,
  type Point,
  readShape,
  sideOfShape,
  toQuanta,
} from '@civigrid/spatial';
import type { GridHierarchy, LocateOptions } from './grid-hierarchy.ts';
import { nearest } from './nearest.ts';

/** Who answers for a place that no leaf holds. */
export interface HomePolicy {
  /** In a gap or a cell that nobody was given: `ancestor`, the deepest drawn cell around it (if left out); or `nobody`. */
  readonly gap?: 'ancestor' | 'nobody';
  /** Outside of all: the nearest leaf that is at most so far away; nobody if left out. */
  readonly withinMetres?: number;
}

/** Who answers for a place (属地), and why. */
export interface HomeGrid {
  readonly cell: GridCode;
  readonly path: readonly GridCode[];
  readonly by: 'leaf' | 'ancestor' | 'nearest';
  /** Only of the nearest. */
  readonly distanceMetres?: number;
}

/** The deepest cell that is drawn around a place, of several the lowest code. */
function around(hierarchy: GridHierarchy, [lng, lat]: Point): GridCode | undefined {
  const [x, y] = [toQuanta(lng), toQuanta(lat)];
  const holds = (code: GridCode): boolean => {
    const { geometry } = hierarchy.feature(code);
    const shape = geometry ? readShape(geometry).shape : undefined;
    return shape !== undefined && sideOfShape(shape, x, y) >= 0;
  };
  let best: GridCode | undefined;
  let depth = 0;
  const waiting = [...hierarchy.roots].reverse().map((code) => ({ code, deep: 1 }));
  for (let at = waiting.pop(); at; at = waiting.pop()) {
    const { code, deep } = at;
    const below = hierarchy.children(code);
    if (hierarchy.leafIndex(code) >= 0 || below.length === 0) continue;
    if (deep > depth && holds(code)) [best, depth] = [code, deep];
    for (const child of [...below].reverse()) waiting.push({ code: child, deep: deep + 1 });
  }
  return best;
}

/** Who answers for a place by a policy of the town (属地): the leaf, else an ancestor, else the nearest leaf. */
export function homeGrid(
  hierarchy: GridHierarchy,
  point: Point,
  policy: HomePolicy = {},
  { datum = hierarchy.datum }: LocateOptions = {},
): HomeGrid | undefined {
  if (!Array.isArray(point)) return undefined;
  if (!Number.isFinite(point[0]) || !Number.isFinite(point[1])) return undefined;
  const place = convert<Datum, Datum>(point, datum, hierarchy.datum);
  const owner = hierarchy.locate(place);
  if (owner) return { cell: owner.leaf, path: owner.path, by: 'leaf' };
  const cell = policy.gap === 'nobody' ? undefined : around(hierarchy, place);
  if (cell !== undefined) return { cell, path: hierarchy.path(cell), by: 'ancestor' };
  const next = nearest(hierarchy, place, policy.withinMetres ?? 0);
  return (
    next && {
      cell: next.leaf,
      path: next.path,
      by: 'nearest',
      distanceMetres: next.distanceMetres,
    }
  );
}

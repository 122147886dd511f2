import { type Intake, report, stop } from './intake.ts';
import { listOf, own } from './own.ts';

/** How deep collections of geometries may lie in each other. */
const deepest = 32;

/** A topology whose arcs are known to be good; its objects are not yet. */
export interface CheckedTopology {
  readonly value: unknown;
  /** Positions of each arc. */
  readonly arcLengths: readonly number[];
}

function isPair(value: unknown): boolean {
  const [x, y] = listOf(value) ?? [];
  return Number.isFinite(x) && Number.isFinite(y);
}

function goodTransform(transform: unknown): boolean {
  if (transform === undefined || transform === null) return true;
  return isPair(own(transform, 'scale')) && isPair(own(transform, 'translate'));
}

/** Looks at the frame and all arcs, so that the library meets no arc that is none; undefined where it was refused. */
export function checkTopology(into: Intake, value: unknown): CheckedTopology | undefined {
  const arcs = listOf(own(value, 'arcs'));
  const objects = own(value, 'objects');
  if (own(value, 'type') !== 'Topology' || !arcs || typeof objects !== 'object' || !objects) {
    stop(into, { code: 'geofiles/not-topojson' });
    return undefined;
  }
  if (!goodTransform(own(value, 'transform'))) {
    stop(into, { code: 'geofiles/broken-topology', path: ['transform'] });
    return undefined;
  }
  const arcLengths: number[] = [];
  for (let i = 0; i < arcs.length; i++) {
    const arc = listOf(arcs[i]);
    const bad = arc ? arc.findIndex((position) => !isPair(position)) : 0;
    if (!arc || arc.length === 0 || bad >= 0) {
      stop(into, { code: 'geofiles/broken-topology', path: ['arcs', i, ...(arc ? [bad] : [])] });
      return undefined;
    }
    arcLengths.push(arc.length);
  }
  return { value, arcLengths };
}

/** The sum of counts, -1 where one of them is. */
function sumOf(list: readonly unknown[], countOf: (item: unknown) => number): number {
  let sum = 0;
  for (const item of list) {
    const count = countOf(item);
    if (count < 0) return -1;
    sum += count;
  }
  return sum;
}

/** Positions that a list of arcs, however nested, unfolds to; -1 where one of them does not exist or is nested wrongly. */
function unfolded(arcs: unknown, depth: number, lengths: readonly number[]): number {
  if (depth < 0) {
    if (!Number.isInteger(arcs)) return -1;
    return lengths[(arcs as number) < 0 ? ~(arcs as number) : (arcs as number)] ?? -1;
  }
  const list = listOf(arcs);
  if (!list || (depth === 0 && list.length === 0)) return -1;
  return sumOf(list, (inner) => unfolded(inner, depth - 1, lengths));
}

/** How many lists lie around the arcs of each kind of geometry. */
const nesting: ReadonlyMap<unknown, number> = new Map<unknown, number>([
  ['LineString', 0],
  ['MultiLineString', 1],
  ['Polygon', 1],
  ['MultiPolygon', 2],
]);

function positionsOfPoints(type: unknown, coordinates: unknown): number {
  if (type === 'Point') return isPair(coordinates) ? 1 : -1;
  const points = listOf(coordinates);
  return points?.every(isPair) ? points.length : -1;
}

/** Positions that a geometry object unfolds to; -1 where the library could not unfold it. */
function positionsOf(object: unknown, lengths: readonly number[], depth: number): number {
  const type = own(object, 'type');
  const lists = nesting.get(type);
  if (lists !== undefined) return unfolded(own(object, 'arcs'), lists, lengths);
  if (type === 'Point' || type === 'MultiPoint')
    return positionsOfPoints(type, own(object, 'coordinates'));
  if (type !== 'GeometryCollection') return typeof object === 'object' && object ? 0 : -1;
  const inner = depth < deepest ? listOf(own(object, 'geometries')) : undefined;
  return inner ? sumOf(inner, (geometry) => positionsOf(geometry, lengths, depth + 1)) : -1;
}

/**
 * Whether a geometry object can be unfolded: its arcs exist and it does not unfold to more positions than are left. An
 * arc may be named a million times, so this is counted before anything is made of it.
 */
export function isUnfoldable(
  into: Intake,
  { arcLengths }: CheckedTopology,
  object: unknown,
  feature: number,
): boolean {
  const count = positionsOf(object, arcLengths, 0);
  const { maxPositions } = into.limits;
  if (count < 0) report(into, { code: 'geofiles/broken-topology', feature, path: ['geometry'] });
  else if (!(into.positions + count <= maxPositions))
    stop(into, { code: 'geofiles/too-many-positions', feature, limit: maxPositions });
  else return true;
  return false;
}

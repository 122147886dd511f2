import type { GridCode } from '@civigrid/kernel';
import {
  type AreaGeometry,
  type Box,
  interiorPoint,
  type Point,
  readShape,
  type Shape,
  shapeSquareMetres,
  sideOfShape,
  toDegrees,
  tolerance,
  withVertices,
} from '@civigrid/spatial';
import type { Defect } from '../defect.ts';
import type { GridHierarchy } from '../grid-hierarchy.ts';
import type { GridFeature } from '../revision.ts';
import { type Draft, type Shift, shifted } from './repair-draft.ts';
import { meet, type Outline, overlayOf, type Region } from './repair-overlay.ts';
import type { RepairAction, Unsolved, UnsolvedReason } from './repair-proposal.ts';
import { type Rules, type Verdict, verdicts } from './repair-verdict.ts';

/** A defect that has an area. */
interface Place {
  readonly defect: Defect;
  readonly shape: Shape;
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The defects that have an area, in an order that does not depend on how the features came. */
function placesOf(defects: readonly Defect[]): readonly Place[] {
  const found = defects.flatMap((defect): readonly Place[] => {
    const { type, geometry } = defect;
    if (!['gap', 'overlap', 'edge-mismatch', 'parent-mismatch'].includes(type)) return [];
    const shape = readShape(geometry as AreaGeometry | null).shape;
    return shape ? [{ defect, shape }] : [];
  });
  return found.sort(
    ({ defect: a, shape: { box: p } }, { defect: b, shape: { box: q } }) =>
      byText(a.type, b.type) ||
      byText(a.codes.join(' '), b.codes.join(' ')) ||
      p[0] - q[0] ||
      p[1] - q[1] ||
      p[2] - q[2] ||
      p[3] - q[3],
  );
}

/** The drawn cells that come near one of the places, and all drawn cells above them. */
function outlinesNear(hierarchy: GridHierarchy, places: readonly Place[]): readonly Outline[] {
  const shapes = new Map<GridCode, Shape>();
  for (const code of hierarchy.codes) {
    const shape = readShape(hierarchy.feature(code).geometry).shape;
    if (shape) shapes.set(code, shape);
  }
  const wanted = new Set<GridCode>();
  for (const [code, { box }] of shapes)
    if (places.some(({ shape }) => meet(shape.box, box, 2 * tolerance)))
      for (const up of hierarchy.path(code)) if (shapes.has(up)) wanted.add(up);
  return [...wanted].sort().map((code): Outline => {
    const shape = shapes.get(code) as Shape;
    return {
      code,
      shape,
      isLeaf: hierarchy.children(code).length === 0,
      above: new Set(hierarchy.path(code).filter((up) => up !== code && shapes.has(up))),
      squareMetres: shapeSquareMetres(shape),
    };
  });
}

/** Whether the cells that cover a region are one leaf and all that is drawn above it, or nobody. */
function isSound({ leaves: [leaf, another], outlines }: Region): boolean {
  if (another) return false;
  const above = leaf?.above.size ?? 0;
  return outlines.length === above && outlines.every(({ code }) => leaf?.above.has(code));
}

/** Whether a box lies in another, by twice the tolerance. */
function isWithin([w, s, e, n]: Box, [w2, s2, e2, n2]: Box): boolean {
  const slack = 2 * tolerance;
  return w2 - slack <= w && s2 - slack <= s && e <= e2 + slack && n <= n2 + slack;
}

/** The defects that a region belongs to by number, the one first that fits it best. */
function homesOf(region: Region, places: readonly Place[]): readonly number[] {
  const { box } = region.shape;
  const middle = interiorPoint(region.shape);
  const all = places.map((_, i) => i);
  const placeOf = (i: number) => places[i] as Place;
  const near = all.filter((i) => meet(placeOf(i).shape.box, box, 2 * tolerance));
  const holding = near.filter(
    (i) => middle && sideOfShape(placeOf(i).shape, middle[0], middle[1]) >= 0,
  );
  const within = near.filter((i) => isWithin(box, placeOf(i).shape.box));
  const homes = holding.length > 0 ? holding : within;
  const best = region.leaves.length === 0 ? 'gap' : region.leaves.length > 1 ? 'overlap' : '';
  const rank = (i: number) => (placeOf(i).defect.type === best ? 0 : 1);
  // A place of nobody may be that of a cell that was not looked at: what no defect tells of is none.
  if (region.leaves.length === 0)
    return homes.filter((i) => region.outlines.length > 0 || rank(i) === 0).sort((a, b) => a - b);
  if (homes.length > 0) return homes.sort((a, b) => rank(a) - rank(b) || a - b);
  // A mismatch that a larger defect of the same cells hides.
  const codes = new Set<GridCode>(region.leaves.map(({ code }) => code));
  return all.filter((i) => placeOf(i).defect.codes.some((code) => codes.has(code))).slice(0, 1);
}

/** What is to be done to cells because of one defect. */
interface Group {
  readonly action: RepairAction;
  readonly homes: Set<number>;
  readonly gains: Map<GridCode, Shape[]>;
  readonly loses: Map<GridCode, Shape[]>;
  /** The vertices that come out, x and y in turn: all cells that border there have to share them. */
  readonly places: number[];
}

function add(shapes: Map<GridCode, Shape[]>, code: GridCode, shape: Shape): void {
  const there = shapes.get(code);
  if (there) there.push(shape);
  else shapes.set(code, [shape]);
}

/** Who wins and who loses a region that gets an owner; whether somebody does. */
function shiftRegion(region: Region, owner: Outline | undefined, group: Group): boolean {
  const before = new Set([...region.leaves, ...region.outlines].map(({ code }) => code));
  const after = new Set(owner ? [owner.code, ...owner.above] : []);
  const won = [...after].filter((code) => !before.has(code));
  const lost = [...before].filter((code) => !after.has(code));
  for (const code of won) add(group.gains, code, region.shape);
  for (const code of lost) add(group.loses, code, region.shape);
  for (const ring of region.shape.parts.flat()) for (const value of ring) group.places.push(value);
  return won.length + lost.length > 0;
}

function boxOf(vertices: Float64Array): Box {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < vertices.length; i += 2) {
    const [x, y] = [vertices[i] as number, vertices[i + 1] as number];
    west = Math.min(west, x);
    south = Math.min(south, y);
    east = Math.max(east, x);
    north = Math.max(north, y);
  }
  return [west, south, east, north];
}

/** The vertices of rings that a cell does not have yet and that lie on its border. */
function missing(shape: Shape, vertices: Float64Array, reach: number): readonly Point[] {
  const own = new Set<string>();
  for (const ring of shape.parts.flat())
    for (let i = 0; i < ring.length; i += 2) own.add(`${ring[i]},${ring[i + 1]}`);
  const added = new Map<string, Point>();
  for (const ring of withVertices(shape, [vertices], reach).parts.flat())
    for (let i = 0; i < ring.length; i += 2) {
      const key = `${ring[i]},${ring[i + 1]}`;
      if (!own.has(key))
        added.set(key, [toDegrees(ring[i] as number), toDegrees(ring[i + 1] as number)]);
    }
  return [...added.values()].sort(([a, b], [c, d]) => a - c || b - d);
}

/** The changes of a group by cell. */
function shiftsOf(
  group: Group,
  cells: readonly Outline[],
  reach: number,
): ReadonlyMap<GridCode, Shift> {
  const vertices = Float64Array.from(group.places);
  const around = boxOf(vertices);
  const shifts = new Map<GridCode, Shift>();
  for (const { code, shape } of cells) {
    const [gains, loses] = [group.gains.get(code) ?? [], group.loses.get(code) ?? []];
    const taken = meet(shape.box, around, 2 * reach) ? missing(shape, vertices, reach) : [];
    if (gains.length + loses.length + taken.length > 0)
      shifts.set(code, { gains, loses, vertices: taken });
  }
  return shifts;
}

/** What to make of places. */
export interface PlaceRules extends Rules {
  readonly maxSquareMetres: number;
  /** How far from a border its neighbours' vertices are taken over, in quanta. */
  readonly reach: number;
  /** Whether a cell hangs in a part of the tree that is not settled. */
  isLoose(code: GridCode): boolean;
  /** A cell as it stands before places are shifted, whatever else is proposed for it. */
  featureOf(code: GridCode): GridFeature;
}

/** Proposes what to do about every defect that has an area. */
export function mendPlaces(
  hierarchy: GridHierarchy,
  defects: readonly Defect[],
  rules: PlaceRules,
): { readonly drafts: readonly Draft[]; readonly unsolved: readonly Unsolved[] } {
  const places = placesOf(defects);
  const cells = outlinesNear(hierarchy, places);
  const regions = overlayOf(cells);
  if (!regions)
    return {
      drafts: [],
      unsolved: places.map(({ defect }) => ({ defect, reason: 'too-tangled' })),
    };
  const homes = regions.map((region) => {
    const isHole = region.leaves.length === 0 && region.outlines.length === 0;
    return isSound(region) && !isHole ? [] : homesOf(region, places);
  });
  const reasons = new Map<number, UnsolvedReason>();
  const barred = (number: number, { squareMetres }: Region): UnsolvedReason | undefined => {
    const { defect, shape } = places[number] as Place;
    if (defect.codes.some((code) => rules.isLoose(code))) return 'tree-first';
    const size = Math.max(squareMetres, shapeSquareMetres(shape));
    return size > rules.maxSquareMetres ? 'too-large' : undefined;
  };
  const isOpen = (number: number): boolean => {
    const [main] = homes[number] ?? [];
    const region = regions[number] as Region;
    if (main === undefined) return false;
    const isLoose = region.leaves.some(({ code }) => rules.isLoose(code));
    const reason = isLoose ? 'tree-first' : barred(main, region);
    if (reason) for (const home of homes[number] ?? []) reasons.set(home, reason);
    return reason === undefined;
  };
  const groups = new Map<string, Group>();
  for (const [number, verdict] of verdicts(regions, isOpen, rules))
    settle(regions[number] as Region, homes[number] ?? [], verdict, groups, reasons);
  bringTogether(places, regions, cells, groups, reasons, rules.reach);
  const drafts = [...groups.keys()].sort().flatMap((key): readonly Draft[] => {
    const group = groups.get(key) as Group;
    const shifts = shiftsOf(group, cells, rules.reach);
    const mended = [...group.homes].map((home) => (places[home] as Place).defect);
    return shifts.size > 0 ? [shifted(group.action, mended, shifts, rules.featureOf)] : [];
  });
  const unsolved = [...reasons]
    .sort(([a], [b]) => a - b)
    .map(([home, reason]) => ({ defect: (places[home] as Place).defect, reason }));
  return { drafts, unsolved };
}

function groupOf(groups: Map<string, Group>, home: number, action: RepairAction): Group {
  const key = `${String(home).padStart(8, '0')} ${action}`;
  const there = groups.get(key);
  if (there) return there;
  const homes = new Set([home]);
  const group: Group = { action, homes, gains: new Map(), loses: new Map(), places: [] };
  groups.set(key, group);
  return group;
}

function settle(
  region: Region,
  homes: readonly number[],
  verdict: Verdict,
  groups: Map<string, Group>,
  reasons: Map<number, UnsolvedReason>,
): void {
  if ('left' in verdict) {
    for (const home of homes) reasons.set(home, verdict.left);
    return;
  }
  const group = groupOf(groups, homes[0] as number, verdict.action);
  if (shiftRegion(region, verdict.owner, group)) for (const home of homes) group.homes.add(home);
}

/** Gives a hair to the lowest leaf that has to do with it, or takes it from all others. */
function shiftHair({ defect, shape }: Place, cells: readonly Outline[], group: Group): void {
  const concerned = cells.filter(({ code }) => defect.codes.includes(code));
  const leaves = concerned.filter(({ isLeaf }) => isLeaf);
  const [lowest, ...others] = leaves;
  if (defect.type === 'gap' && lowest) add(group.gains, lowest.code, shape);
  const losers =
    defect.type === 'overlap'
      ? others
      : defect.type === 'gap'
        ? []
        : concerned.filter(({ above }) => defect.codes.some((code) => above.has(code)));
  for (const { code } of losers) add(group.loses, code, shape);
}

/**
 * Where nothing of a defect is left when all borders are laid over each other, these have to share their vertices; if
 * they do already, the hair is shifted as it is.
 */
function bringTogether(
  places: readonly Place[],
  regions: readonly Region[],
  cells: readonly Outline[],
  groups: Map<string, Group>,
  reasons: ReadonlyMap<number, UnsolvedReason>,
  reach: number,
): void {
  const cared = new Set([...groups.values()].flatMap(({ homes }) => [...homes]));
  places.forEach((place, home) => {
    if (cared.has(home) || reasons.has(home)) return;
    const group = groupOf(groups, home, 'snap');
    const near = regions.filter(({ shape }) => meet(place.shape.box, shape.box, 4 * tolerance));
    for (const ring of near.flatMap(({ shape }) => shape.parts.flat()))
      for (let i = 0; i < ring.length; i += 2) {
        const [x, y] = [ring[i] as number, ring[i + 1] as number];
        if (meet(place.shape.box, [x, y, x, y], 4 * tolerance)) group.places.push(x, y);
      }
    if (shiftsOf(group, cells, reach).size === 0) shiftHair(place, cells, group);
  });
}

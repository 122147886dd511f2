import { DomainError, type GridCode } from '@civigrid/kernel';
import {
  type AreaGeometry,
  type Bounds,
  convert,
  coverageIndex,
  type Datum,
  discBox,
  discShare,
  geometryOf,
  interiorPoint,
  outlineOf,
  type Point,
  type Shape,
  sidesOf,
  toDegrees,
} from '@civigrid/spatial';
import type { DrawnCell, GridCell, GridLevel } from './cell.ts';
import type { Seamlessness } from './defect.ts';
import type { GridIssue } from './issue.ts';
import { type PropertyNames, readFeatures } from './read-features.ts';
import type { GridFeature, GridRevision } from './revision.ts';
import { seamlessness } from './seamlessness.ts';
import { drawnWithin, grow, type Tree } from './tree.ts';

/** The codes with which grid refuses. */
export type GridErrorCode = 'grid/unknown-code' | 'grid/output-too-short';

/** How the features of a division are to be read. */
export interface GridHierarchyOptions {
  /** The datum of all coordinates; CGCS2000 if left out. */
  readonly datum?: Datum;
  /** Name of the property that holds the cell's code; `code` if left out. */
  readonly code?: string;
  /** Name of the property that holds the parent's code; `parent` if left out. */
  readonly parent?: string;
  /** Name of the property that holds the level; `level` if left out. */
  readonly level?: string;
}

/** Whose a place is: the leaf, and all cells from the root down to it. */
export interface Located {
  readonly leaf: GridCode;
  readonly path: readonly GridCode[];
}

/** A leaf in which an uncertain place may lie, with the share of the accuracy disc that lies in it. */
export interface Candidate extends Located {
  /** 0 to 1; over all candidates at most 1, the rest lies outside. */
  readonly probability: number;
}

/** In which datum a point comes; that of the hierarchy if left out. */
export interface LocateOptions {
  readonly datum?: Datum;
}

/**
 * All cells of one tenant at one moment (网格体系), built once, never changed, asked often. Methods that take a code
 * refuse one that no cell bears with `grid/unknown-code`, but for `has` and `cell`.
 */
export interface GridHierarchy {
  readonly datum: Datum;
  /** What was refused or mended while loading. */
  readonly issues: readonly GridIssue[];
  /** The codes of all cells, lowest first (by code unit). */
  readonly codes: readonly GridCode[];
  /** The cells without a parent, lowest code first. */
  readonly roots: readonly GridCode[];
  /** How many cells have no children. Leaves are numbered by their codes, lowest first. */
  readonly leafCount: number;
  /** The code of a leaf by its number; undefined for -1 and any other number without a leaf. */
  leafCode(index: number): GridCode | undefined;
  /** Whether a cell bears the code. */
  has(code: GridCode): boolean;
  /** What is known of a cell; undefined where none bears the code. */
  cell(code: GridCode): GridCell | undefined;
  /** The codes from the root down to the cell itself. */
  path(code: GridCode): readonly GridCode[];
  /** The codes of the cells right below, lowest first. */
  children(code: GridCode): readonly GridCode[];
  /** A cell as a GeoJSON feature: its properties as they came, and its own drawing, or null where it has none. */
  feature(code: GridCode): GridFeature;
  /** The level of a cell (层级), where it has one. */
  levelOf(code: GridCode): GridLevel | undefined;
  /** The cell of that level on the way from the cell (itself included) up to its root: the community of a leaf. */
  ancestorAt(code: GridCode, level: GridLevel): GridCode | undefined;
  /** What a cell covers: as drawn, else the outline of what lies below it; undefined where nothing is drawn. */
  geometry(code: GridCode): AreaGeometry | undefined;
  /** The box around a cell, in degrees; undefined where nothing is drawn. */
  bounds(code: GridCode): Bounds | undefined;
  /** A point inside the cell (标注点), to put a label or a thing there. */
  representativePoint(code: GridCode): Point | undefined;
  /**
   * Whose a place is (定位). Every point of a leaf, its border included, has exactly one owner: of several leaves the
   * lowest code; undefined where nobody's border is within 2e-8 degree.
   */
  locate(point: Point, options?: LocateOptions): Located | undefined;
  /** The number of the leaf that holds a place in the hierarchy's datum, or -1. Allocates nothing. */
  locateIndex(lng: number, lat: number): number;
  /**
   * The numbers of the leaves of many places, longitude and latitude in turn; -1 for nobody. Refuses an `out` that is
   * too short with `grid/output-too-short`.
   */
  locateMany(lngLat: Float64Array, out?: Int32Array): Int32Array;
  /**
   * The leaves that a place of limited accuracy may lie in, best first: each with its share of the disc. A radius of 0
   * answers as `locate` does; one that is negative or no number has no candidates.
   */
  locateWithin(point: Point, radiusMetres: number, options?: LocateOptions): readonly Candidate[];
  /**
   * The hierarchy after a change; this one stays as it is. A code that is put replaces the cell that bears it; what
   * cannot be read is told in the new hierarchy's `issues`. Refuses a code to retire that no cell bears with
   * `grid/unknown-code`.
   */
  revised(revision: GridRevision): GridHierarchy;
  /** Proves that the division is seamless (无缝覆盖), or lists its defects; reckoned once. */
  validate(): Seamlessness;
}

function cellOf(drawn: DrawnCell, parent: GridCode | undefined): GridCell {
  const { code, level, name, properties } = drawn;
  return {
    code,
    ...(parent === undefined ? {} : { parent }),
    ...(level === undefined ? {} : { level }),
    ...(name === undefined ? {} : { name }),
    properties,
  };
}

/** What a cell covers, by what is drawn in it. */
function coveredBy(tree: Tree, cell: number): Shape | undefined {
  const own = tree.cells[cell]?.shape;
  if (own) return own;
  const shapes = drawnWithin(tree, cell).flatMap((below) => tree.cells[below]?.shape ?? []);
  return outlineOf(shapes.flatMap((shape, owner) => sidesOf(shape, owner, 1)));
}

/** Finds and proves on a tree of cells. */
function hierarchyOf(
  tree: Tree,
  issues: readonly GridIssue[],
  datum: Datum,
  names: PropertyNames,
): GridHierarchy {
  const { cells, numbers, parents, children, leaves } = tree;
  const codes = cells.map(({ code }) => code);
  const shapes = leaves.map((leaf) => cells[leaf]?.shape);
  const index = coverageIndex(shapes);
  const found: (Located | undefined)[] = leaves.map(() => undefined);
  const outlines = new Map<number, Shape | undefined>();
  let proof: Seamlessness | undefined;

  const numberOf = (code: GridCode): number => {
    const number = numbers.get(code);
    if (number === undefined)
      throw new DomainError(
        'grid/unknown-code' satisfies GridErrorCode,
        'No cell bears this code.',
        { code },
      );
    return number;
  };
  const codeOf = (number: number): GridCode => codes[number] as GridCode;
  const pathTo = (cell: number): readonly GridCode[] => {
    const path: GridCode[] = [];
    for (let at = cell; at >= 0; at = parents[at] as number) path.push(codeOf(at));
    return Object.freeze(path.reverse());
  };
  /** One answer for each leaf, made when it is first asked for. */
  const located = (leaf: number): Located | undefined => {
    const cell = leaves[leaf];
    if (cell === undefined) return undefined;
    const known = found[leaf] ?? Object.freeze({ leaf: codeOf(cell), path: pathTo(cell) });
    found[leaf] = known;
    return known;
  };
  const shapeOf = (code: GridCode): Shape | undefined => {
    const number = numberOf(code);
    if (!outlines.has(number)) outlines.set(number, coveredBy(tree, number));
    return outlines.get(number);
  };
  const inDatum = (point: Point, from: Datum = datum): Point =>
    from === datum ? point : convert<Datum, Datum>(point, from, datum);
  const locate = (point: Point, options: LocateOptions = {}): Located | undefined => {
    // A place from outside may be none at all; then nobody owns it.
    if (!Array.isArray(point)) return undefined;
    const [lng, lat] = inDatum(point, options.datum);
    return located(index.locate(lng, lat));
  };

  return Object.freeze({
    datum,
    issues,
    codes,
    roots: codes.filter((_, cell) => (parents[cell] as number) < 0),
    leafCount: leaves.length,
    leafCode: (leaf) => codes[leaves[leaf] ?? -1],
    has: (code) => numbers.has(code),
    cell(code) {
      const number = numbers.get(code);
      const drawn = number === undefined ? undefined : cells[number];
      return drawn && cellOf(drawn, codes[parents[number as number] as number]);
    },
    path: (code) => pathTo(numberOf(code)),
    children: (code) => (children[numberOf(code)] ?? []).map(codeOf),
    feature(code) {
      const { shape, properties } = cells[numberOf(code)] as DrawnCell;
      return { type: 'Feature', properties, geometry: shape ? geometryOf(shape) : null };
    },
    levelOf: (code) => cells[numberOf(code)]?.level,
    ancestorAt(code, level) {
      for (let at = numberOf(code); at >= 0; at = parents[at] as number)
        if (cells[at]?.level === level) return codeOf(at);
      return undefined;
    },
    geometry(code) {
      const shape = shapeOf(code);
      return shape && geometryOf(shape);
    },
    bounds(code) {
      const shape = shapeOf(code);
      return shape && (shape.box.map(toDegrees) as unknown as Bounds);
    },
    representativePoint(code) {
      const shape = shapeOf(code);
      const inside = shape && interiorPoint(shape);
      return inside && [toDegrees(inside[0]), toDegrees(inside[1])];
    },
    locate,
    locateIndex: index.locate,
    locateMany(lngLat, out = new Int32Array(lngLat.length >> 1)) {
      const count = lngLat.length >> 1;
      if (out.length < count)
        throw new DomainError(
          'grid/output-too-short' satisfies GridErrorCode,
          'The output has to hold one number for each place.',
          { places: count, length: out.length },
        );
      for (let i = 0; i < count; i++)
        out[i] = index.locate(lngLat[2 * i] as number, lngLat[2 * i + 1] as number);
      return out;
    },
    locateWithin(point, radiusMetres, options = {}) {
      const place = inDatum(point, options.datum);
      if (radiusMetres === 0) {
        const owner = locate(place);
        return owner ? [{ ...owner, probability: 1 }] : [];
      }
      if (!(radiusMetres > 0)) return [];
      const shares = index.near(discBox(place, radiusMetres)).flatMap((leaf) => {
        const shape = shapes[leaf];
        const probability = shape ? discShare(shape, place, radiusMetres) : 0;
        return probability > 0 ? [{ leaf, probability }] : [];
      });
      const total = Math.max(
        1,
        shares.reduce((sum, { probability }) => sum + probability, 0),
      );
      return shares
        .sort((a, b) => b.probability - a.probability || a.leaf - b.leaf)
        .flatMap(({ leaf, probability }) => {
          const owner = located(leaf);
          return owner ? [{ ...owner, probability: probability / total }] : [];
        });
    },
    revised({ retire, cells: put }) {
      const gone = new Set(retire.map(numberOf));
      const read = readFeatures({ features: put }, names);
      const anew = new Set(read.cells.map(({ code }) => code));
      const kept = cells.filter(({ code }, number) => !gone.has(number) && !anew.has(code));
      const grown = grow([...kept, ...read.cells]);
      return hierarchyOf(grown.tree, [...read.issues, ...grown.issues], datum, names);
    },
    validate() {
      proof ??= seamlessness(tree, issues);
      return proof;
    },
  } satisfies GridHierarchy);
}

/**
 * Builds the hierarchy of a division from GeoJSON: features with Polygon or MultiPolygon geometry in any order, ring
 * direction and state. What cannot be used is told in `issues`, and the clean part answers; never throws for data.
 * Refuses an unknown datum with `spatial/unknown-datum`.
 *
 * @example
 * const street = gridHierarchy(JSON.parse(text), { datum: 'GCJ02' });
 * street.locate([119.65, 29.08], { datum: 'WGS84' })?.path;
 */
export function gridHierarchy(
  featureCollection: unknown,
  options: GridHierarchyOptions = {},
): GridHierarchy {
  const { datum = 'CGCS2000', code = 'code', parent = 'parent', level = 'level' } = options;
  convert<Datum, Datum>([0, 0], datum, datum);
  const names = { code, parent, level };
  const { cells, issues } = readFeatures(featureCollection, names);
  const grown = grow(cells);
  return hierarchyOf(grown.tree, [...issues, ...grown.issues], datum, names);
}

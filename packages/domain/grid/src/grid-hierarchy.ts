import { DomainError, type GridCode } from '@civigrid/kernel';
import {
  type AreaGeometry,
  type Bounds,
  type CoverageIndex,
  convert,
  type Datum,
  discBox,
  discShare,
  geometryOf,
  interiorPoint,
  type Point,
  type Shape,
  toDegrees,
} from '@civigrid/spatial';
import { bufferOf, fabricFromBuffer } from './buffer.ts';
import type { CellNames, GridCell, GridLevel, GridTheme } from './cell.ts';
import type { Seamlessness } from './defect.ts';
import { coveredBy, drawingOf, type Fabric, fabricOf } from './fabric.ts';
import type { ChangeFabric, GridChange } from './grid-change.ts';
import type { GridIssue } from './issue.ts';
import type { LevelScheme } from './level-scheme.ts';
import { own, readFeatures } from './read-features.ts';
import type { GridFeature } from './revision.ts';
import { seamlessness } from './seamlessness.ts';
import { below } from './tree.ts';

/** The codes with which grid refuses. */
export type GridErrorCode = 'grid/unknown-code' | 'grid/output-too-short' | 'grid/not-a-buffer';

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
  /** The town's levels; without them every cell tiles its parent. */
  readonly levels?: LevelScheme;
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
  /** By which names its features were read, and those of a revision are. */
  readonly names: CellNames;
  /** By what leaves are located, by their numbers: flat arrays, for the functions of the subpaths. */
  readonly index: CoverageIndex;
  /** What was refused or mended while loading. */
  readonly issues: readonly GridIssue[];
  /** The codes of all cells, lowest first (by code unit). */
  readonly codes: readonly GridCode[];
  /** The cells without a parent, lowest code first. */
  readonly roots: readonly GridCode[];
  /**
   * How many cells are located. Leaves are numbered by their codes, lowest first; after a revision a new leaf may take the
   * number of one that ceased.
   */
  readonly leafCount: number;
  /** The code of a leaf by its number; undefined for -1 and any other number without a leaf. */
  leafCode(index: number): GridCode | undefined;
  /** The number of a leaf; -1 for a cell that is none: others tile it, or it is a building or a chat group. */
  leafIndex(code: GridCode): number;
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
  /** The hierarchy after a change, which `toChange` of `@civigrid/grid/change` makes; this one stays as it is. */
  revised(change: GridChange): GridHierarchy;
  /** All cells as a GeoJSON FeatureCollection, lowest code first. */
  collection(): { readonly type: 'FeatureCollection'; readonly features: readonly GridFeature[] };
  /** Everything in one piece of bytes, to be kept or handed to a worker; `gridHierarchyFromBuffer` reads it at once. */
  toBuffer(): ArrayBuffer;
  /** Proves that the division is seamless (无缝覆盖), or lists its defects; reckoned once. */
  validate(): Seamlessness;
}

function themeOf(drawn: unknown): GridTheme | undefined {
  const name = typeof drawn === 'string' ? drawn : own(drawn, 'name');
  if (typeof name !== 'string' || name === '') return undefined;
  const policy = own(drawn, 'policy');
  const isPolicy = typeof policy === 'object' && policy !== null && !Array.isArray(policy);
  return isPolicy ? { name, policy: policy as NonNullable<GridTheme['policy']> } : { name };
}

function cellOf({ cells, tree }: Fabric, number: number): GridCell {
  const parent = tree.parents[number] as number;
  const level = cells.level(number);
  const properties = cells.properties(number);
  const name = own(properties, 'name');
  const theme = themeOf(own(properties, 'theme'));
  const cell: { -readonly [Key in keyof GridCell]: GridCell[Key] } = {
    code: cells.code(number),
    kind: cells.kind(number),
    properties,
  };
  if (parent >= 0) cell.parent = cells.code(parent);
  if (level !== undefined) cell.level = level;
  if (typeof name === 'string') cell.name = name;
  if (theme) cell.theme = theme;
  return cell;
}

/** Finds and proves on what a hierarchy is made of. */
function hierarchyOf(fabric: Fabric): GridHierarchy {
  const { cells, tree, index, issues, datum, reading } = fabric;
  const { parents, leaves } = tree;
  const found: (Located | undefined)[] = [];
  const outlines = new Map<number, Shape | undefined>();
  let codes: readonly GridCode[] | undefined;
  let { proof } = fabric;

  const numberOf = (code: GridCode): number => {
    const number = cells.find(code);
    if (number < 0)
      throw new DomainError(
        'grid/unknown-code' satisfies GridErrorCode,
        'No cell bears this code.',
        { code },
      );
    return number;
  };
  const pathTo = (cell: number): readonly GridCode[] => {
    const path: GridCode[] = [];
    // no way is longer than there are cells, but in bytes that changed after they were written
    for (let at = cell; at >= 0 && path.length < cells.count; at = parents[at] as number)
      path.push(cells.code(at));
    return Object.freeze(path.reverse());
  };
  /** One answer for each leaf, made when it is first asked for. */
  const located = (leaf: number): Located | undefined => {
    const cell = leaves[leaf];
    if (cell === undefined) return undefined;
    const known = found[leaf] ?? Object.freeze({ leaf: cells.code(cell), path: pathTo(cell) });
    found[leaf] = known;
    return known;
  };
  /** What a cell covers; outlines that have to be worked out are kept. */
  const covered = (cell: number): Shape | undefined => {
    if ((tree.shapes[cell] as number) >= 0) return drawingOf(fabric, cell);
    if (!outlines.has(cell)) outlines.set(cell, coveredBy(fabric, cell));
    return outlines.get(cell);
  };
  const inDatum = (point: Point, from: Datum = datum): Point =>
    from === datum ? point : convert<Datum, Datum>(point, from, datum);
  const locate = (point: Point, options: LocateOptions = {}): Located | undefined => {
    // A place from outside may be none at all; then nobody owns it.
    if (!Array.isArray(point)) return undefined;
    const [lng, lat] = inDatum(point, options.datum);
    return located(index.locate(lng, lat));
  };
  const featureOf = (cell: number): GridFeature => {
    const shape = drawingOf(fabric, cell);
    return {
      type: 'Feature',
      properties: cells.properties(cell),
      geometry: shape ? geometryOf(shape) : null,
    };
  };

  return Object.freeze({
    datum,
    names: { code: reading.code, parent: reading.parent, level: reading.level },
    index,
    issues,
    get codes() {
      codes ??= Object.freeze(Array.from({ length: cells.count }, (_, cell) => cells.code(cell)));
      return codes;
    },
    get roots() {
      const roots: GridCode[] = [];
      for (let cell = 0; cell < cells.count; cell++)
        if ((parents[cell] as number) < 0) roots.push(cells.code(cell));
      return roots;
    },
    leafCount: leaves.length,
    leafCode(leaf) {
      const cell = leaves[leaf];
      return cell === undefined ? undefined : cells.code(cell);
    },
    leafIndex(code) {
      const cell = numberOf(code);
      const number = tree.shapes[cell] as number;
      return number >= 0 && number < leaves.length ? number : leaves.indexOf(cell);
    },
    has: (code) => cells.find(code) >= 0,
    cell(code) {
      const number = cells.find(code);
      return number < 0 ? undefined : cellOf(fabric, number);
    },
    path: (code) => pathTo(numberOf(code)),
    children: (code) => Array.from(below(tree, numberOf(code)), cells.code),
    feature: (code) => featureOf(numberOf(code)),
    levelOf: (code) => cells.level(numberOf(code)),
    ancestorAt(code, level) {
      for (let at = numberOf(code); at >= 0; at = parents[at] as number)
        if (cells.level(at) === level) return cells.code(at);
      return undefined;
    },
    geometry(code) {
      const shape = covered(numberOf(code));
      return shape && geometryOf(shape);
    },
    bounds(code) {
      const shape = covered(numberOf(code));
      return shape && (shape.box.map(toDegrees) as unknown as Bounds);
    },
    representativePoint(code) {
      const shape = covered(numberOf(code));
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
      index.locateMany(lngLat, out, count);
      return out;
    },
    locateWithin(point, radiusMetres, options = {}) {
      if (!Array.isArray(point)) return [];
      const place = inDatum(point, options.datum);
      if (radiusMetres === 0) {
        const owner = locate(place);
        return owner ? [{ leaf: owner.leaf, path: owner.path, probability: 1 }] : [];
      }
      if (!(radiusMetres > 0)) return [];
      const shares = index.near(discBox(place, radiusMetres)).flatMap((leaf) => {
        const shape = index.shape(leaf);
        const probability = shape ? discShare(shape, place, radiusMetres) : 0;
        return probability > 0 ? [{ leaf, probability }] : [];
      });
      const total = Math.max(
        1,
        shares.reduce((sum, { probability }) => sum + probability, 0),
      );
      return shares
        .sort(
          (a, b) =>
            b.probability - a.probability ||
            (leaves[a.leaf] as number) - (leaves[b.leaf] as number),
        )
        .flatMap(({ leaf, probability }) => {
          const owner = located(leaf);
          return owner
            ? [{ leaf: owner.leaf, path: owner.path, probability: probability / total }]
            : [];
        });
    },
    collection: () => ({
      type: 'FeatureCollection',
      features: Array.from({ length: cells.count }, (_, cell) => featureOf(cell)),
    }),
    toBuffer: () => bufferOf(fabric),
    revised: (change) => hierarchyOf((change as unknown as ChangeFabric)(fabric, proof)),
    validate() {
      proof ??= seamlessness(fabric);
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
  const reading = { code, parent, level, levels: options.levels ?? [] };
  const { cells, issues } = readFeatures(featureCollection, reading);
  return hierarchyOf(fabricOf(cells, issues, reading, datum));
}

/**
 * The hierarchy that `toBuffer` wrote, with the same answers; nothing is parsed or copied, so it is there at once, and
 * workers may share it. Refuses bytes that are not ours with `grid/not-a-buffer`.
 */
export function gridHierarchyFromBuffer(buffer: ArrayBuffer | SharedArrayBuffer): GridHierarchy {
  return hierarchyOf(fabricFromBuffer(buffer));
}

import { randomFrom } from '../tests/tiling.ts';
import { type FieldSide, type Ground, ground, type Position, walk } from './ground.ts';

/** A GeoJSON feature of the city, as a parsed file has it. */
export interface CityFeature {
  readonly type: 'Feature';
  readonly properties: {
    readonly code: string;
    readonly parent: string | null;
    readonly level: string;
  };
  readonly geometry: CityGeometry | null;
}

/** A GeoJSON area of the city. */
export type CityGeometry =
  | { readonly type: 'Polygon'; readonly coordinates: Position[][] }
  | { readonly type: 'MultiPolygon'; readonly coordinates: Position[][][] };

/** What to draw. */
export interface CityOptions {
  /** How many fields of the ground become leaves. */
  readonly leaves: number;
  readonly seed?: number;
  /** Coordinates are multiples of 10^-digits degree; 7 if left out. */
  readonly digits?: 7 | 8;
  /** Upper cells without geometry. */
  readonly derived?: boolean;
  /** Every fifth leaf or so has a hole: an exclave (飞地) of its neighbour, a leaf of its own, or a lake that is nobody's. */
  readonly holes?: boolean;
}

/** A synthetic city: no place on earth. */
export interface City {
  readonly ground: Ground;
  /** All cells, upper ones first. */
  readonly features: readonly CityFeature[];
  /** The levels, from the root down; the last one is that of the leaves. */
  readonly levels: readonly string[];
  readonly rows: number;
  readonly columns: number;
  /** West, south, east and north of all leaves; the rim is crooked, so that a little of it lies outside. */
  readonly box: readonly [west: number, south: number, east: number, north: number];
  /** The code and the parent's code of the leaf in a field. */
  namesOf(row: number, column: number): readonly [code: string, parent: string];
}

/** A community is 6 rows by 5 columns of leaves, a street 7 by 9 communities: 1,890 leaves, 55 metres to 110 each way. */
const communityRows = 6;
const communityColumns = 5;
const streetRows = 7 * communityRows;
const streetColumns = 9 * communityColumns;

const cityCode = '990100';
const step = 0.001;

const three = (n: number): string => String(n + 1).padStart(3, '0');

interface Layout {
  readonly leaves: number;
  readonly rows: number;
  readonly columns: number;
}

/** The codes of all cells that a field lies in, from the root down. */
function codesAt({ rows, columns }: Layout, row: number, column: number): readonly string[] {
  const streetsAcross = Math.ceil(columns / streetColumns);
  const streets = streetsAcross * Math.ceil(rows / streetRows);
  const across = Math.floor(row / streetRows) * streetsAcross + Math.floor(column / streetColumns);
  const street = cityCode + three(across);
  const [y, x] = [row % streetRows, column % streetColumns];
  const community = Math.floor(y / communityRows) * 9 + Math.floor(x / communityColumns);
  const field = (y % communityRows) * communityColumns + (x % communityColumns);
  const below = [street, street + three(community), street + three(community) + three(field)];
  return streets > 1 ? [cityCode, ...below] : below;
}

const beside: Readonly<Record<FieldSide, readonly [rows: number, columns: number]>> = {
  south: [-1, 0],
  east: [0, 1],
  north: [1, 0],
  west: [0, -1],
};

/** Where a side of a field begins when one walks around it counter-clockwise, as [row, column] of the corner. */
const beginning: Readonly<Record<FieldSide, readonly [rows: number, columns: number]>> = {
  south: [0, 0],
  east: [0, 1],
  north: [1, 1],
  west: [1, 0],
};

/** The outlines of all groups of fields, as exact chains of the borders of their leaves. */
function outlines(
  land: Ground,
  layout: Layout,
  groupOf: (row: number, column: number) => string,
): ReadonlyMap<string, readonly Position[][]> {
  const { leaves, columns } = layout;
  const isLeaf = (row: number, column: number) =>
    row >= 0 && column >= 0 && column < columns && row * columns + column < leaves;
  /** For each group: by the corner at which it begins, the side of the field that is walked next. */
  const sides = new Map<string, Map<number, readonly [number, number, FieldSide]>>();
  const cornerNumber = (row: number, column: number) => row * (columns + 1) + column;
  for (let leaf = 0; leaf < leaves; leaf++) {
    const [row, column] = fieldOf(layout, leaf);
    const group = groupOf(row, column);
    for (const side of walk) {
      const [up, right] = beside[side];
      const [otherRow, otherColumn] = [row + up, column + right];
      if (isLeaf(otherRow, otherColumn) && groupOf(otherRow, otherColumn) === group) continue;
      const [r, c] = beginning[side];
      const known = sides.get(group) ?? new Map();
      sides.set(group, known.set(cornerNumber(row + r, column + c), [row, column, side]));
    }
  }
  const found = new Map<string, Position[][]>();
  for (const [group, open] of sides) {
    const rings: Position[][] = [];
    for (let [start] = open.keys(); start !== undefined; [start] = open.keys()) {
      const ring: Position[] = [];
      for (let at = start, next = open.get(at); next; next = open.get(at)) {
        const [row, column, side] = next;
        open.delete(at);
        land.appendSide(ring, row, column, side);
        const turned = walk[(walk.indexOf(side) + 1) % 4] as FieldSide;
        const [r, c] = beginning[turned];
        at = cornerNumber(row + r, column + c);
      }
      rings.push(closed(ring));
    }
    found.set(group, rings);
  }
  return found;
}

/** A ring that ends where it begins, with a position of its own as a parsed file has it. */
export function closed(ring: Position[]): Position[] {
  const [lng, lat] = ring[0] as Position;
  ring.push([lng, lat]);
  return ring;
}

/** The ring around one field. */
export function fieldRing(land: Ground, row: number, column: number): Position[] {
  const ring: Position[] = [];
  for (const side of walk) land.appendSide(ring, row, column, side);
  return closed(ring);
}

/** A crooked ring around the middle of a field, clear of its border. */
function pond(land: Ground, row: number, column: number, digits: number): Position[] {
  const random = randomFrom(land.seedAt(4, row, column));
  const [x, y] = land.middle(row, column);
  const corners = 5 + Math.floor(random() * 6);
  const rounded = (degrees: number) => Math.round(degrees * 10 ** digits) / 10 ** digits;
  return closed(
    Array.from({ length: corners }, (_, i): Position => {
      const angle = (2 * Math.PI * (i + 0.7 * random())) / corners;
      const radius = land.step * (0.08 + 0.1 * random());
      return [rounded(x + radius * Math.cos(angle)), rounded(y + radius * Math.sin(angle))];
    }),
  );
}

/** What all parts of the drawing share. */
interface Plan {
  readonly land: Ground;
  readonly layout: Layout;
  readonly levels: readonly string[];
  readonly digits: number;
}

const fieldOf = ({ columns }: Layout, leaf: number): readonly [row: number, column: number] => [
  Math.floor(leaf / columns),
  leaf % columns,
];

const polygon = (rings: readonly Position[][]): CityGeometry => ({
  type: 'Polygon',
  coordinates: [...rings],
});

function feature(
  [code, parent]: readonly [code: string, parent: string | null],
  level: string | undefined,
  geometry: CityGeometry | null,
): CityFeature {
  return { type: 'Feature', properties: { code, parent, level: level ?? '' }, geometry };
}

/** The cells of one upper level. */
function upperCells({ land, layout, levels }: Plan, level: number, derived: boolean) {
  const parents = new Map<string, string | null>();
  for (let leaf = 0; leaf < layout.leaves; leaf++) {
    const codes = codesAt(layout, ...fieldOf(layout, leaf));
    parents.set(codes[level] as string, codes[level - 1] ?? null);
  }
  const groupOf = (row: number, column: number) => codesAt(layout, row, column)[level] as string;
  const drawn = derived ? undefined : outlines(land, layout, groupOf);
  return Array.from(parents, (names): CityFeature => {
    const rings = drawn?.get(names[0]);
    return feature(names, levels[level], rings ? polygon(rings) : null);
  });
}

function namesAt(layout: Layout, row: number, column: number): [code: string, parent: string] {
  const [parent = '', code = ''] = codesAt(layout, row, column).slice(-2);
  return [code, parent];
}

/** Ponds in some leaves: cut out of the leaf, and given to the neighbour, to a leaf of its own or to nobody. */
function appendPonds({ land, layout, levels, digits }: Plan, leaves: CityFeature[]): void {
  for (let leaf = 0; leaf < layout.leaves; leaf++) {
    const [row, column] = fieldOf(layout, leaf);
    const fate = (land.seedAt(3, row, column) >>> 0) % 15;
    if (fate > 2) continue;
    const around = leaves[leaf]?.geometry;
    const shell = around?.type === 'MultiPolygon' ? around.coordinates[0] : around?.coordinates;
    shell?.push(pond(land, row, column, digits).reverse());
    const ring = pond(land, row, column, digits);
    const [code, parent] = namesAt(layout, row, column);
    const neighbour = column > 0 ? leaves[leaf - 1] : undefined;
    if (fate === 0 && neighbour?.properties.parent === parent)
      leaves[leaf - 1] = withExclave(neighbour, ring);
    else if (fate < 2) {
      leaves.push(feature([`${code}A`, parent], levels.at(-1), polygon([ring])));
    }
  }
}

function withExclave(leaf: CityFeature, ring: Position[]): CityFeature {
  const { geometry } = leaf;
  const parts =
    geometry?.type === 'Polygon' ? [geometry.coordinates] : (geometry?.coordinates ?? []);
  return { ...leaf, geometry: { type: 'MultiPolygon', coordinates: [...parts, [ring]] } };
}

/** Draws a city. Leaves fill the ground row by row; the last row may be cut short. */
export function syntheticCity(options: CityOptions): City {
  const { leaves: count, seed = 1, digits = 7, derived = false, holes = false } = options;
  const columns = Math.ceil(Math.sqrt(count));
  const layout: Layout = { leaves: count, columns, rows: Math.ceil(count / columns) };
  const land = ground(seed, step, digits);
  const levels = ['city', 'street', 'community', 'grid'].slice(-codesAt(layout, 0, 0).length);
  const plan: Plan = { land, layout, levels, digits };
  const features: CityFeature[] = [];
  for (let level = 0; level + 1 < levels.length; level++)
    for (const cell of upperCells(plan, level, derived)) features.push(cell);
  const leaves: CityFeature[] = [];
  for (let leaf = 0; leaf < count; leaf++) {
    const [row, column] = fieldOf(layout, leaf);
    const geometry = polygon([fieldRing(land, row, column)]);
    leaves.push(feature(namesAt(layout, row, column), levels.at(-1), geometry));
  }
  if (holes) appendPonds(plan, leaves);
  for (const leaf of leaves) features.push(leaf);
  const [west, south] = land.origin;
  return {
    ground: land,
    features,
    levels,
    rows: layout.rows,
    columns,
    box: [west, south, west + step * columns, south + step * layout.rows],
    namesOf: (row, column) => namesAt(layout, row, column),
  };
}

/** The leaves of a city, lowest code first (by code unit): in the order in which a hierarchy numbers them. */
export function leavesOf(city: City): readonly CityFeature[] {
  const level = city.levels.at(-1);
  return city.features
    .filter(({ properties }) => properties.level === level)
    .sort((a, b) => (a.properties.code < b.properties.code ? -1 : 1));
}

/** The city as a GeoJSON FeatureCollection. */
export function collectionOf(features: readonly CityFeature[]): {
  readonly type: 'FeatureCollection';
  readonly features: readonly CityFeature[];
} {
  return { type: 'FeatureCollection', features };
}

/** Places anywhere in the box of a city, longitude and latitude in turn. */
export function randomPlaces(
  { box: [west, south, east, north] }: City,
  count: number,
  random: () => number,
): Float64Array {
  const places = new Float64Array(2 * count);
  for (let i = 0; i < places.length; i += 2) {
    places[i] = west + random() * (east - west);
    places[i + 1] = south + random() * (north - south);
  }
  return places;
}

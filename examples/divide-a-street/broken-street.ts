import { type LayerEntry, households as layer } from '@civigrid/grid/layers';
import { type StreetFeature, type StreetPoint, syntheticStreet } from '@civigrid/testing/street';

/** A street of micro-grids as an office might hand it in: wrong in three places, and nobody knows where. */
export interface BrokenStreet {
  readonly cells: {
    readonly type: 'FeatureCollection';
    readonly features: readonly StreetFeature[];
  };
  /** Households (户数) of every micro-grid from the day on. */
  readonly households: readonly LayerEntry[];
}

const ringOf = ({ geometry }: StreetFeature): readonly StreetPoint[] =>
  geometry.coordinates[0] ?? [];
const sameAs =
  ([x, y]: StreetPoint) =>
  ([u, v]: StreetPoint) =>
    x === u && y === v;

/** The middle of a ring's vertices. */
function middle(ring: readonly StreetPoint[]): StreetPoint {
  const open = ring.slice(1);
  const mean = (axis: 0 | 1) => open.reduce((sum, place) => sum + place[axis], 0) / open.length;
  return [mean(0), mean(1)];
}

/** Moves one vertex that a cell shares with one neighbour only, towards its middle (positive) or outwards. */
function dented(cell: StreetFeature, leaves: readonly StreetFeature[], share: number) {
  const ring = ringOf(cell);
  const shared = ring
    .slice(1, -1)
    .find((place) => leaves.filter((leaf) => ringOf(leaf).some(sameAs(place))).length === 2);
  if (!shared) throw new Error('The cell has no border with a vertex of its own.');
  const [x, y] = middle(ring);
  const place: StreetPoint = [
    shared[0] + share * (x - shared[0]),
    shared[1] + share * (y - shared[1]),
  ];
  const drawn = ring.map((each) => (sameAs(shared)(each) ? place : each));
  return { ...cell, geometry: { ...cell.geometry, coordinates: [drawn] } };
}

/**
 * The synthetic street (柳树街道; nothing in it is real), broken on purpose: a gap in 银杏社区, an overlap in 梧桐社区, and
 * a micro-grid of 临江社区 that hangs under a grid of another community. Households are invented: towers around two
 * places, cottages elsewhere, so that grids of like size carry unlike loads.
 */
export function brokenStreet(from: string): BrokenStreet {
  const { features } = syntheticStreet().cells;
  const leaves = features.filter(({ properties }) => properties.level === 'microGrid');
  const broken = features.map((cell): StreetFeature => {
    if (cell.properties.code === 'LS.01.02.10') return dented(cell, leaves, 0.15);
    if (cell.properties.code === 'LS.05.01.12') return dented(cell, leaves, -0.15);
    if (cell.properties.code !== 'LS.09.02.05') return cell;
    const parent = features.find(({ properties }) => properties.code === 'LS.02.01');
    return { ...cell, properties: { ...cell.properties, parent: parent?.properties.code ?? null } };
  });
  const towers: readonly StreetPoint[] = [
    [119.645, 29.083],
    [119.66, 29.075],
  ];
  const households = leaves.map(({ properties, geometry }) => {
    const [x, y] = middle(geometry.coordinates[0] ?? []);
    const near = towers.map(([u, v]) => Math.exp(-(((x - u) ** 2 + (y - v) ** 2) / 0.00012)));
    const value = Math.round(properties.households * (0.7 + Math.max(...near)));
    return { cell: properties.code, layer: layer.name, day: from, value };
  });
  return { cells: { type: 'FeatureCollection', features: broken }, households };
}

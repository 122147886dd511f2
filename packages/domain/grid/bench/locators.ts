import type { GridHierarchy } from '@civigrid/grid';
import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon';
import Flatbush from 'flatbush';
import { latLngToCell, POLYGON_TO_CELLS_FLAGS, polygonToCellsExperimental } from 'h3-js';
import pointInPolygon from 'point-in-polygon-hao';
import RBush from 'rbush';
import whichPolygon from 'which-polygon';
import type { Contender } from '../../../tools/testing/bench/alternate.ts';
import type { Position } from './ground.ts';
import type { CityFeature } from './synthetic-city.ts';

/**
 * One way of finding the leaf of a place. Places are longitudes and latitudes in turn; answers are numbers of leaves,
 * lowest code first, or -1. Each has a loop of its own, so that no call site is shared, and answers with the first leaf
 * that it finds.
 */
export interface Locator extends Contender<Float64Array, Int32Array> {
  /** How many leaves claim a place. */
  claims(lng: number, lat: number): number;
}

/** Civigrid in its three forms: by number, many at once, and with the whole path. */
export function civigrid(hierarchy: GridHierarchy): readonly Contender<Float64Array, Int32Array>[] {
  return [
    {
      name: 'locateIndex',
      ask(places, owners) {
        for (let i = 0; i < owners.length; i++)
          owners[i] = hierarchy.locateIndex(places[2 * i] as number, places[2 * i + 1] as number);
      },
    },
    {
      name: 'locateMany',
      ask(places, owners) {
        hierarchy.locateMany(places, owners);
      },
    },
  ];
}

interface Drawn {
  readonly rings: Position[][];
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
}

/** The peers take one polygon for each leaf: cities without exclaves. */
function drawnOf({ properties, geometry }: CityFeature): Drawn {
  if (geometry?.type !== 'Polygon') throw new Error(`${properties.code} is no Polygon`);
  const rings = geometry.coordinates;
  const [minX, minY, maxX, maxY] = rings
    .flat()
    .reduce(
      ([west, south, east, north], [lng, lat]) => [
        Math.min(west, lng),
        Math.min(south, lat),
        Math.max(east, lng),
        Math.max(north, lat),
      ],
      [Infinity, Infinity, -Infinity, -Infinity] as [number, number, number, number],
    );
  return { rings, minX, minY, maxX, maxY };
}

export function whichPolygonLocator(leaves: readonly CityFeature[]): Locator {
  const query = whichPolygon({
    type: 'FeatureCollection',
    features: leaves.map(({ geometry }, leaf) => ({ properties: { leaf }, geometry })),
  });
  return {
    name: 'which-polygon',
    ask(places, owners) {
      const place: Position = [0, 0];
      for (let i = 0; i < owners.length; i++) {
        place[0] = places[2 * i] as number;
        place[1] = places[2 * i + 1] as number;
        owners[i] = query(place)?.leaf ?? -1;
      }
    },
    claims: (lng, lat) => query([lng, lat], true)?.length ?? 0,
  };
}

export function flatbushLocator(leaves: readonly CityFeature[]): Locator {
  const drawn = leaves.map(drawnOf);
  const rings = drawn.map((leaf) => leaf.rings);
  const index = new Flatbush(drawn.length);
  for (const { minX, minY, maxX, maxY } of drawn) index.add(minX, minY, maxX, maxY);
  index.finish();
  const holds = (leaf: number, place: Position) =>
    pointInPolygon(place, rings[leaf] as Position[][]) !== false;
  const place: Position = [0, 0];
  let owner = -1;
  /** Ends the search with the first leaf that holds the place: faster than a list of all whose box does. */
  const isOwner = (leaf: number): boolean => {
    if (!holds(leaf, place)) return false;
    owner = leaf;
    return true;
  };
  return {
    name: 'flatbush + hao',
    ask(places, owners) {
      for (let i = 0; i < owners.length; i++) {
        const x = places[2 * i] as number;
        const y = places[2 * i + 1] as number;
        place[0] = x;
        place[1] = y;
        owner = -1;
        index.collides(x, y, x, y, isOwner);
        owners[i] = owner;
      }
    },
    claims: (lng, lat) =>
      index.search(lng, lat, lng, lat).filter((leaf) => holds(leaf, [lng, lat])).length,
  };
}

export function rbushLocator(leaves: readonly CityFeature[]): Locator {
  const items = leaves.map((leaf, number) => {
    const { rings, ...box } = drawnOf(leaf);
    return { ...box, number, geometry: { type: 'Polygon' as const, coordinates: rings } };
  });
  const index = new RBush<(typeof items)[number]>().load(items);
  return {
    name: 'rbush + turf',
    ask(places, owners) {
      const place: Position = [0, 0];
      for (let i = 0; i < owners.length; i++) {
        const x = places[2 * i] as number;
        const y = places[2 * i + 1] as number;
        place[0] = x;
        place[1] = y;
        let owner = -1;
        for (const item of index.search({ minX: x, minY: y, maxX: x, maxY: y }))
          if (booleanPointInPolygon(place, item.geometry)) {
            owner = item.number;
            break;
          }
        owners[i] = owner;
      }
    },
    claims: (lng, lat) =>
      index
        .search({ minX: lng, minY: lat, maxX: lng, maxY: lat })
        .filter(({ geometry }) => booleanPointInPolygon([lng, lat], geometry)).length,
  };
}

/** Hexagons of some 50 metres across. */
const resolution = 11;

/** Hexagons that lie in one leaf answer by themselves; for the others every leaf that meets them is asked exactly. */
export function h3Locator(leaves: readonly CityFeature[]): Locator {
  const rings = leaves.map((leaf) => drawnOf(leaf).rings);
  const candidates = new Map<string, number[]>();
  const within = new Map<string, number>();
  const cellsOf = (drawn: Position[][], flag: string) =>
    polygonToCellsExperimental(drawn, resolution, flag, true);
  rings.forEach((drawn, leaf) => {
    for (const cell of cellsOf(drawn, POLYGON_TO_CELLS_FLAGS.containmentFull))
      within.set(cell, leaf);
    for (const cell of cellsOf(drawn, POLYGON_TO_CELLS_FLAGS.containmentOverlapping)) {
      const there = candidates.get(cell);
      if (there) there.push(leaf);
      else candidates.set(cell, [leaf]);
    }
  });
  const holds = (leaf: number, place: Position) =>
    pointInPolygon(place, rings[leaf] as Position[][]) !== false;
  const firstOf = (there: readonly number[] | undefined, place: Position): number => {
    for (const leaf of there ?? []) if (holds(leaf, place)) return leaf;
    return -1;
  };
  return {
    name: 'h3-js',
    ask(places, owners) {
      const place: Position = [0, 0];
      for (let i = 0; i < owners.length; i++) {
        place[0] = places[2 * i] as number;
        place[1] = places[2 * i + 1] as number;
        const cell = latLngToCell(place[1], place[0], resolution);
        owners[i] = within.get(cell) ?? firstOf(candidates.get(cell), place);
      }
    },
    claims(lng, lat) {
      const cell = latLngToCell(lat, lng, resolution);
      if (within.has(cell)) return 1;
      return (candidates.get(cell) ?? []).filter((leaf) => holds(leaf, [lng, lat])).length;
    },
  };
}

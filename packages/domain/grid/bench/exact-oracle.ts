import type { CityFeature, CityGeometry } from './synthetic-city.ts';

/**
 * Whose a place is, by brute force on integers of any size: of all leaves that hold it (closed: border included) the
 * lowest code by code unit; where none does, of those whose border lies within two quanta; otherwise nobody. It shares
 * nothing with the engine but the quantum of 1e-8 degree.
 */
export interface ExactOracle {
  /** The number of the owner among the leaves, lowest code first, or -1. */
  owner(lng: number, lat: number): number;
  /** The numbers of all leaves that hold the place, border included, in ascending order. */
  holders(lng: number, lat: number): readonly number[];
  /** The numbers of all leaves whose border lies within two quanta of the place, in ascending order. */
  grazed(lng: number, lat: number): readonly number[];
}

/** A ring without its last position, x and y apart. */
interface ExactRing {
  readonly x: readonly bigint[];
  readonly y: readonly bigint[];
}

interface ExactLeaf {
  /** Parts, each a shell followed by its holes. */
  readonly parts: readonly (readonly ExactRing[])[];
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** Borders this close to a place that nobody holds make it theirs, in quanta. */
const reach = 2;

const quanta = (degrees: number): number => Math.round(degrees * 1e8);

/** 1 inside, 0 on the ring, -1 outside: crossings of a ray to the east, by the sign of an exact orientation. */
function side({ x, y }: ExactRing, px: bigint, py: bigint): number {
  let inside = false;
  for (let i = 0, k = x.length - 1; i < x.length; k = i++) {
    const [ax, ay] = [x[k] as bigint, y[k] as bigint];
    const [bx, by] = [x[i] as bigint, y[i] as bigint];
    if ((ay < py && by < py) || (ay > py && by > py)) continue;
    const turn = (bx - ax) * (py - ay) - (by - ay) * (px - ax);
    if (turn === 0n && (px - ax) * (px - bx) <= 0n && (py - ay) * (py - by) <= 0n) return 0;
    if (ay > py !== by > py && turn > 0n === by > ay) inside = !inside;
  }
  return inside ? 1 : -1;
}

/** Closed: on a shell or on a hole is held, inside a hole is not. */
function holds({ parts }: ExactLeaf, px: bigint, py: bigint): boolean {
  return parts.some(
    ([shell, ...holes]) =>
      shell !== undefined &&
      side(shell, px, py) >= 0 &&
      holes.every((hole) => side(hole, px, py) <= 0),
  );
}

/** Whether the segment from a to b comes within the reach of p; squares of distances are compared as fractions. */
function comesNear(
  [ax, ay]: readonly [bigint, bigint],
  [bx, by]: readonly [bigint, bigint],
  [px, py]: readonly [bigint, bigint],
): boolean {
  const limit = BigInt(reach * reach);
  const [ux, uy, vx, vy] = [bx - ax, by - ay, px - ax, py - ay];
  const length = ux * ux + uy * uy;
  const along = ux * vx + uy * vy;
  if (along <= 0n) return vx * vx + vy * vy <= limit;
  if (along >= length) return (px - bx) ** 2n + (py - by) ** 2n <= limit;
  return (ux * vy - uy * vx) ** 2n <= limit * length;
}

function grazes({ parts }: ExactLeaf, px: bigint, py: bigint): boolean {
  return parts.flat().some(({ x, y }) =>
    x.some((bx, i) => {
      const k = (i + x.length - 1) % x.length;
      return comesNear([x[k] as bigint, y[k] as bigint], [bx, y[i] as bigint], [px, py]);
    }),
  );
}

function exactLeaf(geometry: CityGeometry | null): ExactLeaf {
  const drawn =
    geometry?.type === 'Polygon' ? [geometry.coordinates] : (geometry?.coordinates ?? []);
  const positions = drawn.flat(2);
  const xs = positions.map(([lng]) => quanta(lng));
  const ys = positions.map(([, lat]) => quanta(lat));
  return {
    parts: drawn.map((rings) =>
      rings.map((ring) => ({
        x: ring.slice(0, -1).map(([lng]) => BigInt(quanta(lng))),
        y: ring.slice(0, -1).map(([, lat]) => BigInt(quanta(lat))),
      })),
    ),
    west: Math.min(...xs) - reach,
    south: Math.min(...ys) - reach,
    east: Math.max(...xs) + reach,
    north: Math.max(...ys) + reach,
  };
}

/** How wide a bucket is, in quanta, where nothing is said: about one leaf of the synthetic city. */
const leafWide = 100_000;

/**
 * Takes leaves in any order; those of the lowest code are asked first. Buckets, so many quanta wide, only spare looking
 * at leaves far away: any width gives the same answers.
 */
export function exactOracle(
  leaves: readonly CityFeature[],
  bucket: number = leafWide,
): ExactOracle {
  const sorted = leaves.toSorted((a, b) => (a.properties.code < b.properties.code ? -1 : 1));
  const exact = sorted.map(({ geometry }) => exactLeaf(geometry));
  const buckets = new Map<string, number[]>();
  exact.forEach(({ west, south, east, north }, leaf) => {
    for (let i = Math.floor(west / bucket); i <= Math.floor(east / bucket); i++)
      for (let k = Math.floor(south / bucket); k <= Math.floor(north / bucket); k++) {
        const there = buckets.get(`${i},${k}`) ?? [];
        buckets.set(`${i},${k}`, there);
        there.push(leaf);
      }
  });
  /** The leaves whose box, two quanta wider on each side, holds the place, lowest code first; and the place exactly. */
  const around = (lng: number, lat: number) => {
    const [x, y] = [quanta(lng), quanta(lat)];
    const there = buckets.get(`${Math.floor(x / bucket)},${Math.floor(y / bucket)}`) ?? [];
    const near = there.filter((leaf) => {
      const { west, south, east, north } = exact[leaf] as ExactLeaf;
      return west <= x && x <= east && south <= y && y <= north;
    });
    return { near, px: BigInt(x), py: BigInt(y) };
  };
  const holders = (lng: number, lat: number): readonly number[] => {
    const { near, px, py } = around(lng, lat);
    return near.filter((leaf) => holds(exact[leaf] as ExactLeaf, px, py));
  };
  const grazed = (lng: number, lat: number): readonly number[] => {
    const { near, px, py } = around(lng, lat);
    return near.filter((leaf) => grazes(exact[leaf] as ExactLeaf, px, py));
  };
  return {
    holders,
    grazed,
    owner: (lng, lat) => holders(lng, lat)[0] ?? grazed(lng, lat)[0] ?? -1,
  };
}

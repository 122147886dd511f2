import type { SeededRandom } from '../seeded-random.ts';

/** A place as `[longitude, latitude]` in degrees (CGCS2000). */
export type StreetPoint = readonly [number, number];

/** A side of mesh cells: from its first corner by its middle vertices to its last. */
interface Side {
  readonly from: number;
  readonly to: number;
  readonly middle: readonly StreetPoint[];
}

/** A quadrangular mesh whose sides are drawn once and shared by the two cells beside them, bit for bit. */
export interface Mesh {
  readonly columns: number;
  readonly rows: number;
  /** The closed counter-clockwise rings around a set of cells; `undefined` where a ring would touch itself. */
  rings(cells: readonly number[]): readonly (readonly StreetPoint[])[] | undefined;
}

/** Where the middle of the invented street lies, and how many metres a degree has there. */
const middle = { lng: 119.65, lat: 29.08, metresPerLng: 97_290, metresPerLat: 110_850 };
const cellMetres = 100;
/** A turn by twelve degrees. */
const turn = { cos: 0.97815, sin: 0.20791 };
/** How far a corner may leave its place, and a middle vertex its side, in cells: small enough that no two sides cross. */
const jitter = { corner: 0.18, side: 0.06 };

/** Mesh coordinates, counted from the middle, bent and turned, then degrees to seven places (a centimetre). */
function placed(u: number, v: number): StreetPoint {
  const x = u - 0.006 * v * v;
  const y = v + 0.005 * u * u;
  const east = (x * turn.cos - y * turn.sin) * cellMetres;
  const north = (x * turn.sin + y * turn.cos) * cellMetres;
  const round = (degrees: number): number => Math.round(degrees * 1e7) / 1e7;
  return [
    round(middle.lng + east / middle.metresPerLng),
    round(middle.lat + north / middle.metresPerLat),
  ];
}

/** Makes a jittered mesh; cell `row * columns + column`, rows from south to north. */
export function jitteredMesh(columns: number, rows: number, random: SeededRandom): Mesh {
  const wide = columns + 1;
  const wobble = (size: number): number => (random.next() * 2 - 1) * size;
  const flat: readonly StreetPoint[] = Array.from({ length: wide * (rows + 1) }, (_, corner) => [
    (corner % wide) - columns / 2 + wobble(jitter.corner),
    Math.floor(corner / wide) - rows / 2 + wobble(jitter.corner),
  ]);
  const corners = flat.map(([u, v]) => placed(u, v));

  function side(from: number, to: number): Side {
    const [u1, v1] = flat[from] as StreetPoint;
    const [u2, v2] = flat[to] as StreetPoint;
    const count = 1 + random.integer(3);
    const points = Array.from({ length: count }, (_, i) => {
      const along = (i + 1) / (count + 1) + wobble(0.05);
      const aside = wobble(jitter.side);
      return placed(
        u1 + (u2 - u1) * along - (v2 - v1) * aside,
        v1 + (v2 - v1) * along + (u2 - u1) * aside,
      );
    });
    return { from, to, middle: points };
  }
  const eastward = Array.from({ length: columns * (rows + 1) }, (_, i) => {
    const from = Math.floor(i / columns) * wide + (i % columns);
    return side(from, from + 1);
  });
  const northward = Array.from({ length: wide * rows }, (_, i) => side(i, i + wide));

  const reversed = ({ from, to, middle: points }: Side): Side => ({
    from: to,
    to: from,
    middle: points.toReversed(),
  });

  /** The sides around a set of cells that no two of its cells share, in counter-clockwise direction. */
  function boundary(cells: readonly number[]): readonly Side[] {
    const inside = new Set(cells);
    const has = (column: number, row: number): boolean =>
      column >= 0 && column < columns && inside.has(row * columns + column);
    return cells.flatMap((cell) => {
      const column = cell % columns;
      const row = Math.floor(cell / columns);
      const south = eastward[cell] as Side;
      const east = northward[row * wide + column + 1] as Side;
      const north = eastward[cell + columns] as Side;
      const west = northward[row * wide + column] as Side;
      return [
        ...(has(column, row - 1) ? [] : [south]),
        ...(has(column + 1, row) ? [] : [east]),
        ...(has(column, row + 1) ? [] : [reversed(north)]),
        ...(has(column - 1, row) ? [] : [reversed(west)]),
      ];
    });
  }

  return {
    columns,
    rows,
    rings(cells) {
      const sides = boundary(cells);
      const next = new Map(sides.map((each) => [each.from, each]));
      if (next.size !== sides.length) return undefined;
      const rings: StreetPoint[][] = [];
      for (const first of sides) {
        if (!next.has(first.from)) continue;
        const ring: StreetPoint[] = [];
        for (let at = next.get(first.from); at; at = next.get(at.to)) {
          ring.push(corners[at.from] as StreetPoint, ...at.middle);
          next.delete(at.from);
        }
        rings.push([...ring, ring[0] as StreetPoint]);
      }
      return rings;
    },
  };
}

import type { Point, Polygon } from '@civigrid/spatial';

/** Numbers from 0 to 1 out of a seed, for drawings that a property can make again (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

export interface Feature {
  readonly type: 'Feature';
  readonly properties: {
    readonly code: string;
    readonly parent: string | null;
    readonly level: string;
  };
  readonly geometry: Polygon | null;
}

export interface Tiling {
  readonly features: readonly Feature[];
  readonly leaves: readonly Feature[];
  /** All positions of all leaves. */
  readonly vertices: readonly Point[];
  readonly box: readonly [west: number, south: number, east: number, north: number];
}

export interface TilingOptions {
  readonly rows: number;
  readonly columns: number;
  /** Side of a cell in degrees. */
  readonly step: number;
  /** Draw borders straight, and let each side leave out vertices as it likes (T-junctions). */
  readonly straight?: boolean;
  /** Leave upper cells without geometry. */
  readonly derived?: boolean;
}

const shuffled = <Item>(items: readonly Item[], random: () => number): readonly Item[] =>
  items
    .map((item) => ({ item, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);

/**
 * A street of irregular leaves that share crooked borders: rows × columns, two columns to a community. Rings start
 * anywhere and run either way, features come in any order. Coordinates are full doubles.
 */
export function tiling(
  random: () => number,
  { rows, columns, step, straight = false, derived = false }: TilingOptions,
): Tiling {
  const [west, south] = [119.6 + random() / 10, 29 + random() / 10];
  const nodes = Array.from({ length: rows + 1 }, (_, r) =>
    Array.from({ length: columns + 1 }, (__, c): Point => {
      const loose = (at: number, last: number) =>
        at === 0 || at === last ? 0 : 0.4 * (random() - 0.5);
      return [west + step * (c + loose(c, columns)), south + step * (r + loose(r, rows))];
    }),
  );
  const node = (r: number, c: number) => nodes[r]?.[c] as Point;
  const inner = new Map<string, readonly Point[]>();
  /** The vertices between two neighbouring nodes, in the order of asking. */
  const between = (r: number, c: number, r2: number, c2: number): readonly Point[] => {
    const forward = r < r2 || c < c2;
    const key = forward ? `${r},${c},${r2},${c2}` : `${r2},${c2},${r},${c}`;
    const [[ax, ay], [bx, by]] = forward ? [node(r, c), node(r2, c2)] : [node(r2, c2), node(r, c)];
    const rim = r === r2 ? r === 0 || r === rows : c === 0 || c === columns;
    const known =
      inner.get(key) ??
      Array.from({ length: Math.floor(random() * 4) }, (_, i): Point => {
        const t = (i + 1) / 5;
        const aside = straight || rim ? 0 : 0.06 * (random() - 0.5);
        return [ax + t * (bx - ax) - aside * (by - ay), ay + t * (by - ay) + aside * (bx - ax)];
      });
    inner.set(key, known);
    const drawn = straight ? known.filter(() => random() < 0.5) : known;
    return forward ? drawn : drawn.toReversed();
  };
  const around = (r: number, c: number, r2: number, c2: number): Point[] => {
    const ring: Point[] = [];
    const go = (fr: number, fc: number, tr: number, tc: number) => {
      const [dr, dc] = [Math.sign(tr - fr), Math.sign(tc - fc)];
      for (let [y, x] = [fr, fc]; y !== tr || x !== tc; [y, x] = [y + dr, x + dc])
        ring.push(node(y, x), ...between(y, x, y + dr, x + dc));
    };
    go(r, c, r, c2);
    go(r, c2, r2, c2);
    go(r2, c2, r2, c);
    go(r2, c, r, c);
    return ring;
  };
  const polygon = (open: readonly Point[]): Polygon => {
    const start = Math.floor(random() * open.length);
    const turned = [...open.slice(start), ...open.slice(0, start)];
    const ring = [...turned, turned[0] as Point];
    return { type: 'Polygon', coordinates: [random() < 0.5 ? ring : ring.toReversed()] };
  };
  const feature = (
    code: string,
    parent: string | null,
    level: string,
    geometry: Polygon | null,
  ): Feature => ({
    type: 'Feature',
    properties: { code, parent, level },
    geometry,
  });
  const two = (n: number) => String(n).padStart(2, '0');
  const leaves = Array.from({ length: rows * columns }, (_, i) => {
    const [r, c] = [Math.floor(i / columns), i % columns];
    const community = `LS.${two(Math.floor(c / 2))}`;
    return feature(
      `${community}.${two(i)}`,
      community,
      'grid',
      polygon(around(r, c, r + 1, c + 1)),
    );
  });
  const upper = [
    feature('LS', null, 'street', derived ? null : polygon(around(0, 0, rows, columns))),
    ...Array.from({ length: Math.ceil(columns / 2) }, (_, k) =>
      feature(
        `LS.${two(k)}`,
        'LS',
        'community',
        derived ? null : polygon(around(0, 2 * k, rows, Math.min(columns, 2 * k + 2))),
      ),
    ),
  ];
  return {
    features: shuffled([...upper, ...leaves], random),
    leaves,
    vertices: leaves.flatMap(({ geometry }) => geometry?.coordinates.flat() ?? []),
    box: [west, south, west + step * columns, south + step * rows],
  };
}

export const collection = (features: readonly unknown[]): unknown => ({
  type: 'FeatureCollection',
  features,
});

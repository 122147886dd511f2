import { boxTree } from './box-tree.ts';
import { type Edge, type Side, uncancelled } from './chain.ts';
import { orientation } from './orientation.ts';
import { tolerance } from './quantum.ts';
import { isNearSegment } from './side.ts';
import { type VertexTable, vertexTable } from './vertex-table.ts';

/** What is left of a sum of sides when they share vertices wherever they meet. */
export interface Leftover {
  readonly edges: readonly Edge[];
  readonly vertices: VertexTable;
  /** False where crossings were still found in the last round: the faces of such a place are a best effort. */
  readonly noded: boolean;
}

const rounds = 8;

/** Gives every vertex the lowest vertex (by x, then y) within the tolerance, if it has one. */
function snapped(vertices: VertexTable, used: readonly number[]): ReadonlyMap<number, number> {
  const { xs, ys } = vertices;
  const bucket = 2 * tolerance;
  const kept = new Map<string, number[]>();
  const moved = new Map<number, number>();
  const around = [-1, 0, 1];
  const homeOf = (x: number, y: number): number | undefined => {
    const [column, row] = [Math.floor(x / bucket), Math.floor(y / bucket)];
    return around
      .flatMap((c) => around.flatMap((r) => kept.get(`${column + c},${row + r}`) ?? []))
      .find(
        (id) =>
          Math.abs((xs[id] as number) - x) <= tolerance &&
          Math.abs((ys[id] as number) - y) <= tolerance,
      );
  };
  const order = [...used].sort(
    (a, b) => (xs[a] as number) - (xs[b] as number) || (ys[a] as number) - (ys[b] as number),
  );
  for (const id of order) {
    const [x, y] = [xs[id] as number, ys[id] as number];
    const home = homeOf(x, y);
    if (home !== undefined) {
      moved.set(id, home);
      continue;
    }
    const key = `${Math.floor(x / bucket)},${Math.floor(y / bucket)}`;
    const there = kept.get(key);
    if (there) there.push(id);
    else kept.set(key, [id]);
  }
  return moved;
}

function boxesOf(edges: readonly Edge[], { xs, ys }: VertexTable): Float64Array {
  const boxes = new Float64Array(4 * edges.length);
  edges.forEach(({ low, high }, i) => {
    const [ax, ay] = [xs[low] as number, ys[low] as number];
    const [bx, by] = [xs[high] as number, ys[high] as number];
    boxes.set([Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by)], 4 * i);
  });
  return boxes;
}

/** Where two segments cross in their insides, rounded to the quantum. */
function crossing(
  e: Edge,
  f: Edge,
  { xs, ys }: VertexTable,
): readonly [x: number, y: number] | undefined {
  const [ax, ay, bx, by] = [xs[e.low], ys[e.low], xs[e.high], ys[e.high]] as [
    number,
    number,
    number,
    number,
  ];
  const [cx, cy, dx, dy] = [xs[f.low], ys[f.low], xs[f.high], ys[f.high]] as [
    number,
    number,
    number,
    number,
  ];
  if (orientation(ax, ay, bx, by, cx, cy) * orientation(ax, ay, bx, by, dx, dy) >= 0)
    return undefined;
  if (orientation(cx, cy, dx, dy, ax, ay) * orientation(cx, cy, dx, dy, bx, by) >= 0)
    return undefined;
  const down = (bx - ax) * (dy - cy) - (by - ay) * (dx - cx);
  const t = ((cx - ax) * (dy - cy) - (cy - ay) * (dx - cx)) / down;
  return [Math.round(ax + t * (bx - ax)), Math.round(ay + t * (by - ay))];
}

/**
 * The vertices at which each edge has to be cut: others that lie on it, and crossings. An edge on which a vertex lies
 * bends when it is cut there; where it crosses others is asked in the next round, for in a sharp corner the crossing of
 * the unbent edges would lie beside the bent ones.
 */
function cuts(edges: readonly Edge[], vertices: VertexTable, used: readonly number[]) {
  const { xs, ys } = vertices;
  const at = edges.map((): Set<number> => new Set());
  const boxes = boxesOf(edges, vertices);
  const tree = boxTree(boxes);
  for (const id of used) {
    const x = xs[id] as number;
    const y = ys[id] as number;
    tree.each(x - tolerance, y - tolerance, x + tolerance, y + tolerance, (i) => {
      const { low, high } = edges[i] as Edge;
      if (id === low || id === high) return;
      const [ax, ay] = [xs[low] as number, ys[low] as number];
      if (isNearSegment(ax, ay, xs[high] as number, ys[high] as number, x, y)) at[i]?.add(id);
    });
  }
  const bends = at.map(({ size }) => size > 0);
  for (let i = 0; i < edges.length; i++) {
    if (bends[i]) continue;
    const e = edges[i] as Edge;
    const [w, s, o, n] = boxes.subarray(4 * i, 4 * i + 4) as unknown as [
      number,
      number,
      number,
      number,
    ];
    tree.each(w, s, o, n, (j) => {
      if (j <= i || bends[j]) return;
      const place = crossing(e, edges[j] as Edge, vertices);
      if (!place) return;
      const id = vertices.idOf(place[0], place[1]);
      at[i]?.add(id);
      at[j]?.add(id);
    });
  }
  return at;
}

/** Cuts a side at vertices, in the order in which it meets them. */
function cutSide(side: Side, at: ReadonlySet<number>, { xs, ys }: VertexTable): readonly Side[] {
  const along = (id: number) =>
    ((xs[id] as number) - side.ax) * (side.bx - side.ax) +
    ((ys[id] as number) - side.ay) * (side.by - side.ay);
  const inner = [...at].sort((a, b) => along(a) - along(b));
  const pieces: Side[] = [];
  let ax = side.ax;
  let ay = side.ay;
  for (const [bx, by] of [
    ...inner.map((id) => [xs[id] as number, ys[id] as number] as const),
    [side.bx, side.by] as const,
  ]) {
    if (ax !== bx || ay !== by)
      pieces.push({ ax, ay, bx, by, owner: side.owner, weight: side.weight });
    ax = bx;
    ay = by;
  }
  return pieces;
}

/**
 * Sums the sides and makes what is left share vertices: vertices within the tolerance become one, sides are cut where
 * a vertex lies on them (T-junctions) or where they cross, and cancelled again.
 */
export function leftoverOf(all: readonly Side[]): Leftover {
  const vertices = vertexTable();
  let edges = uncancelled(all, vertices);
  for (let round = 0; round < rounds; round++) {
    const used = [...new Set(edges.flatMap(({ low, high }) => [low, high]))];
    const home = snapped(vertices, used);
    const moved = (id: number) => home.get(id) ?? id;
    let changed = home.size > 0;
    if (changed) {
      const sides = edges.flatMap((edge) =>
        edge.sides.flatMap((side): readonly Side[] => {
          const a = moved(vertices.idOf(side.ax, side.ay));
          const b = moved(vertices.idOf(side.bx, side.by));
          if (a === b) return [];
          const [ax, ay] = [vertices.xs[a] as number, vertices.ys[a] as number];
          const [bx, by] = [vertices.xs[b] as number, vertices.ys[b] as number];
          return [{ ax, ay, bx, by, owner: side.owner, weight: side.weight }];
        }),
      );
      edges = uncancelled(sides, vertices);
    }
    const left = [...new Set(edges.flatMap(({ low, high }) => [low, high]))];
    const at = cuts(edges, vertices, left);
    if (at.some((set) => set.size > 0)) {
      changed = true;
      const cut = edges.flatMap((edge, i) =>
        edge.sides.flatMap((side) => cutSide(side, at[i] as Set<number>, vertices)),
      );
      edges = uncancelled(cut, vertices);
    }
    if (!changed) return { edges, vertices, noded: true };
  }
  return { edges, vertices, noded: false };
}

import type { Side } from './chain.ts';
import type { Shape } from './shape.ts';
import { placeAt, type Topology } from './topology.ts';
import { type VertexTable, vertexTable } from './vertex-table.ts';

/** One arc that an edit makes: its vertices by number, and the faces on its left and right, -1 for none. */
interface LocalArc {
  readonly vertices: readonly number[];
  readonly left: number;
  readonly right: number;
}

/** The arcs around faces that are drawn anew, and where each directed side lies on them. */
export interface LocalArcs {
  readonly vertices: VertexTable;
  readonly arcs: readonly LocalArc[];
  /** The arc of a side from one vertex to another: number · 2, + 1 where it runs backwards. */
  arcAt(from: number, to: number): number;
  /** Sides that have a face on their left and none on their right. */
  readonly open: readonly Side[];
}

const pair = 2 ** 26;

/**
 * Joins the new drawings of faces with what stays around them: the borders, towards the old drawings, of faces that
 * stay. Undefined where drawings overlap side by side or leave a face that stays without its neighbour.
 */
export function localArcs(
  topology: Topology,
  replaced: ReadonlySet<number>,
  gone: ReadonlySet<number>,
  drawn: ReadonlyMap<number, Shape>,
): LocalArcs | undefined {
  const { arcStarts, arcFaces, west, south } = topology;
  const vertices = vertexTable();
  const faceOn = new Map<number, number>();
  const nodes = new Set<number>();
  const put = (from: number, to: number, face: number): boolean => {
    const key = from * pair + to;
    if (faceOn.has(key)) return false;
    faceOn.set(key, face);
    return true;
  };
  for (const arc of replaced) {
    const [first, last] = [arcStarts[arc] as number, (arcStarts[arc + 1] as number) - 1];
    for (const v of [first, last]) nodes.add(vertices.idOf(...placeAt(topology, v)));
    for (const which of [0, 1]) {
      const face = arcFaces[2 * arc + which] as number;
      if (face < 0 || gone.has(face)) continue;
      for (let v = first; v < last; v++) {
        const a = vertices.idOf(...placeAt(topology, v));
        const b = vertices.idOf(...placeAt(topology, v + 1));
        if (!(which === 0 ? put(a, b, face) : put(b, a, face))) return undefined;
      }
    }
  }
  for (const [face, { parts }] of drawn)
    for (const ring of parts.flat()) {
      let a = vertices.idOf(
        (ring[ring.length - 2] as number) - west,
        (ring[ring.length - 1] as number) - south,
      );
      for (let i = 0; i < ring.length; i += 2) {
        const b = vertices.idOf((ring[i] as number) - west, (ring[i + 1] as number) - south);
        if (!put(a, b, face)) return undefined;
        a = b;
      }
    }
  const open: Side[] = [];
  const { xs, ys } = vertices;
  for (const [key, owner] of faceOn) {
    const [a, b] = [Math.floor(key / pair), key % pair];
    if (faceOn.has(b * pair + a)) continue;
    if (!drawn.has(owner)) return undefined;
    const [ax, ay, bx, by] = [xs[a], ys[a], xs[b], ys[b]] as [number, number, number, number];
    open.push({
      ax: ax + west,
      ay: ay + south,
      bx: bx + west,
      by: by + south,
      owner,
      weight: 1,
    });
  }
  return { vertices, open, ...chained(faceOn, nodes) };
}

/** Strings sides together that have the same faces on both their sides. */
function chained(faceOn: ReadonlyMap<number, number>, nodes: ReadonlySet<number>) {
  const leaving = new Map<number, number[]>();
  const link = (a: number, b: number) => {
    const there = leaving.get(a);
    if (!there) leaving.set(a, [b]);
    else if (!there.includes(b)) there.push(b);
  };
  for (const key of faceOn.keys()) {
    const [a, b] = [Math.floor(key / pair), key % pair];
    link(a, b);
    link(b, a);
  }
  const left = (a: number, b: number) => faceOn.get(a * pair + b) ?? -1;
  const isNode = (v: number): boolean => {
    const there = leaving.get(v) ?? [];
    const [a, b] = there;
    if (nodes.has(v) || there.length !== 2 || a === undefined || b === undefined) return true;
    return left(a, v) !== left(v, b) || left(v, a) !== left(b, v);
  };
  const arcs: LocalArc[] = [];
  const at = new Map<number, number>();
  const follow = (start: number, onward: number) => {
    const trail = [start, onward];
    let before = start;
    let here = onward;
    while (here !== start && !isNode(here)) {
      const next = (leaving.get(here) ?? []).find((v) => v !== before) as number;
      before = here;
      here = next;
      trail.push(here);
    }
    const arc = arcs.push({
      vertices: trail,
      left: left(start, onward),
      right: left(onward, start),
    });
    for (let i = 0; i + 1 < trail.length; i++) {
      const [a, b] = [trail[i] as number, trail[i + 1] as number];
      at.set(a * pair + b, 2 * (arc - 1));
      at.set(b * pair + a, 2 * (arc - 1) + 1);
    }
  };
  for (const only of [true, false])
    for (const [v, there] of leaving)
      if (!only || isNode(v))
        for (const next of there) if (!at.has(v * pair + next)) follow(v, next);
  return { arcs, arcAt: (from: number, to: number) => at.get(from * pair + to) ?? -1 };
}

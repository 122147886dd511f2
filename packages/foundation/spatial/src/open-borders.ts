import type { Side } from './chain.ts';
import type { Contacts } from './contacts.ts';
import { plainSides } from './faces.ts';
import type { Sweep } from './sweep.ts';
import type { Topology } from './topology.ts';
import { vertexTable } from './vertex-table.ts';

/** The arcs that have a face on one side only, each with that face on its left: number · 2, + 1 where it runs backwards. */
export function openArcs({ arcFaces }: Topology): readonly number[] {
  const found: number[] = [];
  for (let i = 0; i < arcFaces.length; i += 2) {
    const left = arcFaces[i] as number;
    const right = arcFaces[i + 1] as number;
    if (left >= 0 && right < 0) found.push(i);
    if (right >= 0 && left < 0) found.push(i + 1);
  }
  return found;
}

/** The sides of a directed arc, in quanta of the whole earth. */
export function sidesOfArc(
  topology: Topology,
  directed: number,
  owner: number,
  weight: number,
): readonly Side[] {
  const { places, arcStarts, west, south } = topology;
  const arc = directed >> 1;
  const sides: Side[] = [];
  const last = (arcStarts[arc + 1] as number) - 1;
  for (let v = arcStarts[arc] as number; v < last; v++) {
    const ax = (places[2 * v] as number) + west;
    const ay = (places[2 * v + 1] as number) + south;
    const bx = (places[2 * v + 2] as number) + west;
    const by = (places[2 * v + 3] as number) + south;
    sides.push(
      (directed & 1) === 0
        ? { ax, ay, bx, by, owner, weight }
        : { ax: bx, ay: by, bx: ax, by: ay, owner, weight },
    );
  }
  return sides;
}

/** Whether an arc crosses a scanline in a cell that none but the crossing side runs through. */
function isSeen(
  { places, arcStarts }: Topology,
  { cell, columns, starts, covers }: Sweep,
  arc: number,
): boolean {
  const last = (arcStarts[arc + 1] as number) - 1;
  for (let v = arcStarts[arc] as number; v < last; v++) {
    const ax = places[2 * v] as number;
    const ay = places[2 * v + 1] as number;
    const bx = places[2 * v + 2] as number;
    const by = places[2 * v + 3] as number;
    const row = Math.floor(Math.max(ay, by) / cell);
    const y = row * cell + Math.floor(cell / 2) + 0.5;
    if (ay < y === by < y) continue;
    const at = row * columns + Math.floor((ax + ((y - ay) / (by - ay)) * (bx - ax)) / cell);
    const alone = (starts[at + 1] as number) - (starts[at] as number) === 1;
    if (alone && covers[at] !== covers[at + 1]) return true;
  }
  return false;
}

/** Whether each loop of open borders is crossed somewhere by a scanline in a cell of its own: then what covers both its banks was seen. */
function allSeen(topology: Topology, sweep: Sweep): boolean {
  const { places, arcStarts } = topology;
  const open = openArcs(topology);
  const vertices = vertexTable();
  const parent: number[] = [];
  const root = (vertex: number): number => {
    let at = vertex;
    for (let up = parent[at] ?? at; up !== at; up = parent[at] ?? at) {
      parent[at] = parent[up] ?? up;
      at = up;
    }
    return at;
  };
  const endOf = (vertex: number) => {
    const id = vertices.idOf(places[2 * vertex] as number, places[2 * vertex + 1] as number);
    parent[id] ??= id;
    return id;
  };
  const homeOf = new Map<number, number>();
  for (const directed of open) {
    const arc = directed >> 1;
    const from = endOf(arcStarts[arc] as number);
    const to = endOf((arcStarts[arc + 1] as number) - 1);
    parent[root(from)] = root(to);
    homeOf.set(arc, to);
  }
  const seen = new Set<number>();
  for (const directed of open) {
    const home = root(homeOf.get(directed >> 1) as number);
    if (!seen.has(home) && isSeen(topology, sweep, directed >> 1)) seen.add(home);
  }
  return open.every((directed) => seen.has(root(homeOf.get(directed >> 1) as number)));
}

/**
 * Whether open borders, which are known to cover every place once at most, enclose no hole: no place is passed by more
 * than one of them, and every loop has its faces inside.
 */
export function enclosesNothing(topology: Topology): boolean {
  const { places, arcStarts } = topology;
  const open = openArcs(topology);
  const vertices = vertexTable();
  const endOf = (vertex: number) =>
    vertices.idOf(places[2 * vertex] as number, places[2 * vertex + 1] as number);
  /** By the vertex in which an arc begins: which one begins there. */
  const next = new Map<number, number>();
  const ends = open.map((directed) => {
    const arc = directed >> 1;
    const first = endOf(arcStarts[arc] as number);
    const last = endOf((arcStarts[arc + 1] as number) - 1);
    return (directed & 1) === 0 ? { from: first, to: last } : { from: last, to: first };
  });
  for (let i = 0; i < open.length; i++) {
    const from = ends[i]?.from ?? -1;
    if (next.has(from)) return false;
    next.set(from, i);
  }
  const seen = new Uint8Array(open.length);
  for (let start = 0; start < open.length; start++) {
    if (seen[start] === 1) continue;
    let twice = 0;
    // counted from a place of its own, so that the sum stays exact
    const origin = arcStarts[(open[start] as number) >> 1] as number;
    const ox = places[2 * origin] as number;
    const oy = places[2 * origin + 1] as number;
    for (let i: number | undefined = start; i !== undefined && seen[i] === 0; ) {
      seen[i] = 1;
      const directed = open[i] as number;
      const arc = directed >> 1;
      const last = (arcStarts[arc + 1] as number) - 1;
      let area = 0;
      for (let v = arcStarts[arc] as number; v < last; v++)
        area +=
          ((places[2 * v] as number) - ox) * ((places[2 * v + 3] as number) - oy) -
          ((places[2 * v + 2] as number) - ox) * ((places[2 * v + 1] as number) - oy);
      twice += (directed & 1) === 0 ? area : -area;
      i = next.get(ends[i]?.to ?? -1);
    }
    if (twice <= 0) return false;
  }
  return true;
}

/**
 * The arcs at which one cannot go by the faces on their sides, because borders cross, overlap or nearly meet there;
 * undefined where there is none: then every place is covered once at most.
 */
export function doubtfulArcs(
  topology: Topology,
  sweep: Sweep,
  { unlawful, loose }: Contacts,
): Uint8Array | undefined {
  const { arcFaces } = topology;
  if (sweep.single && !loose && unlawful.size === 0 && allSeen(topology, sweep)) return undefined;
  const doubtful = new Uint8Array(arcFaces.length / 2);
  for (let arc = 0; arc < doubtful.length; arc++)
    if (unlawful.has(arcFaces[2 * arc] as number) || unlawful.has(arcFaces[2 * arc + 1] as number))
      doubtful[arc] = 1;
  const open = openArcs(topology).map((directed) => ({
    arc: directed >> 1,
    sides: sidesOfArc(topology, directed, arcFaces[directed] as number, 1),
  }));
  const plain = plainSides(open.flatMap(({ sides }) => sides));
  for (const { arc, sides } of open) if (!sides.every((side) => plain.has(side))) doubtful[arc] = 1;
  return doubtful;
}

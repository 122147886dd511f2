import type { Side } from './chain.ts';
import type { Contacts } from './contacts.ts';
import { plainSides } from './faces.ts';
import type { Sweep } from './sweep.ts';
import { eachArc, type Topology } from './topology.ts';
import { vertexTable } from './vertex-table.ts';

/** The arcs that have a face on one side only, each with that face on its left: number · 2, + 1 where it runs backwards. */
export function openArcs(topology: Topology): readonly number[] {
  const found: number[] = [];
  for (let face = 0; face < topology.faceCount; face++)
    eachArc(topology, face, (directed) => {
      if ((topology.arcFaces[directed ^ 1] as number) < 0) found.push(directed);
    });
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

/** Whether an arc crosses a scanline in a cell in which no other side does. */
function isSeen(
  { places, arcStarts }: Topology,
  { cell, columns, starts, sides, covers }: Sweep,
  arc: number,
): boolean {
  const heightOf = (v: number) => places[2 * v + 1] as number;
  const last = (arcStarts[arc + 1] as number) - 1;
  for (let v = arcStarts[arc] as number; v < last; v++) {
    const ay = heightOf(v);
    const by = heightOf(v + 1);
    const row = Math.floor(Math.max(ay, by) / cell);
    const y = row * cell + Math.floor(cell / 2) + 0.5;
    if (ay < y === by < y) continue;
    const ax = places[2 * v] as number;
    const met = ax + ((y - ay) / (by - ay)) * ((places[2 * v + 2] as number) - ax);
    const at = row * columns + Math.floor(met / cell);
    let crossing = 0;
    for (const w of sides.subarray(starts[at], starts[at + 1]))
      if (heightOf(w) < y !== heightOf(w + 1) < y) crossing++;
    if (crossing === 1 && covers[at] !== covers[at + 1]) return true;
  }
  return false;
}

/** Open borders strung together: which arcs make each loop, and twice the area on its left. */
interface Loop {
  readonly arcs: readonly number[];
  readonly twice: number;
}

/** The loops of open borders; undefined where more than one of them passes a vertex. */
function loopsOf(topology: Topology): readonly Loop[] | undefined {
  const { places, arcStarts } = topology;
  const vertices = vertexTable();
  const endOf = (vertex: number) =>
    vertices.idOf(places[2 * vertex] as number, places[2 * vertex + 1] as number);
  /** By the vertex in which an arc begins: which one begins there, and where it leads. */
  const next = new Map<number, { directed: number; to: number }>();
  for (const directed of openArcs(topology)) {
    const first = endOf(arcStarts[directed >> 1] as number);
    const last = endOf((arcStarts[(directed >> 1) + 1] as number) - 1);
    const [from, to] = (directed & 1) === 0 ? [first, last] : [last, first];
    if (next.has(from)) return undefined;
    next.set(from, { directed, to });
  }
  const loops: Loop[] = [];
  for (const start of next.keys()) {
    const arcs: number[] = [];
    let twice = 0;
    let origin = -1;
    for (let at = next.get(start), from = start; at; at = next.get(from)) {
      next.delete(from);
      const arc = at.directed >> 1;
      arcs.push(arc);
      const last = (arcStarts[arc + 1] as number) - 1;
      // counted from a place of its own, so that the sum stays exact
      if (origin < 0) origin = arcStarts[arc] as number;
      const ox = places[2 * origin] as number;
      const oy = places[2 * origin + 1] as number;
      let area = 0;
      for (let v = arcStarts[arc] as number; v < last; v++)
        area +=
          ((places[2 * v] as number) - ox) * ((places[2 * v + 3] as number) - oy) -
          ((places[2 * v + 2] as number) - ox) * ((places[2 * v + 1] as number) - oy);
      twice += (at.directed & 1) === 0 ? area : -area;
      from = at.to;
    }
    loops.push({ arcs, twice });
  }
  return loops;
}

/**
 * Whether open borders, which are known to cover every place once at most, enclose no hole: no place is passed by more
 * than one of them, and every loop has its faces inside.
 */
export function enclosesNothing(topology: Topology): boolean {
  return loopsOf(topology)?.every(({ twice }) => twice > 0) === true;
}

/**
 * The arcs at which one cannot go by the faces on their sides, because borders cross, overlap or nearly meet there;
 * undefined where there is none: then every place is covered once at most.
 */
export function doubtfulArcs(
  topology: Topology,
  sweep: Sweep,
  { unlawful, isTangled, loose }: Contacts,
): Uint8Array | undefined {
  const { arcFaces } = topology;
  // a loop that was crossed by a scanline was seen with what covers both its banks
  const isSeenWhole =
    sweep.single &&
    !loose &&
    unlawful.size === 0 &&
    loopsOf(topology)?.every(({ arcs }) => arcs.some((arc) => isSeen(topology, sweep, arc)));
  if (isSeenWhole) return undefined;
  const doubtful = new Uint8Array(arcFaces.length / 2);
  for (let arc = 0; arc < doubtful.length; arc++)
    if (unlawful.has(arcFaces[2 * arc] as number) || unlawful.has(arcFaces[2 * arc + 1] as number))
      doubtful[arc] = 1;
  const open = openArcs(topology).map((directed) => ({
    arc: directed >> 1,
    sides: sidesOfArc(topology, directed, arcFaces[directed] as number, 1),
  }));
  const plain = isTangled ? undefined : plainSides(open.flatMap(({ sides }) => sides));
  for (const { arc, sides } of open)
    if (!sides.every((side) => plain?.has(side))) doubtful[arc] = 1;
  return doubtful;
}

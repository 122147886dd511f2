import { type Arena, arenaOf, seen } from './arena.ts';
import type { Box } from './box.ts';
import type { Side } from './chain.ts';
import { isIntricate } from './contacts.ts';
import type { Coverage } from './coverage.ts';
import { type CoverageIndex, indexOf } from './coverage-index.ts';
import { facesOf } from './faces.ts';
import { type LocalArcs, localArcs } from './local-arcs.ts';
import { sidesOfArc } from './open-borders.ts';
import { redrawn } from './redrawn-raster.ts';
import type { Shape } from './shape.ts';
import { push, room } from './store.ts';
import { eachArc, margin, placeAt, type Topology } from './topology.ts';

/** What becomes of the shapes of an index. */
export interface ShapeChanges {
  /** New drawings by number; undefined for a number that has none any more. */
  readonly shapes: ReadonlyMap<number, Shape | undefined>;
  /** Outlines that get another number: new number to old. */
  readonly moved: ReadonlyMap<number, number>;
  /** How many faces, and how many shapes, there are afterwards. */
  readonly faceCount: number;
  readonly shapeCount: number;
  /** By which numbers faces are compared where several hold a place. */
  readonly order: Int32Array;
}

function fitsFrame({ west, south, width, height }: Topology, [w, s, e, n]: Box): boolean {
  return (
    w - west >= margin &&
    s - south >= margin &&
    e - west <= width - margin &&
    n - south <= height - margin
  );
}

/** Writes arcs behind those that are there; says which number the first one has. */
function appendArcs(
  { places, arcStarts, arcFaces, arcHints }: Arena,
  { arcs, vertices }: Pick<LocalArcs, 'arcs' | 'vertices'>,
  hintShift: number,
): number {
  const firstArc = arcStarts.length - 1;
  for (const { vertices: ids, left, right } of arcs) {
    for (const id of ids) {
      push(places, vertices.xs[id] as number);
      push(places, vertices.ys[id] as number);
    }
    push(arcStarts, places.length / 2);
    push(arcFaces, left);
    push(arcFaces, right);
  }
  let arc = firstArc;
  const hints = ((places.length / 2) >> hintShift) + 1;
  while (arcHints.length < hints) {
    const vertex = arcHints.length << hintShift;
    while (arc + 2 < arcStarts.length && (arcStarts.values[arc + 1] as number) <= vertex) arc++;
    push(arcHints, arc);
  }
  return firstArc;
}

/** The arcs of directed sides one after the other, each once. */
function strung(steps: readonly number[]): readonly number[] {
  const arcs = steps.filter((arc, i) => i === 0 || arc !== steps[i - 1]);
  return arcs.length > 1 && arcs[0] === arcs[arcs.length - 1] ? arcs.slice(0, -1) : arcs;
}

/**
 * The index after some of its shapes changed, made from the parts of it that do not change; the index before stays as
 * it is. Undefined where that cannot be done in place and all has to be joined anew: where something overlaps or is left
 * open that was not before, where a border is drawn that its neighbour does not have, or outside of the old frame.
 */
export function replaceShapes(
  index: CoverageIndex,
  changes: ShapeChanges,
): CoverageIndex | undefined {
  const { coverage } = index;
  const { topology } = coverage;
  const { arcStarts, west, south } = topology;
  const drawn = new Map<number, Shape>();
  const outlines = new Map<number, Shape>();
  for (const [number, shape] of changes.shapes) {
    if (!shape) continue;
    if (!fitsFrame(topology, shape.box)) return undefined;
    if (number >= changes.faceCount) outlines.set(number, shape);
    else if (isIntricate(shape)) return undefined;
    else drawn.set(number, shape);
  }
  const gone = new Set([...changes.shapes.keys()].filter((number) => number < topology.faceCount));
  const replaced = new Set<number>();
  for (const face of gone) {
    if (topology.odd.has(face)) return undefined;
    eachArc(topology, face, (directed) => replaced.add(directed >> 1));
  }
  const arena = coverage.isPlain ? arenaOf(coverage) : undefined;
  const local = arena && localArcs(topology, replaced, gone, drawn);
  if (!arena || !local) return undefined;

  // what was open has to stay open, and nothing else
  const before = [...replaced].flatMap((arc): readonly Side[] => {
    const [left, right] = [topology.arcFaces[2 * arc], topology.arcFaces[2 * arc + 1]];
    if (left !== -1 && right !== -1) return [];
    return sidesOfArc(topology, 2 * arc + (right === -1 ? 0 : 1), -1, -1);
  });
  if (facesOf([...local.open, ...before]).some(({ value }) => value !== 0)) return undefined;

  // arcs that are replaced keep their faces, but no face has them any more
  const firstArc = appendArcs(arena, local, topology.hintShift);

  const shapeRings = new Int32Array(2 * changes.shapeCount);
  shapeRings.set(topology.shapeRings.subarray(0, 2 * changes.shapeCount));
  for (const [to, from] of changes.moved)
    shapeRings.set(topology.shapeRings.subarray(2 * from, 2 * from + 2), 2 * to);
  const shells: number[] = [];
  const addRing = (arcs: readonly number[], isShell: boolean) => {
    const at = room(arena.ringArcs, arcs.length);
    arena.ringArcs.values.set(arcs, at);
    push(arena.ringStarts, at + arcs.length);
    shells.push(isShell ? 1 : 0);
  };
  const ringsFrom = arena.ringStarts.length - 1;
  const begin = (number: number) => {
    shapeRings[2 * number] = ringsFrom + shells.length;
  };
  const finish = (number: number) => {
    shapeRings[2 * number + 1] = ringsFrom + shells.length;
  };
  const stepOf = (a: number, b: number) => 2 * firstArc + local.arcAt(a, b);
  const idOf = (x: number, y: number) => local.vertices.idOf(x - west, y - south);

  for (const number of changes.shapes.keys())
    if (number < changes.shapeCount) shapeRings.fill(0, 2 * number, 2 * number + 2);
  for (const [number, { parts }] of drawn) {
    begin(number);
    for (const rings of parts)
      for (const [i, ring] of rings.entries()) {
        const steps: number[] = [];
        let a = idOf(ring[ring.length - 2] as number, ring[ring.length - 1] as number);
        for (let k = 0; k < ring.length; k += 2) {
          const b = idOf(ring[k] as number, ring[k + 1] as number);
          steps.push(stepOf(a, b));
          a = b;
        }
        addRing(strung(steps), i === 0);
      }
    finish(number);
  }
  // faces that stay get their arcs towards the new drawings exchanged
  const beside = new Set<number>();
  for (const arc of replaced)
    for (const which of [0, 1]) {
      const face = topology.arcFaces[2 * arc + which] as number;
      if (face >= 0 && !gone.has(face)) beside.add(face);
    }
  for (const face of beside) {
    const first = topology.shapeRings[2 * face] as number;
    const last = topology.shapeRings[2 * face + 1] as number;
    begin(face);
    for (let ring = first; ring < last; ring++) {
      const arcs: number[] = [];
      const end = topology.ringStarts[ring + 1] as number;
      for (let i = topology.ringStarts[ring] as number; i < end; i++) {
        const directed = topology.ringArcs[i] as number;
        const arc = directed >> 1;
        if (!replaced.has(arc)) {
          arcs.push(directed);
          continue;
        }
        const ids: number[] = [];
        for (let v = arcStarts[arc] as number; v < (arcStarts[arc + 1] as number); v++)
          ids.push(local.vertices.idOf(...placeAt(topology, v)));
        if ((directed & 1) === 1) ids.reverse();
        const steps = ids.slice(1).map((id, k) => stepOf(ids[k] as number, id));
        arcs.push(...steps.filter((step, k) => k === 0 || step !== steps[k - 1]));
      }
      addRing(arcs, topology.shells[ring] === 1);
    }
    finish(face);
  }
  // an outline is kept as it is drawn, each ring an arc of its own that no face has at its side
  for (const [number, { parts }] of outlines) {
    begin(number);
    for (const rings of parts)
      for (const [i, ring] of rings.entries()) {
        const ids = Array.from({ length: ring.length / 2 }, (_, k) =>
          idOf(ring[2 * k] as number, ring[2 * k + 1] as number),
        );
        const arc = { vertices: [...ids, ids[0] as number], left: -1, right: -1 };
        const only = { vertices: local.vertices, arcs: [arc] };
        addRing([2 * appendArcs(arena, only, topology.hintShift)], i === 0);
      }
    finish(number);
  }
  const allShells = new Uint8Array(topology.shells.length + shells.length);
  allShells.set(topology.shells);
  allShells.set(shells, topology.shells.length);
  const after: Topology = {
    ...topology,
    faceCount: changes.faceCount,
    places: seen(arena.places),
    arcStarts: seen(arena.arcStarts),
    arcFaces: seen(arena.arcFaces),
    arcHints: seen(arena.arcHints),
    shapeRings,
    ringStarts: seen(arena.ringStarts),
    ringArcs: seen(arena.ringArcs),
    shells: allShells,
  };
  const made: Coverage = {
    ...coverage,
    topology: after,
    raster: redrawn(index, after, arena, {
      gone,
      drawn,
      replaced,
      firstArc,
      arcs: local.arcs.length,
    }),
    arena,
  };
  return indexOf(made, changes.order);
}

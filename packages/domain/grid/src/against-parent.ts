import {
  eachArc,
  type Face,
  facesOf,
  interiorPoint,
  type Shape,
  type Side,
  sideOfShape,
  sidesOfArc,
} from '@civigrid/spatial';
import type { Defect } from './defect.ts';
import { defectAt } from './defect-at.ts';
import { codesOf, drawingOf, type Fabric } from './fabric.ts';
import { invalidRings } from './invalid-rings.ts';
import { below, drawnWithin } from './tree.ts';

/** One drawing below a parent, by the number of its shape, and the child of the parent that it belongs to. */
interface Member {
  readonly child: number;
  readonly shape: number;
}

function membersOf({ tree, cells }: Fabric, parent: number): readonly Member[] {
  const members: Member[] = [];
  for (const child of below(tree, parent))
    if (!cells.isWithin(child))
      for (const cell of drawnWithin(tree, cells, child))
        members.push({ child, shape: tree.shapes[cell] as number });
  return members;
}

/** Whether a cell's area is its own drawing, not that of the leaves below it. */
function isDrawnAbove({ tree }: Fabric, cell: number): boolean {
  return (tree.shapes[cell] as number) >= tree.leaves.length;
}

function add<Key>(groups: Map<Key, Shape[]>, key: Key, shape: Shape): void {
  const there = groups.get(key);
  if (there) there.push(shape);
  else groups.set(key, [shape]);
}

/** A child that reaches out of its parent: its border differs where it lies inside, otherwise it is in the wrong place. */
function strayed(
  fabric: Fabric,
  parent: number,
  outline: Shape,
  members: readonly Member[],
  outside: ReadonlyMap<number, readonly Shape[]>,
): readonly Defect[] {
  return Array.from(outside, ([child, shapes]) => {
    const liesWithin = members.some((member) => {
      const shape = member.child === child ? fabric.index.shape(member.shape) : undefined;
      const middle = shape && interiorPoint(shape);
      return middle !== undefined && sideOfShape(outline, middle[0], middle[1]) >= 0;
    });
    const type = liesWithin ? 'edge-mismatch' : 'parent-mismatch';
    return defectAt(type, codesOf(fabric, [child, parent]), shapes);
  });
}

/** What the regions between the borders of children and of their parent mean. */
function defectsOf(
  fabric: Fabric,
  parent: number,
  outline: Shape,
  members: readonly Member[],
  faces: readonly Face[],
): readonly Defect[] {
  const childOf = (owner: number) => (owner < 0 ? -1 : (members[owner] as Member).child);
  const shapes = members.map(({ shape }) => fabric.index.shape(shape));
  const holders = (x: number, y: number) =>
    shapes.flatMap((shape, owner) => (shape && sideOfShape(shape, x, y) >= 0 ? [owner] : []));
  const outside = new Map<number, Shape[]>();
  const defects = faces.flatMap(({ value, shape, beside, within }): readonly Defect[] => {
    const inside = interiorPoint(shape);
    if (value === 0 || !inside) return [];
    if (value < 0)
      return [defectAt('gap', codesOf(fabric, [parent, ...beside.map(childOf)]), [shape])];
    const holding = holders(inside[0], inside[1]);
    const covering = [...new Set((holding.length > 0 ? holding : within).map(childOf))];
    if (sideOfShape(outline, inside[0], inside[1]) <= 0)
      for (const child of covering) add(outside, child, shape);
    return covering.length > 1 && covering.some((child) => isDrawnAbove(fabric, child))
      ? [defectAt('overlap', codesOf(fabric, covering), [shape])]
      : [];
  });
  return [...defects, ...strayed(fabric, parent, outline, members, outside)];
}

/**
 * Compares drawn parents with their children: the sum of all borders, theirs less its own, has to be nothing. Borders
 * that both share are arcs that cancel; only what is left of them is looked at side by side.
 */
export function againstParent(fabric: Fabric): (parent: number) => readonly Defect[] {
  const { topology } = fabric.index.coverage;
  const net = new Int32Array(topology.arcStarts.length);
  return (parent) => {
    const number = fabric.tree.shapes[parent] as number;
    const members = membersOf(fabric, parent);
    const touched: number[] = [];
    const sum = (shape: number, weight: number) =>
      eachArc(topology, shape, (directed) => {
        const arc = directed >> 1;
        touched.push(arc);
        net[arc] = (net[arc] as number) + ((directed & 1) === 0 ? weight : -weight);
      });
    for (const { shape } of members) sum(shape, 1);
    sum(number, -1);
    const sides: Side[] = [];
    if (touched.some((arc) => net[arc] !== 0)) {
      const keep = (shape: number, owner: number, weight: number) =>
        eachArc(topology, shape, (directed) => {
          if (net[directed >> 1] !== 0)
            for (const side of sidesOfArc(topology, directed, owner, weight)) sides.push(side);
        });
      for (const [owner, { shape }] of members.entries()) keep(shape, owner, 1);
      keep(number, -1, -1);
    }
    for (const arc of touched) net[arc] = 0;
    const rings =
      (topology.shapeRings[2 * number + 1] as number) - (topology.shapeRings[2 * number] as number);
    const isSuspect = sides.length > 0 || rings > 1 || topology.odd.has(number);
    const outline = isSuspect ? drawingOf(fabric, parent) : undefined;
    if (!outline) return [];
    const rough = invalidRings(fabric, parent, outline);
    const faces = sides.length > 0 && !fabric.index.coverage.isTangled ? facesOf(sides) : [];
    return faces.length === 0
      ? rough
      : [...rough, ...defectsOf(fabric, parent, outline, members, faces)];
  };
}

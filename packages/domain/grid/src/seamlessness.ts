import type { GridCode } from '@civigrid/kernel';
import {
  coverageIndex,
  crossingsOf,
  type Face,
  facesOf,
  geometryOf,
  interiorPoint,
  type Shape,
  shapeSquareMetres,
  sideOfShape,
  sidesOf,
} from '@civigrid/spatial';
import type { DrawnCell } from './cell.ts';
import type { Defect, DefectType, Seamlessness } from './defect.ts';
import type { GridIssue } from './issue.ts';
import { drawnWithin, type Tree } from './tree.ts';

function codesOf({ cells }: Tree, numbers: Iterable<number>): readonly GridCode[] {
  const sorted = [...new Set(numbers)].sort((a, b) => a - b);
  return sorted.flatMap((number) => cells[number]?.code ?? []);
}

function defectAt(type: DefectType, codes: readonly GridCode[], shapes: readonly Shape[]): Defect {
  const parts = shapes.flatMap((shape) => shape.parts);
  return {
    type,
    codes,
    geometry: geometryOf({ parts }),
    areaSquareMetres: shapes.reduce((sum, shape) => sum + shapeSquareMetres(shape), 0),
  };
}

/** What loading found, told as defects; cells of cycles together. */
function defectsOfIssues(tree: Tree, issues: readonly GridIssue[]): readonly Defect[] {
  return issues.flatMap(({ code, cell, at }): readonly Defect[] => {
    if (code === 'bad-level') return [];
    const shape = tree.cells[tree.numbers.get(cell ?? '') ?? -1]?.shape;
    const geometry: Defect['geometry'] = at
      ? { type: 'Point', coordinates: at }
      : shape
        ? geometryOf(shape)
        : null;
    return [{ type: code, codes: cell === undefined ? [] : [cell], geometry }];
  });
}

function invalidRings({ cells }: Tree): readonly Defect[] {
  return cells.flatMap(({ code, shape }) =>
    (shape ? crossingsOf(shape) : []).map(({ kind, at }): Defect => {
      const geometry = { type: 'Point', coordinates: at } as const;
      const found: Defect = { type: 'invalid-ring', codes: [code], geometry };
      return kind === 'touches' ? { ...found, harmless: true } : found;
    }),
  );
}

/** Whether a cell's area is its own drawing, not that of the leaves below it. */
function isDrawnAbove(tree: Tree, cell: number): boolean {
  return tree.cells[cell]?.shape !== undefined && (tree.children[cell] ?? []).length > 0;
}

/** One drawing below a parent, and the child of the parent that it belongs to. */
interface Member {
  readonly child: number;
  readonly shape: Shape;
}

function membersOf(tree: Tree, parent: number): readonly Member[] {
  return (tree.children[parent] ?? []).flatMap((child) =>
    drawnWithin(tree, child).flatMap((cell) => {
      const shape = tree.cells[cell]?.shape;
      return shape ? [{ child, shape }] : [];
    }),
  );
}

function add<Key>(groups: Map<Key, Shape[]>, key: Key, shape: Shape): void {
  const there = groups.get(key);
  if (there) there.push(shape);
  else groups.set(key, [shape]);
}

/** A child that reaches out of its parent: its border differs where it lies inside, otherwise it is in the wrong place. */
function strayed(
  tree: Tree,
  parent: number,
  outline: Shape,
  members: readonly Member[],
  outside: ReadonlyMap<number, readonly Shape[]>,
): readonly Defect[] {
  return Array.from(outside, ([child, shapes]) => {
    const liesWithin = members.some((member) => {
      const middle = member.child === child && interiorPoint(member.shape);
      return middle && sideOfShape(outline, middle[0], middle[1]) >= 0;
    });
    const type = liesWithin ? 'edge-mismatch' : 'parent-mismatch';
    return defectAt(type, codesOf(tree, [child, parent]), shapes);
  });
}

/** Compares one drawn parent with its children: the sum of all borders, theirs less its own, has to be nothing. */
function againstParent(tree: Tree, parent: number, outline: Shape): readonly Defect[] {
  const members = membersOf(tree, parent);
  const sides = members.flatMap(({ shape }, owner) => sidesOf(shape, owner, 1));
  const faces = facesOf([...sides, ...sidesOf(outline, -1, -1)]);
  if (faces.length === 0) return [];
  const index = coverageIndex(members.map(({ shape }) => shape));
  const childOf = (owner: number) => members[owner]?.child ?? -1;
  const outside = new Map<number, Shape[]>();
  const defects = faces.flatMap(({ value, shape, beside, within }): readonly Defect[] => {
    const inside = interiorPoint(shape);
    if (value === 0 || !inside) return [];
    if (value < 0)
      return [defectAt('gap', codesOf(tree, [parent, ...beside.map(childOf)]), [shape])];
    const holders = index.holders(inside[0], inside[1]);
    const covering = [...new Set((holders.length > 0 ? holders : within).map(childOf))];
    if (sideOfShape(outline, inside[0], inside[1]) <= 0)
      for (const child of covering) add(outside, child, shape);
    return covering.length > 1 && covering.some((child) => isDrawnAbove(tree, child))
      ? [defectAt('overlap', codesOf(tree, covering), [shape])]
      : [];
  });
  return [...defects, ...strayed(tree, parent, outline, members, outside)];
}

/** The ancestors of a leaf that draw their own outline; a leaf without a parent counts as its own. */
function drawnAncestors({ cells, parents }: Tree, leaf: number): ReadonlySet<number> {
  const found = new Set<number>();
  let at = parents[leaf] as number;
  if (at < 0) found.add(leaf);
  for (; at >= 0; at = parents[at] as number) if (cells[at]?.shape) found.add(at);
  return found;
}

/** A hole that the leaves enclose is a gap, unless one drawn ancestor of them all has been compared already. */
function isUnclaimed(tree: Tree, leaves: readonly number[]): boolean {
  const [first, ...others] = leaves.map((leaf) => drawnAncestors(tree, leaf));
  return ![...(first ?? [])].some((ancestor) => others.every((set) => set.has(ancestor)));
}

/** Compares all leaves with each other, whoever their parents are. */
function amongLeaves(tree: Tree): readonly Defect[] {
  const shapes = tree.leaves.map((leaf) => tree.cells[leaf]?.shape);
  const faces = facesOf(
    shapes.flatMap((shape, owner) => (shape ? sidesOf(shape, owner, 1) : [])),
  ).filter(({ value }) => value !== 1);
  if (faces.length === 0) return [];
  const index = coverageIndex(shapes);
  const leafOf = (owner: number) => tree.leaves[owner] ?? -1;
  return faces.flatMap((face): readonly Defect[] => {
    if (face.value > 1) {
      const codes = codesOf(tree, coveringLeaves(face, shapes, index.holders).map(leafOf));
      return [defectAt(codes.length > 1 ? 'overlap' : 'invalid-ring', codes, [face.shape])];
    }
    const around = face.beside.map(leafOf);
    if (face.value < 0 || !isUnclaimed(tree, around)) return [];
    return [defectAt('gap', codesOf(tree, around), [face.shape])];
  });
}

/** Who covers an overlap: at its middle, along its border, or at one of its corners. */
function coveringLeaves(
  { shape, within }: Face,
  shapes: readonly (Shape | undefined)[],
  holders: (x: number, y: number) => readonly number[],
): readonly number[] {
  const found = new Set(within);
  const middle = interiorPoint(shape);
  for (const owner of middle ? holders(middle[0], middle[1]) : []) found.add(owner);
  for (const ring of shape.parts.flat())
    for (let i = 0; i < ring.length; i += 2) {
      const [x, y] = [ring[i] as number, ring[i + 1] as number];
      for (const owner of holders(x, y))
        if (sideOfShape(shapes[owner] as Shape, x, y) > 0) found.add(owner);
    }
  return [...found];
}

/** Proves that children tile their parents, or finds every place where they do not (横向到边、纵向到底). */
export function seamlessness(tree: Tree, issues: readonly GridIssue[]): Seamlessness {
  const defects = [
    ...defectsOfIssues(tree, issues),
    ...invalidRings(tree),
    ...tree.cells.flatMap(({ shape }: DrawnCell, cell) =>
      shape && isDrawnAbove(tree, cell) ? againstParent(tree, cell, shape) : [],
    ),
    ...amongLeaves(tree),
  ];
  return { seamless: defects.every(({ harmless }) => harmless === true), defects };
}

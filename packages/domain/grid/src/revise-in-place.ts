import { crossingsOf, facesOf, type Shape, type Side, sidesOf } from '@civigrid/spatial';
import { replaceShapes } from '@civigrid/spatial/edits';
import type { DrawnCell } from './cell.ts';
import { type CellEdit, editCells } from './cell-edit.ts';
import type { Seamlessness } from './defect.ts';
import { drawingOf, type Fabric } from './fabric.ts';
import type { ReadFeatures } from './read-features.ts';
import { type Tree, treeOf } from './tree.ts';

const isTile = ({ isWithin, kind }: DrawnCell) => !isWithin && kind !== 'virtual';

/** Which leaf, outline or nothing a cell is. */
function isLeaf({ tree }: Fabric, cell: number): boolean {
  const number = tree.shapes[cell] as number;
  return number >= 0 && number < tree.leaves.length;
}

/** A change of leaves and outlines only, where everything is known to be in order: what can be done in place. */
interface Plain {
  /** Old numbers of the leaves that go. */
  readonly retired: readonly number[];
  readonly put: readonly DrawnCell[];
  /** Old number of the cell that each put cell replaces, -1 for none. */
  readonly instead: readonly number[];
}

function plainChange(
  fabric: Fabric,
  gone: ReadonlySet<string>,
  read: ReadFeatures,
): Plain | undefined {
  const { cells, issues, tree } = fabric;
  if (issues.length > 0 || read.issues.length > 0) return undefined;
  const retired = Array.from(gone, cells.find);
  if (!retired.every((cell) => isLeaf(fabric, cell))) return undefined;
  const instead = read.cells.map(({ code }) => cells.find(code));
  const fits = read.cells.every((cell, i) => {
    const old = instead[i] as number;
    const parent = cell.parent === undefined ? -1 : cells.find(cell.parent);
    if (!isTile(cell) || (cell.parent !== undefined && parent < 0)) return false;
    if (parent >= 0 && (isLeaf(fabric, parent) || gone.has(cell.parent as string))) return false;
    if (old < 0 || isLeaf(fabric, old)) return cell.shape !== undefined;
    return !cells.isWithin(old) && cells.kind(old) !== 'virtual' && tree.parents[old] === parent;
  });
  return fits ? { retired, put: read.cells, instead } : undefined;
}

/** Who lies in whom after the change; undefined where somebody would lose all children. */
function parentsAfter(
  fabric: Fabric,
  plain: Plain,
  { cells, moves, put }: CellEdit,
): Int32Array | undefined {
  const { parents } = fabric.tree;
  const after = moves.relaid(parents);
  moves.renumber(after);
  plain.put.forEach(({ parent }, item) => {
    after[put[item] as number] = parent === undefined ? -1 : cells.find(parent);
  });
  const left = new Set(
    [...plain.retired, ...plain.instead].map((cell) => (cell < 0 ? -1 : (parents[cell] as number))),
  );
  left.delete(-1);
  const fits = [...left].every((cell) => after.includes(moves.numberOf(cell)));
  return fits ? after : undefined;
}

/** Which shape each cell has after the change, and what the index has to be told. */
function shapesAfter(fabric: Fabric, plain: Plain, { moves, put }: CellEdit) {
  const { tree, index } = fabric;
  const shapes = moves.relaid(tree.shapes);
  const changed = new Map<number, Shape | undefined>();
  const moved = new Map<number, number>();
  const free = plain.retired.map((cell) => tree.shapes[cell] as number);
  for (const number of free) changed.set(number, undefined);
  let leafCount = tree.leaves.length;
  let shapeCount = index.coverage.topology.shapeRings.length / 2;
  const cellOf = new Map<number, number>();
  const takeLeaf = (cell: number, shape: Shape | undefined, number: number) => {
    shapes[cell] = number;
    cellOf.set(number, cell);
    changed.set(number, shape);
  };
  plain.put.forEach((drawn, item) => {
    const old = plain.instead[item] as number;
    const cell = put[item] as number;
    if (old >= 0 && isLeaf(fabric, old)) takeLeaf(cell, drawn.shape, tree.shapes[old] as number);
    else if (old < 0) {
      const slot = free.pop();
      if (slot !== undefined) takeLeaf(cell, drawn.shape, slot);
      else {
        // an outline that stands where the leaf has to go makes room for it
        const standing = shapes.indexOf(leafCount);
        if (standing >= 0) {
          moved.set(shapeCount, leafCount);
          shapes[standing] = shapeCount++;
        }
        takeLeaf(cell, drawn.shape, leafCount++);
        shapeCount = Math.max(shapeCount, leafCount);
      }
    }
  });
  for (free.sort((a, b) => b - a); free.length > 0; leafCount--) {
    const last = leafCount - 1;
    if (free[0] === last) {
      free.shift();
      continue;
    }
    const slot = free.pop() as number;
    const cell = cellOf.get(last) ?? moves.numberOf(tree.leaves[last] as number);
    takeLeaf(cell, changed.get(last) ?? index.shape(last), slot);
    changed.set(last, undefined);
  }
  plain.put.forEach((drawn, item) => {
    const old = plain.instead[item] as number;
    if (old < 0 || isLeaf(fabric, old)) return;
    const cell = put[item] as number;
    const number = shapes[cell] as number;
    if (number >= 0) changed.set(number, drawn.shape);
    if (!drawn.shape) shapes[cell] = -1;
    else if (number < 0) {
      shapes[cell] = shapeCount;
      changed.set(shapeCount++, drawn.shape);
    }
  });
  const leaves = new Int32Array(leafCount);
  leaves.set(tree.leaves.subarray(0, leafCount));
  moves.renumber(leaves);
  for (const [number, cell] of cellOf) if (number < leafCount) leaves[number] = cell;
  return { shapes, leaves, changes: { shapes: changed, moved, faceCount: leafCount, shapeCount } };
}

/** Whether every drawn outline still is the sum of the leaves in it, by what changed on both sides. */
function holdsOn(before: Fabric, after: Fabric, plain: Plain, put: readonly number[]): boolean {
  const sums = new Map<string, Side[]>();
  const add = (fabric: Fabric, cell: number, shape: Shape | undefined, weight: number) => {
    const sides = shape ? sidesOf(shape, cell, weight) : [];
    for (
      let at = fabric.tree.parents[cell] as number;
      at >= 0;
      at = fabric.tree.parents[at] as number
    ) {
      if ((fabric.tree.shapes[at] as number) < 0) continue;
      const code = fabric.cells.code(at);
      const there = sums.get(code);
      if (there) there.push(...sides);
      else sums.set(code, [...sides]);
    }
  };
  const outline = (fabric: Fabric, cell: number, weight: number) => {
    const shape = drawingOf(fabric, cell);
    const code = fabric.cells.code(cell);
    if (shape) sums.set(code, [...(sums.get(code) ?? []), ...sidesOf(shape, cell, weight)]);
    return shape;
  };
  for (const cell of plain.retired) add(before, cell, drawingOf(before, cell), -1);
  for (const [item, drawn] of plain.put.entries()) {
    const [old, cell] = [plain.instead[item] as number, put[item] as number];
    if (!isLeaf(after, cell)) {
      // an outline that comes or goes has to be looked at with all that lies in it
      const [was, is] = [old < 0 ? undefined : outline(before, old, 1), outline(after, cell, -1)];
      if (!was !== !is || (is && crossingsOf(is).length > 0)) return false;
    } else {
      if (old >= 0) add(before, old, drawingOf(before, old), -1);
      add(after, cell, drawn.shape, 1);
    }
  }
  return [...sums.values()].every((sides) => facesOf(sides).every(({ value }) => value === 0));
}

/** The change done in place; undefined where all has to be joined anew. */
export function reviseInPlace(
  fabric: Fabric,
  gone: ReadonlySet<string>,
  read: ReadFeatures,
  proof: Seamlessness | undefined,
): Fabric | undefined {
  const plain = plainChange(fabric, gone, read);
  if (!plain) return undefined;
  const edit = editCells(fabric.cells, plain.retired, plain.put);
  const parents = parentsAfter(fabric, plain, edit);
  if (!parents) return undefined;
  const { shapes, leaves, changes } = shapesAfter(fabric, plain, edit);
  const tree: Tree = treeOf(parents, leaves, shapes);
  const index = replaceShapes(fabric.index, { ...changes, order: leaves });
  if (!index) return undefined;
  const { datum, reading } = fabric;
  const after: Fabric = { datum, reading, cells: edit.cells, tree, index, issues: [] };
  const stays =
    proof?.defects.length === 0 &&
    !hasFootprints(fabric) &&
    holdsOn(fabric, after, plain, edit.put);
  return stays ? { ...after, proof } : after;
}

/** Whether buildings are drawn: they would have to be compared anew. */
function hasFootprints({ cells }: Fabric): boolean {
  return !cells.chunks || cells.chunks.some(({ hasWithin }) => hasWithin);
}

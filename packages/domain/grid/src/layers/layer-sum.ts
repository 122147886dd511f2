import type { GridCode } from '@civigrid/kernel';
import type { LayerSum } from './layer-definition.ts';
import { added, type LayerValue } from './layer-value.ts';

/** What a sum needs to know of a hierarchy; every `GridHierarchy` has it. */
export interface CellTree {
  /** The cells right below. */
  children(code: GridCode): readonly GridCode[];
}

/** A sum, and what is missing in it. */
export interface LayerTotal<Value> {
  /** Undefined where no cell has a value. */
  readonly value?: Value;
  /** How many cells' values were added. */
  readonly counted: number;
  /** How many cells had none: leaves whose ancestors have none either, or of a layer that counts every cell, cells. */
  readonly missing: number;
}

/** A cell with all below it, each once, whatever lies below a cell before the cell itself; and whose child each is. */
function upwards(tree: CellTree, root: GridCode) {
  const parents = new Map<GridCode, GridCode | undefined>([[root, undefined]]);
  const inner = new Set<GridCode>();
  // The map grows while it is walked: breadth first.
  for (const [code] of parents)
    for (const child of tree.children(code)) {
      inner.add(code);
      if (!parents.has(child)) parents.set(child, code);
    }
  return { cells: [...parents].reverse(), isLeaf: (code: GridCode) => !inner.has(code) };
}

type OwnValue = (code: GridCode) => LayerValue | undefined;

function totalled(values: readonly LayerValue[], missing: number): LayerTotal<LayerValue> {
  const counted = values.length;
  if (counted === 0) return { counted, missing };
  return { value: values.reduce(added), counted, missing };
}

/** Adds up what each cell has of its own. */
function everyTotal(tree: CellTree, root: GridCode, own: OwnValue): LayerTotal<LayerValue> {
  const { cells } = upwards(tree, root);
  const values = cells.map(([code]) => own(code)).filter((value) => value !== undefined);
  return totalled(values, cells.length - values.length);
}

/** Adds up the lowest values: that of a cell stands for all leaves below, unless some of them have their own. */
function lowestTotal(tree: CellTree, root: GridCode, own: OwnValue): LayerTotal<LayerValue> {
  const { cells, isLeaf } = upwards(tree, root);
  const known = new Set<GridCode | undefined>();
  const without = new Map<GridCode | undefined, number>();
  const values: LayerValue[] = [];
  for (const [code, parent] of cells) {
    const value = known.has(code) ? undefined : own(code);
    if (value !== undefined) {
      values.push(value);
      known.add(code);
    } else {
      const lacking = (without.get(code) ?? 0) + (isLeaf(code) ? 1 : 0);
      without.set(parent, (without.get(parent) ?? 0) + lacking);
    }
    if (known.has(code)) known.add(parent);
  }
  return totalled(values, without.get(undefined) ?? 0);
}

/** Adds up the values of a cell and all below it. */
export function totalOf(
  tree: CellTree,
  root: GridCode,
  sum: Exclude<LayerSum, 'none'>,
  own: OwnValue,
): LayerTotal<LayerValue> {
  return sum === 'every' ? everyTotal(tree, root, own) : lowestTotal(tree, root, own);
}

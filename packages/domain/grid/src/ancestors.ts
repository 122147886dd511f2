import type { GridCode } from '@civigrid/kernel';
import type { GridLevel } from './cell.ts';
import type { GridHierarchy } from './grid-hierarchy.ts';

/**
 * The lowest cell that has all of some cells below it or is one of them (最近公共上级); undefined where they have no root in
 * common. Refuses a code that no cell bears with `grid/unknown-code`.
 */
export function commonAncestor(
  hierarchy: GridHierarchy,
  codes: readonly GridCode[],
): GridCode | undefined {
  const [first, ...others] = codes.map(hierarchy.path);
  let common: GridCode | undefined;
  for (const [depth, code] of (first ?? []).entries())
    if (others.every((path) => path[depth] === code)) common = code;
    else break;
  return common;
}

/** Of every leaf the ancestor on one level: `codes[ofLeaf[leaf]]`, -1 for none. */
export interface LevelTable {
  readonly codes: readonly GridCode[];
  readonly ofLeaf: Int32Array;
}

/** Of every leaf the ancestor on one level (itself included), for those who ask of millions. */
export function ancestorsAt(hierarchy: GridHierarchy, level: GridLevel): LevelTable {
  const numbers = new Map<GridCode, number>();
  const ofLeaf = new Int32Array(hierarchy.leafCount);
  for (let leaf = 0; leaf < ofLeaf.length; leaf++) {
    const code = hierarchy.ancestorAt(hierarchy.leafCode(leaf) as GridCode, level);
    const known = code === undefined ? -1 : (numbers.get(code) ?? numbers.size);
    if (code !== undefined) numbers.set(code, known);
    ofLeaf[leaf] = known;
  }
  return { codes: [...numbers.keys()], ofLeaf };
}

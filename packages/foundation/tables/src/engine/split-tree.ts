import type { Boxes } from './boxes.ts';
import { bestSplit } from './split.ts';

/** A run of words that is looked through as it lies. */
export interface Leaf {
  readonly isLeaf: true;
  /** The lowest position in it: nothing better is to be found here. */
  readonly least: number;
  readonly firstWord: number;
  readonly endWord: number;
}

/** Rules told apart by one column: some of the groups hold a value, and those that leave the column free always do. */
interface Split {
  readonly isLeaf: false;
  readonly column: number;
  readonly least: number;
  readonly free: TreeNode | undefined;
  /** The innermost group of each rank; -1 where there is none. */
  readonly groupOf: Int32Array;
  readonly groups: readonly TreeNode[];
  /** The group around each group; -1 where there is none. */
  readonly around: Int32Array;
}

/** Where to look for the rules that may hold a case. */
export type TreeNode = Leaf | Split;

/** The tree, and the rules in the order of its leaves. */
export interface SplitTree {
  readonly root: TreeNode;
  /** The position in each slot, 32 a word; -1 fills up the last word of a leaf. */
  readonly slots: Int32Array;
  readonly leaves: readonly Leaf[];
}

export function splitTree(boxes: Boxes): SplitTree {
  const slots: number[] = [];
  const leaves: Leaf[] = [];
  const used = new Uint8Array(boxes.sizes.length);
  const nodeOf = (positions: readonly number[]): TreeNode => {
    const split = bestSplit(boxes, positions, used);
    if (!split) {
      const firstWord = slots.length >> 5;
      for (const position of positions) slots.push(position);
      while ((slots.length & 31) !== 0) slots.push(-1);
      const least = positions[0] ?? 0;
      const leaf: Leaf = { isLeaf: true, least, firstWord, endWord: slots.length >> 5 };
      leaves.push(leaf);
      return leaf;
    }
    const { groups, members, free } = split;
    const { column, groupOf, around } = groups;
    used[column] = 1;
    const inside = members.map((group) => nodeOf(group));
    const outside = free.length > 0 ? nodeOf(free) : undefined;
    used[column] = 0;
    const least = positions[0] ?? 0;
    return { isLeaf: false, column, least, free: outside, groups: inside, groupOf, around };
  };
  const all = Array.from({ length: boxes.count }, (_, position) => position);
  const root = nodeOf(all);
  return { root, slots: Int32Array.from(slots), leaves };
}

import { lies } from '../space/spans.ts';
import { type Bands, bandsOf, densityOf } from './bands.ts';
import type { Boxes } from './boxes.ts';
import { splitTree, type TreeNode } from './split-tree.ts';
import { wordsOf } from './words.ts';

/** Whether a rule that its ranks allow holds in truth; asked where cells are more than spans. */
type Recheck = (position: number) => boolean;

/** Finds the rules that hold a case, given as the rank of each column, -1 where it is missing (规则索引). */
export interface RuleIndex {
  /** How rules are found: all masks side by side, or told apart by columns first. */
  readonly shape: 'bitsets' | 'hashing';
  /** The lowest position of a rule that holds; -1 where none does. */
  first(ranks: Int32Array, recheck?: Recheck): number;
  /** The positions of all rules that hold, ascending. */
  all(ranks: Int32Array, recheck?: Recheck): number[];
}

export function ruleIndex(boxes: Boxes): RuleIndex {
  const { count } = boxes;
  const columns = boxes.sizes.map((_, column) => column);
  const bands = columns.map((column) => bandsOf(boxes, column));
  const tree = splitTree(boxes);
  const { root, slots } = tree;
  const words = wordsOf(boxes, bands, tree);
  const { masks, width } = words;
  const dense = columns.map((column) => densityOf(boxes, column, bands[column] as Bands));
  // Columns whose masks have the fewest bits are asked first: most words are done with at once.
  const asked = columns
    .filter((column) => isBound(boxes, column))
    .sort((a, b) => (dense[a] as number) - (dense[b] as number));
  const lanes = asked.length;
  const bandTables = asked.map((column) => (bands[column] as Bands).of);
  const starts = Int32Array.from(asked, (column) => words.starts[column] as number);
  const coarse = Int32Array.from(asked.filter((column) => !(bands[column] as Bands).isExact));
  const reach = reachOf(boxes, coarse);
  const severals = [...coarse].filter((column) => (boxes.parts[column]?.size ?? 0) > 0);
  /** Where the masks of this case lie within a block, by column as asked. */
  const lane = new Int32Array(lanes);

  function aim(ranks: Int32Array): void {
    for (let i = 0; i < lanes; i++) {
      const rank = ranks[asked[i] as number] as number;
      lane[i] = (starts[i] as number) + ((bandTables[i] as Uint8Array)[rank + 1] as number);
    }
  }

  /** The slots of a word, the i-th of a run of words, whose rules the bands of this case allow. */
  function allowed(firstWord: number, run: number, i: number): number {
    const at = firstWord * width + i;
    let mask = lanes === 0 ? -1 : (masks[at + (lane[0] as number) * run] as number);
    for (let j = 1; j < lanes && mask !== 0; j++)
      mask &= masks[at + (lane[j] as number) * run] as number;
    return mask;
  }

  function holdsAt(position: number, ranks: Int32Array, recheck: Recheck | undefined): boolean {
    let at = position * coarse.length * 2;
    for (let i = 0; i < coarse.length; i++, at += 2) {
      const rank = ranks[coarse[i] as number] as number;
      if (rank < (reach[at] as number) || rank >= (reach[at + 1] as number)) return false;
    }
    for (const column of severals) {
      const parts = boxes.parts[column]?.get(position);
      if (parts && !lies(parts, ranks[column] as number)) return false;
    }
    return recheck === undefined || recheck(position);
  }

  function firstIn(
    node: TreeNode,
    ranks: Int32Array,
    recheck: Recheck | undefined,
    bound: number,
  ): number {
    let best = bound;
    if (!node.isLeaf) {
      const rank = ranks[node.column] as number;
      let group = rank < 0 ? -1 : (node.groupOf[rank] as number);
      for (; group >= 0; group = node.around[group] as number) {
        const inner = node.groups[group] as TreeNode;
        if (inner.least < best) best = firstIn(inner, ranks, recheck, best);
      }
      const { free } = node;
      return free && free.least < best ? firstIn(free, ranks, recheck, best) : best;
    }
    const { firstWord, endWord } = node;
    for (let word = firstWord; word < endWord; word++) {
      let mask = allowed(firstWord, endWord - firstWord, word - firstWord);
      while (mask !== 0) {
        const slot = (word << 5) + (31 - Math.clz32(mask & -mask));
        mask &= mask - 1;
        const position = slots[slot] as number;
        if (position >= best) return best;
        if (position >= 0 && holdsAt(position, ranks, recheck)) return position;
      }
    }
    return best;
  }

  function collect(
    node: TreeNode,
    ranks: Int32Array,
    recheck: Recheck | undefined,
    found: number[],
  ): void {
    if (!node.isLeaf) {
      const rank = ranks[node.column] as number;
      let group = rank < 0 ? -1 : (node.groupOf[rank] as number);
      for (; group >= 0; group = node.around[group] as number)
        collect(node.groups[group] as TreeNode, ranks, recheck, found);
      if (node.free) collect(node.free, ranks, recheck, found);
      return;
    }
    const { firstWord, endWord } = node;
    for (let word = firstWord; word < endWord; word++) {
      let mask = allowed(firstWord, endWord - firstWord, word - firstWord);
      while (mask !== 0) {
        const position = slots[(word << 5) + (31 - Math.clz32(mask & -mask))] as number;
        mask &= mask - 1;
        if (position >= 0 && holdsAt(position, ranks, recheck)) found.push(position);
      }
    }
  }

  return {
    shape: root.isLeaf ? 'bitsets' : 'hashing',
    first(ranks, recheck) {
      aim(ranks);
      const best = firstIn(root, ranks, recheck, count);
      return best === count ? -1 : best;
    },
    all(ranks, recheck) {
      const found: number[] = [];
      aim(ranks);
      collect(root, ranks, recheck, found);
      return root.isLeaf ? found : found.sort((a, b) => a - b);
    },
  };
}

/** Whether some rule does not leave a column free. */
function isBound({ from }: Boxes, column: number): boolean {
  return (from[column] as Int32Array).some((rank) => rank >= 0);
}

/** From and until of some columns, rule by rule, so that one look into memory shows them all. */
function reachOf({ count, from, until }: Boxes, columns: Int32Array): Int32Array {
  const reach = new Int32Array(count * columns.length * 2);
  let at = 0;
  for (let position = 0; position < count; position++)
    for (const column of columns) {
      reach[at++] = (from[column] as Int32Array)[position] as number;
      reach[at++] = (until[column] as Int32Array)[position] as number;
    }
  return reach;
}

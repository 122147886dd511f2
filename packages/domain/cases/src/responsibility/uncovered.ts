import type { Block } from './block.ts';
import type { CellTree } from './cell-tree.ts';
import { itemsOf } from './item.ts';
import type { Item, Memory, Region } from './memory.ts';
import { regionsAfter } from './region.ts';
import type { Version } from './version.ts';

/** The blocks of a cell by level; undefined where one was not looked at. */
function blocksAt(
  blocks: readonly (Block | undefined)[],
  cell: number,
  levels: number,
): readonly Block[] | undefined {
  const found: Block[] = [];
  for (let level = 0; level < levels; level++) {
    const block = blocks[cell * levels + level];
    if (!block) return undefined;
    found.push(block);
  }
  return found;
}

function sameBlocks(
  blocks: readonly (Block | undefined)[],
  cell: number,
  levels: number,
  before: Version,
): boolean {
  for (let i = cell * levels; i < (cell + 1) * levels; i++)
    if (blocks[i] !== before.blocks[i]) return false;
  return true;
}

const noItems: readonly Item[] = [];

/** What is not covered in every cell, by cell; lists of cells whose rows are as before are kept. */
export function itemsByCell(
  memory: Memory,
  cells: CellTree,
  blocks: readonly (Block | undefined)[],
  levels: number,
  before: Version | undefined,
): readonly (readonly Item[] | undefined)[] {
  const found: (readonly Item[])[] = [];
  for (const cell of cells.living) {
    const known = before?.items[cell];
    if (known && before && sameBlocks(blocks, cell, levels, before)) found[cell] = known;
    else {
      const own = blocksAt(blocks, cell, levels);
      found[cell] = own ? itemsOf(memory, own) : noItems;
    }
  }
  return found;
}

/** Which items each cell gained and lost. */
interface Moves {
  readonly gained: Map<Item, number[]>;
  readonly lost: Map<Item, Set<number>>;
}

function lose({ lost }: Moves, item: Item, cell: number): void {
  const known = lost.get(item);
  if (known) known.add(cell);
  else lost.set(item, new Set([cell]));
}

function compareItems(
  moves: Moves,
  cell: number,
  now: readonly Item[],
  then: readonly Item[],
): void {
  const were = new Set(then);
  for (const item of now) {
    if (were.delete(item)) continue;
    const known = moves.gained.get(item);
    if (known) known.push(cell);
    else moves.gained.set(item, [cell]);
  }
  for (const item of were) lose(moves, item, cell);
}

/** The regions of items: those of before, with what cells gained and without what they lost. */
export function regionsOf(
  cells: CellTree,
  items: readonly (readonly Item[] | undefined)[],
  before: Version | undefined,
): readonly Region[] {
  const moves: Moves = { gained: new Map(), lost: new Map() };
  for (const cell of cells.living) {
    const now = items[cell] ?? noItems;
    const then = before?.items[cell] ?? noItems;
    if (now !== then) compareItems(moves, cell, now, then);
  }
  if (before && before.cells !== cells)
    for (const cell of before.cells.living)
      if (cells.sizes[cell] === 0)
        for (const item of before.items[cell] ?? noItems) lose(moves, item, cell);
  return regionsAfter(before?.regions ?? [], moves.gained, moves.lost);
}

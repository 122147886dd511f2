import { type BitSet, both, either, isEmpty, without } from './bit-set.ts';
import type { Block } from './block.ts';
import type { Cause } from './cause.ts';
import type { Item, Memory } from './memory.ts';
import { type Pooled, pooled } from './pool.ts';

function keepItem(memory: Memory, parts: Omit<Item, 'id'>): Item {
  const { cause, hours, levels, leaves } = parts;
  const key = `${cause.id}/${hours.id}/${levels}/${leaves.id}`;
  const known = memory.items.get(key);
  if (known) return known;
  const item = { id: memory.next++, ...parts };
  memory.items.set(key, item);
  return item;
}

/** Leaf sets that share no leaf, each with the levels at which all of it occurs. */
type ByLevels = readonly { readonly leaves: Pooled; readonly levels: number }[];

function refined(memory: Memory, parts: ByLevels, leaves: Pooled, level: number): ByLevels {
  const [first] = parts;
  // the usual case: the levels above are as bad as this one
  if (first && parts.length === 1 && first.leaves === leaves)
    return [{ leaves, levels: first.levels | (1 << level) }];
  const byLevels = new Map<number, BitSet>();
  const add = (set: BitSet, levels: number): void => {
    if (isEmpty(set)) return;
    const known = byLevels.get(levels);
    byLevels.set(levels, known ? either(known, set) : set);
  };
  let rest = leaves.set;
  for (const part of parts) {
    const shared = both(part.leaves.set, rest);
    rest = without(rest, shared);
    add(shared, part.levels | (1 << level));
    add(without(part.leaves.set, shared), part.levels);
  }
  add(rest, 1 << level);
  return Array.from(byLevels, ([levels, set]) => ({ leaves: pooled(memory.leaves, set), levels }));
}

/** What is not covered in one cell of the grid tree, from its blocks by level: boxes of leaves × levels × hours. */
export function itemsOf(memory: Memory, blocks: readonly Block[]): readonly Item[] {
  const key = blocks.map(({ notes }) => notes.id).join();
  const known = memory.itemLists.get(key);
  if (known) return known;
  const found = new Map<Cause, Map<Pooled, ByLevels>>();
  blocks.forEach(({ notes }, level) => {
    for (const { cause, hours, leaves } of notes.list) {
      let byHours = found.get(cause);
      if (!byHours) {
        byHours = new Map();
        found.set(cause, byHours);
      }
      const held = byHours.get(hours);
      const own = [{ leaves, levels: 1 << level }];
      byHours.set(hours, held ? refined(memory, held, leaves, level) : own);
    }
  });
  const items: Item[] = [];
  for (const [cause, byHours] of found)
    for (const [hours, parts] of byHours)
      for (const { leaves, levels } of parts)
        items.push(keepItem(memory, { cause, hours, levels, leaves }));
  memory.itemLists.set(key, items);
  return items;
}

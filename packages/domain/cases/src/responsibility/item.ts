import { type BitSet, both, isEmpty, without } from './bit-set.ts';
import type { Block } from './block.ts';
import type { Cause } from './cause.ts';
import type { Item, Memory } from './memory.ts';
import { type Pooled, pooled } from './pool.ts';

function keepItem(memory: Memory, parts: Omit<Item, 'id'>): Item {
  const { cause, hours, levels, leaves } = parts;
  const key = `${cause.id}/${hours.id}/${levels}/${leaves.id}`;
  const known = memory.items.get(key);
  if (known) return known;
  const item = { id: memory.items.size, ...parts };
  memory.items.set(key, item);
  return item;
}

/** Leaf sets that share no leaf, each with the levels at which all of it occurs. */
type ByLevels = readonly { readonly leaves: BitSet; readonly levels: number }[];

function refined(parts: ByLevels, leaves: BitSet, level: number): ByLevels {
  const found: { leaves: BitSet; levels: number }[] = [];
  let rest = leaves;
  for (const part of parts) {
    const shared = both(part.leaves, rest);
    rest = without(rest, shared);
    const apart = without(part.leaves, shared);
    if (!isEmpty(shared)) found.push({ leaves: shared, levels: part.levels | (1 << level) });
    if (!isEmpty(apart)) found.push({ leaves: apart, levels: part.levels });
  }
  if (!isEmpty(rest)) found.push({ leaves: rest, levels: 1 << level });
  return found;
}

const nothing: readonly Item[] = [];

/** Of equal levels one part: leaves that were split by levels that both have. */
function joined(memory: Memory, parts: ByLevels): ReadonlyMap<number, Pooled> {
  const byLevels = new Map<number, BitSet>();
  for (const { leaves, levels } of parts) {
    const known = byLevels.get(levels);
    byLevels.set(levels, known ? known.map((word, i) => word | (leaves[i] as number)) : leaves);
  }
  return new Map(
    Array.from(byLevels, ([levels, leaves]) => [levels, pooled(memory.leaves, leaves)]),
  );
}

/** What is not covered in one cell of the grid tree, from its blocks by level: boxes of leaves × levels × hours. */
export function itemsOf(memory: Memory, blocks: readonly Block[]): readonly Item[] {
  if (blocks.every(({ notes }) => notes.length === 0)) return nothing;
  const found = new Map<Cause, Map<Pooled, ByLevels>>();
  blocks.forEach(({ notes }, level) => {
    for (const { cause, hours, leaves } of notes) {
      let byHours = found.get(cause);
      if (!byHours) {
        byHours = new Map();
        found.set(cause, byHours);
      }
      const known = byHours.get(hours);
      byHours.set(
        hours,
        known ? refined(known, leaves.set, level) : [{ leaves: leaves.set, levels: 1 << level }],
      );
    }
  });
  const items: Item[] = [];
  for (const [cause, byHours] of found)
    for (const [hours, parts] of byHours)
      for (const [levels, leaves] of joined(memory, parts))
        items.push(keepItem(memory, { cause, hours, levels, leaves }));
  return items;
}

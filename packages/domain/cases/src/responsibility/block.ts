import { type BitSet, both, either, isEmpty, sizeOf, sizeOfBoth } from './bit-set.ts';
import type { Cause } from './cause.ts';
import type { Memory, Menu } from './memory.ts';
import { type Pooled, pooled } from './pool.ts';
import type { Reach } from './reach.ts';

/** Something that is not covered in a block: every leaf at every hour, for one cause. */
export interface Note {
  readonly cause: Cause;
  readonly hours: Pooled;
  readonly leaves: Pooled;
}

/** The rows of one cell of the grid tree at one level: all leaf categories × all hours. Equal rows share their block. */
export interface Block {
  readonly menu: Menu;
  /** Where an answer is sought; -1 where nowhere. */
  readonly start: number;
  /** The reaches it was made from, in the order of the menu's roles. */
  readonly reaches: readonly Reach[];
  readonly covered: number;
  readonly fellBack: number;
  readonly gaps: number;
  readonly conflicts: number;
  readonly notes: readonly Note[];
}

/** Whether a block still stands: nothing that it was made from has changed. */
export function stands(
  block: Block,
  menu: Menu,
  start: number,
  reachOf: (role: number, cell: number) => Reach,
): boolean {
  if (block.menu !== menu || block.start !== start) return false;
  const { roles } = menu;
  for (let i = 0; i < roles.length; i++)
    if (reachOf(roles[i] as number, start) !== block.reaches[i]) return false;
  return true;
}

export function blockOf(
  memory: Memory,
  menu: Menu,
  start: number,
  reachOf: (role: number, cell: number) => Reach,
): Block {
  let covered = 0;
  let fellBack = 0;
  let gaps = 0;
  let conflicts = 0;
  const found = new Map<Cause, Map<Pooled, BitSet>>();
  const note = (cause: Cause, hours: BitSet, leaves: Pooled): void => {
    const cells = sizeOf(hours) * leaves.size;
    if (cause.kind === 'gap') gaps += cells;
    else conflicts += cells;
    const kept = pooled(memory.hours, hours);
    const known = found.get(cause);
    const held = known?.get(kept);
    if (held) known?.set(kept, either(held, leaves.set));
    else if (known) known.set(kept, leaves.set);
    else found.set(cause, new Map([[kept, leaves.set]]));
  };
  for (const { piece, leaves } of menu.entries) {
    const hours = piece.hours;
    if (piece.cause) {
      note(piece.cause, hours.set, leaves);
      continue;
    }
    const reach = reachOf(piece.role, start);
    const clear = reach.whole ? hours.size : sizeOfBoth(hours.set, reach.clear);
    const own = reach.cell === start && start >= 0 ? sizeOfBoth(hours.set, reach.own) : 0;
    covered += clear * leaves.size;
    fellBack += (clear - own) * leaves.size;
    if (clear < hours.size)
      for (const [cause, lacking] of reach.lacks) {
        const lost = both(hours.set, lacking);
        if (!isEmpty(lost)) note(cause, lost, leaves);
      }
  }
  const notes: Note[] = [];
  for (const [cause, byHours] of found)
    for (const [hours, leaves] of byHours)
      notes.push({ cause, hours, leaves: pooled(memory.leaves, leaves) });
  const reaches = menu.roles.map((role) => reachOf(role, start));
  return { menu, start, reaches, covered, fellBack, gaps, conflicts, notes };
}

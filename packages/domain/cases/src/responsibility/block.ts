import { type BitSet, both, either, isEmpty, sizeOfBoth } from './bit-set.ts';
import type { Cause } from './cause.ts';
import type { Memory, Menu, RolePart } from './memory.ts';
import { joinedNotes, keepNotes, type Note, type Notes } from './notes.ts';
import { type Pooled, pooled } from './pool.ts';
import type { Reach } from './reach.ts';

/** What comes of what is asked of one role, in leaf categories × hours. */
interface Outcome {
  readonly part: RolePart;
  readonly reach: Reach;
  readonly covered: number;
  /** Of these: by a post at the start itself. */
  readonly own: number;
  readonly gaps: number;
  readonly conflicts: number;
  readonly notes: Notes;
}

/** The rows of one cell of the grid tree at one level: all leaf categories × all hours. Equal rows share their block. */
export interface Block {
  readonly menu: Menu;
  /** Where an answer is sought; -1 where nowhere. */
  readonly start: number;
  /** In the order of the menu's parts. */
  readonly outcomes: readonly Outcome[];
  readonly covered: number;
  readonly fellBack: number;
  readonly gaps: number;
  readonly conflicts: number;
  readonly notes: Notes;
}

/** The reach of a role from a cell. */
type ReachOf = (role: number, cell: number) => Reach;

/** Whether a block still stands: nothing that it was made from has changed. */
export function stands(block: Block, menu: Menu, start: number, reachOf: ReachOf): boolean {
  if (block.menu !== menu || block.start !== start) return false;
  for (const { part, reach } of block.outcomes)
    if (reachOf(part.role, start) !== reach) return false;
  return true;
}

function lostNotes(memory: Memory, { lines }: RolePart, { lacks }: Reach): readonly Note[] {
  const found = new Map<Cause, Map<Pooled, BitSet>>();
  for (const { hours, leaves } of lines)
    for (const [cause, lacking] of lacks) {
      const set = both(hours.set, lacking);
      if (isEmpty(set)) continue;
      const lost = pooled(memory.hours, set);
      const byHours = found.get(cause);
      const held = byHours?.get(lost);
      if (byHours) byHours.set(lost, held ? either(held, leaves.set) : leaves.set);
      else found.set(cause, new Map([[lost, leaves.set]]));
    }
  return Array.from(found, ([cause, byHours]) =>
    Array.from(byHours, ([hours, set]) => ({ cause, hours, leaves: pooled(memory.leaves, set) })),
  ).flat();
}

function outcomeOf(memory: Memory, part: RolePart, start: number, reach: Reach): Outcome {
  const here = reach.cell === start && start >= 0;
  let covered = reach.whole ? part.size : 0;
  let own = 0;
  if (!reach.whole || here)
    for (const { hours, leaves } of part.lines) {
      if (!reach.whole) covered += sizeOfBoth(hours.set, reach.clear) * leaves.size;
      if (here) own += sizeOfBoth(hours.set, reach.own) * leaves.size;
    }
  const list = covered < part.size ? lostNotes(memory, part, reach) : [];
  let gaps = 0;
  let conflicts = 0;
  for (const { cause, hours, leaves } of list)
    if (cause.kind === 'gap') gaps += hours.size * leaves.size;
    else conflicts += hours.size * leaves.size;
  return { part, reach, covered, own, gaps, conflicts, notes: keepNotes(memory, list) };
}

/** Works out a block; of `known`, which stood in its place, is kept what has not changed. */
export function blockOf(
  memory: Memory,
  menu: Menu,
  start: number,
  reachOf: ReachOf,
  known: Block | undefined,
): Block {
  const former = known?.start === start ? known.outcomes : [];
  const outcomes: Outcome[] = [];
  const lists = [menu.notes];
  let { gaps, conflicts } = menu;
  let covered = 0;
  let fellBack = 0;
  let next = 0;
  for (const part of menu.parts) {
    const reach = reachOf(part.role, start);
    while ((former[next]?.part.role ?? Infinity) < part.role) next++;
    const old = former[next];
    const same = old?.part === part && old.reach === reach;
    const outcome = same ? old : outcomeOf(memory, part, start, reach);
    outcomes.push(outcome);
    covered += outcome.covered;
    fellBack += outcome.covered - outcome.own;
    gaps += outcome.gaps;
    conflicts += outcome.conflicts;
    if (outcome.notes.list.length > 0) lists.push(outcome.notes);
  }
  const notes = joinedNotes(memory, lists);
  return { menu, start, outcomes, covered, fellBack, gaps, conflicts, notes };
}

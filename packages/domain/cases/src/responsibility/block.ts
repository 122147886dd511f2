import { both, either, isEmpty, sizeOfBoth } from './bit-set.ts';
import type { Cause } from './cause.ts';
import type { Memory, Menu, Piece } from './memory.ts';
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
  /** In the order of the menu's entries. */
  readonly outcomes: readonly Outcome[];
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

/** What comes of one piece at one reach. */
interface Outcome {
  /** Hours in which one answers, and of these at the start itself. */
  readonly clear: number;
  readonly own: number;
  readonly lost: readonly { readonly cause: Cause; readonly hours: Pooled }[];
}

const nothingLost: Outcome['lost'] = [];

function outcomeOf(
  memory: Memory,
  { hours, cause }: Piece,
  start: number,
  reach: Reach | undefined,
): Outcome {
  if (cause) return { clear: 0, own: 0, lost: [{ cause, hours }] };
  if (!reach) return { clear: 0, own: 0, lost: nothingLost };
  const clear = reach.whole ? hours.size : sizeOfBoth(hours.set, reach.clear);
  const own = reach.cell === start && start >= 0 ? sizeOfBoth(hours.set, reach.own) : 0;
  if (clear === hours.size) return { clear, own, lost: nothingLost };
  const lost: { readonly cause: Cause; readonly hours: Pooled }[] = [];
  for (const [why, lacking] of reach.lacks) {
    const set = both(hours.set, lacking);
    if (!isEmpty(set)) lost.push({ cause: why, hours: pooled(memory.hours, set) });
  }
  return { clear, own, lost };
}

/** The outcomes of a menu's entries; those of a former block are kept where piece and reach are the same. */
function outcomesOf(
  memory: Memory,
  menu: Menu,
  start: number,
  reaches: readonly Reach[],
  known: Block | undefined,
): readonly Outcome[] {
  const former = known?.start === start ? known : undefined;
  const sameReach = reaches.map((reach, i) => {
    const place = former?.menu.roles.indexOf(menu.roles[i] as number) ?? -1;
    return place >= 0 && former?.reaches[place] === reach;
  });
  const entries = former?.menu.entries ?? [];
  let next = 0;
  return menu.entries.map(({ piece, place }) => {
    for (; (entries[next]?.piece.id ?? Infinity) < piece.id; ) next++;
    const same = entries[next]?.piece === piece && (place < 0 || sameReach[place]);
    return same
      ? (former?.outcomes[next] as Outcome)
      : outcomeOf(memory, piece, start, reaches[place]);
  });
}

/** The notes of outcomes: of each cause, leaf sets that share no leaf by their hours. */
function notesOf(memory: Memory, menu: Menu, outcomes: readonly Outcome[]): readonly Note[] {
  const found = new Map<Cause, Map<Pooled, Pooled>>();
  let some = false;
  outcomes.forEach(({ lost }, i) => {
    const leaves = menu.entries[i]?.leaves as Pooled;
    for (const { cause, hours } of lost) {
      some = true;
      const byHours = found.get(cause);
      const held = byHours?.get(hours);
      if (held) byHours?.set(hours, pooled(memory.leaves, either(held.set, leaves.set)));
      else if (byHours) byHours.set(hours, leaves);
      else found.set(cause, new Map([[hours, leaves]]));
    }
  });
  if (!some) return noNotes;
  const notes: Note[] = [];
  for (const [cause, byHours] of found)
    for (const [hours, leaves] of byHours) notes.push({ cause, hours, leaves });
  return notes;
}

const noNotes: readonly Note[] = [];

/** Works out a block; `known` is what stood in its place. */
export function blockOf(
  memory: Memory,
  menu: Menu,
  start: number,
  reachOf: (role: number, cell: number) => Reach,
  known: Block | undefined,
): Block {
  const reaches = menu.roles.map((role) => reachOf(role, start));
  const outcomes = outcomesOf(memory, menu, start, reaches, known);
  let covered = 0;
  let fellBack = 0;
  let gaps = 0;
  let conflicts = 0;
  for (let i = 0; i < outcomes.length; i++) {
    const { clear, own, lost } = outcomes[i] as Outcome;
    const { size } = (menu.entries[i] as Menu['entries'][number]).leaves;
    covered += clear * size;
    fellBack += (clear - own) * size;
    for (const { cause, hours } of lost)
      if (cause.kind === 'gap') gaps += hours.size * size;
      else conflicts += hours.size * size;
  }
  const notes = notesOf(memory, menu, outcomes);
  return { menu, start, reaches, outcomes, covered, fellBack, gaps, conflicts, notes };
}

import { addAll, type BitSet, both, either, isEmpty, without } from './bit-set.ts';
import type { CellTree } from './cell-tree.ts';
import type { CompiledDuty } from './compiled-duty.ts';
import type { Frame } from './frame.ts';
import { matchOf, matchWith, planAt } from './lead-plan.ts';
import type { Match, Memory, Menu, Piece } from './memory.ts';
import { pooled } from './pool.ts';
import type { Steps } from './steps.ts';

/** Leaf categories that the same rules match. */
interface Group {
  readonly match: Match;
  readonly leaves: BitSet;
}

/** The groups after one rule more: those that it divides are divided. */
function divided(memory: Memory, groups: readonly Group[], duty: CompiledDuty): readonly Group[] {
  const merged = new Map<Match, BitSet>();
  const add = (match: Match, leaves: BitSet): void => {
    if (isEmpty(leaves)) return;
    const known = merged.get(match);
    merged.set(match, known ? either(known, leaves) : leaves);
  };
  for (const { match, leaves } of groups) {
    const inside = both(leaves, duty.leaves);
    if (isEmpty(inside)) add(match, leaves);
    else {
      add(match, without(leaves, inside));
      add(matchWith(memory, match, duty), inside);
    }
  }
  return Array.from(merged, ([match, leaves]) => ({ match, leaves }));
}

function menuOf(frame: Frame, memory: Memory, groups: readonly Group[], level: number): Menu {
  const leavesOf = new Map<Piece, BitSet>();
  for (const { match, leaves } of groups)
    for (const piece of planAt(frame, memory, match, level)) {
      const known = leavesOf.get(piece);
      leavesOf.set(piece, known ? either(known, leaves) : leaves);
    }
  const entries = Array.from(leavesOf, ([piece, leaves]) => ({
    piece,
    leaves: pooled(memory.leaves, leaves),
  })).sort((one, other) => one.piece.id - other.piece.id);
  const key = entries.map(({ piece, leaves }) => `${piece.id}:${leaves.id}`).join();
  const known = memory.menus.get(key);
  if (known) return known;
  const needs = new Map<number, BitSet>();
  for (const { piece } of entries) {
    if (piece.role < 0) continue;
    const need = needs.get(piece.role);
    if (need) addAll(need, piece.hours.set);
    else needs.set(piece.role, piece.hours.set.slice());
  }
  const menu: Menu = { id: memory.menus.size, entries, needs, roles: [...needs.keys()] };
  memory.menus.set(key, menu);
  return menu;
}

/** The rules by the cells that they name; those that name none hold everywhere. */
function byCell(
  cells: CellTree,
  duties: Iterable<CompiledDuty>,
): {
  readonly everywhere: readonly CompiledDuty[];
  readonly at: ReadonlyMap<number, readonly CompiledDuty[]>;
} {
  const everywhere: CompiledDuty[] = [];
  const at = new Map<number, CompiledDuty[]>();
  for (const rule of duties) {
    if (rule.duty.grids === undefined) everywhere.push(rule);
    for (const code of rule.duty.grids ?? []) {
      const cell = cells.idOf.get(code) as number;
      const there = at.get(cell);
      if (there) there.push(rule);
      else at.set(cell, [rule]);
    }
  }
  return { everywhere, at };
}

/**
 * What the rules say in every cell at every level, by cell × levels. Cells that no rule names are of their parent's
 * class and share its menus. Undefined where the steps run out.
 */
export function menusOf(
  frame: Frame,
  memory: Memory,
  cells: CellTree,
  duties: Iterable<CompiledDuty>,
  steps: Steps,
): readonly (Menu | undefined)[] | undefined {
  const { everywhere, at } = byCell(cells, duties);
  const groupsAt: (readonly Group[])[] = [];
  const menus: (Menu | undefined)[] = [];
  const levels = frame.levels.length;
  const withAll = (groups: readonly Group[], rules: readonly CompiledDuty[]) => {
    let found = groups;
    for (const rule of rules) {
      steps.left -= found.length;
      if (steps.left < 0) return found;
      found = divided(memory, found, rule);
    }
    return found;
  };
  const nothing = [{ match: matchOf(memory, []), leaves: frame.tree.all }];
  const base = withAll(nothing, everywhere);
  const baseMenus: (Menu | undefined)[] = [];
  for (const cell of cells.downwards) {
    const parent = cells.parents[cell] as number;
    const above = parent < 0 ? base : (groupsAt[parent] as readonly Group[]);
    const own = at.get(cell);
    const groups = own ? withAll(above, own) : above;
    if (steps.left < 0) return undefined;
    groupsAt[cell] = groups;
    for (let level = 0; level < levels; level++) {
      const inherited =
        parent < 0 ? baseMenus[level] : (menus[parent * levels + level] as Menu | undefined);
      if (!own && inherited) menus[cell * levels + level] = inherited;
      else {
        steps.left -= groups.length;
        const menu = menuOf(frame, memory, groups, level);
        menus[cell * levels + level] = menu;
        if (parent < 0 && !own) baseMenus[level] = menu;
      }
    }
  }
  return steps.left < 0 ? undefined : menus;
}

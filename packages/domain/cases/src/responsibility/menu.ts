import { addAll, type BitSet, both, either, isEmpty, without } from './bit-set.ts';
import type { CellTree } from './cell-tree.ts';
import type { CompiledDuty } from './compiled-duty.ts';
import type { Frame } from './frame.ts';
import { matchOf, matchWith, planAt } from './lead-plan.ts';
import type { Group, Match, Memory, Menu, Piece, RuleClass } from './memory.ts';
import { pooled } from './pool.ts';
import type { Steps } from './steps.ts';

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
  const lines = Array.from(leavesOf, ([piece, leaves]) => ({
    piece,
    leaves: pooled(memory.leaves, leaves),
  })).sort((one, other) => one.piece.id - other.piece.id);
  const key = lines.map(({ piece, leaves }) => `${piece.id}:${leaves.id}`).join();
  const known = memory.menus.get(key);
  if (known) return known;
  const needs = new Map<number, BitSet>();
  for (const { piece } of lines) {
    if (piece.role < 0) continue;
    const need = needs.get(piece.role);
    if (need) addAll(need, piece.hours.set);
    else needs.set(piece.role, piece.hours.set.slice());
  }
  const roles = [...needs.keys()];
  const entries = lines.map((line) => ({ ...line, place: roles.indexOf(line.piece.role) }));
  const menu: Menu = { id: memory.menus.size, entries, needs, roles };
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

/** The class of cells that some rules reach beside those of the class above; undefined where the steps run out. */
function classOf(
  frame: Frame,
  memory: Memory,
  above: RuleClass | undefined,
  rules: readonly CompiledDuty[],
  steps: Steps,
): RuleClass | undefined {
  const key = `${above?.id ?? ''}/${rules.map(({ handle }) => handle).join()}`;
  const known = memory.classes.get(key);
  if (known) return known;
  let groups = above?.groups ?? [{ match: matchOf(memory, []), leaves: frame.tree.all }];
  for (const rule of rules) {
    steps.left -= groups.length;
    if (steps.left < 0) return undefined;
    groups = divided(memory, groups, rule);
  }
  steps.left -= groups.length * frame.levels.length;
  if (steps.left < 0) return undefined;
  const menus = frame.levels.map((_, level) => menuOf(frame, memory, groups, level));
  const found = { id: memory.classes.size, groups, menus };
  memory.classes.set(key, found);
  return found;
}

/**
 * The class of every cell by its number: cells that no rule names are of their parent's. Undefined where the steps run
 * out.
 */
export function classesOf(
  frame: Frame,
  memory: Memory,
  cells: CellTree,
  duties: Iterable<CompiledDuty>,
  steps: Steps,
): readonly (RuleClass | undefined)[] | undefined {
  const { everywhere, at } = byCell(cells, duties);
  const base = classOf(frame, memory, undefined, everywhere, steps);
  if (!base) return undefined;
  const found: RuleClass[] = [];
  for (const cell of cells.downwards) {
    const above = found[cells.parents[cell] as number] ?? base;
    const own = at.get(cell);
    const now = own ? classOf(frame, memory, above, own, steps) : above;
    if (!now) return undefined;
    found[cell] = now;
  }
  return found;
}

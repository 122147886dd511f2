import { addAll, type BitSet, both, either, isEmpty, without } from './bit-set.ts';
import type { CellTree } from './cell-tree.ts';
import type { CompiledDuty } from './compiled-duty.ts';
import type { Frame } from './frame.ts';
import { matchOf, matchWith, planFor } from './lead-plan.ts';
import type { Group, Match, Memory, Menu, Piece, RolePart, RuleClass } from './memory.ts';
import { keepNotes, type Note } from './notes.ts';
import { type Pooled, pooled } from './pool.ts';
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

interface Line {
  readonly piece: Piece;
  readonly leaves: Pooled;
}

function partOf(frame: Frame, memory: Memory, role: number, lines: readonly Line[]): RolePart {
  const key = `${role}/${lines.map(({ piece, leaves }) => `${piece.id}:${leaves.id}`).join()}`;
  const known = memory.parts.get(key);
  if (known) return known;
  const need = frame.never.slice();
  let size = 0;
  for (const { piece, leaves } of lines) {
    addAll(need, piece.hours.set);
    size += piece.hours.size * leaves.size;
  }
  const part: RolePart = {
    id: memory.next++,
    role,
    lines: lines.map(({ piece, leaves }) => ({ hours: piece.hours, leaves })),
    need,
    size,
  };
  memory.parts.set(key, part);
  return part;
}

/** The pieces of groups with the leaves for which they hold, by role; -1 where there is not one lead. */
function linesOf(
  frame: Frame,
  memory: Memory,
  groups: readonly Group[],
): ReadonlyMap<number, readonly Line[]> {
  const leavesOf = new Map<Piece, BitSet>();
  for (const { match, leaves } of groups)
    for (const piece of planFor(frame, memory, match)) {
      const known = leavesOf.get(piece);
      if (known) addAll(known, leaves);
      else leavesOf.set(piece, leaves.slice());
    }
  const byRole = new Map<number, Line[]>();
  const pieces = [...leavesOf.keys()].sort((one, other) => one.id - other.id);
  for (const piece of pieces) {
    const line = { piece, leaves: pooled(memory.leaves, leavesOf.get(piece) as BitSet) };
    const known = byRole.get(piece.role);
    if (known) known.push(line);
    else byRole.set(piece.role, [line]);
  }
  return byRole;
}

function menuOf(frame: Frame, memory: Memory, groups: readonly Group[]): Menu {
  const byRole = linesOf(frame, memory, groups);
  const parts = [...byRole.keys()]
    .filter((role) => role >= 0)
    .sort((one, other) => one - other)
    .map((role) => partOf(frame, memory, role, byRole.get(role) ?? []));
  const list: Note[] = [];
  let gaps = 0;
  let conflicts = 0;
  for (const { piece, leaves } of byRole.get(-1) ?? []) {
    const { cause, hours } = piece;
    if (!cause) continue;
    list.push({ cause, hours, leaves });
    if (cause.kind === 'gap') gaps += hours.size * leaves.size;
    else conflicts += hours.size * leaves.size;
  }
  const notes = keepNotes(memory, list);
  const key = `${parts.map(({ id }) => id).join()}/${notes.id}`;
  const known = memory.menus.get(key);
  if (known) return known;
  const menu: Menu = { id: memory.next++, parts, notes, gaps, conflicts };
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
  {
    level,
    above,
    rules,
  }: {
    readonly level: number;
    readonly above: RuleClass | undefined;
    readonly rules: readonly CompiledDuty[];
  },
  steps: Steps,
): RuleClass | undefined {
  const own = rules.filter(({ levels }) => ((levels >>> level) & 1) === 1);
  if (above && own.length === 0) return above;
  const key = `${above?.id ?? 'base'}/${own.map(({ handle }) => handle).join()}`;
  const known = memory.classes.get(key);
  if (known) return known;
  let groups = above?.groups ?? [{ match: matchOf(memory, []), leaves: frame.tree.all }];
  for (const rule of own) {
    steps.left -= groups.length;
    if (steps.left < 0) return undefined;
    groups = divided(memory, groups, rule);
  }
  steps.left -= groups.length;
  if (steps.left < 0) return undefined;
  const found = { id: memory.next++, groups, menu: menuOf(frame, memory, groups) };
  memory.classes.set(key, found);
  return found;
}

/**
 * The class of every cell at every level, by cell × levels: cells that no rule names are of their parent's. Undefined
 * where the steps run out.
 */
export function classesOf(
  frame: Frame,
  memory: Memory,
  cells: CellTree,
  duties: Iterable<CompiledDuty>,
  steps: Steps,
): readonly (RuleClass | undefined)[] | undefined {
  const { everywhere, at } = byCell(cells, duties);
  const count = frame.levels.length;
  const found: RuleClass[] = new Array<RuleClass>(cells.codes.length * count);
  for (let level = 0; level < count; level++) {
    const base = classOf(frame, memory, { level, above: undefined, rules: everywhere }, steps);
    if (!base) return undefined;
    for (const cell of cells.downwards) {
      const above = found[(cells.parents[cell] as number) * count + level] ?? base;
      const rules = at.get(cell);
      const own = rules ? classOf(frame, memory, { level, above, rules }, steps) : above;
      if (!own) return undefined;
      found[cell * count + level] = own;
    }
  }
  return found;
}

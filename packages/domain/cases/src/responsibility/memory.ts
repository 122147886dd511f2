import type { BitSet } from './bit-set.ts';
import type { Cause } from './cause.ts';
import type { CellTree } from './cell-tree.ts';
import type { CompiledDuty } from './compiled-duty.ts';
import type { MatrixFinding } from './finding.ts';
import type { Pool, Pooled } from './pool.ts';

/** The rules that match a class of categories and a class of cells, in the order of their handles. */
export interface Match {
  readonly id: number;
  readonly duties: readonly CompiledDuty[];
  /** What one rule more makes of it, by the rule's handle. */
  readonly next: Map<number, Match>;
  /** What they say at each level, once it is known. */
  readonly plans: (readonly Piece[] | undefined)[];
}

/** Hours in which a matter has one lead, or none, or too many. */
export interface Piece {
  readonly id: number;
  readonly hours: Pooled;
  /** The lead's number; -1 where there is not exactly one. */
  readonly role: number;
  /** Why there is none. */
  readonly cause: Cause | undefined;
}

/** One line of a menu. */
export interface MenuEntry {
  readonly piece: Piece;
  readonly leaves: Pooled;
  /** The place of the piece's role among the menu's roles; -1 where it has none. */
  readonly place: number;
}

/** The rules' say to a class of cells: what matches, and the menus by level. */
export interface RuleClass {
  readonly id: number;
  readonly groups: readonly Group[];
  readonly menus: readonly Menu[];
}

/** Leaf categories that the same rules match. */
export interface Group {
  readonly match: Match;
  readonly leaves: BitSet;
}

/** What the rules say to one class of cells at one level: pieces with the leaf categories for which they hold. */
export interface Menu {
  readonly id: number;
  /** By the number of the piece. */
  readonly entries: readonly MenuEntry[];
  /** By number of the role: the hours in which some category needs it. */
  readonly needs: ReadonlyMap<number, BitSet>;
  /** Its keys. */
  readonly roles: readonly number[];
}

/** A finding without its cells: the same for every cell of the grid tree in which it is met. */
export interface Item {
  readonly id: number;
  readonly cause: Cause;
  readonly hours: Pooled;
  /** Bit i is level i. */
  readonly levels: number;
  readonly leaves: Pooled;
}

/** An item and the cells of the grid tree, ascending, in which it is met. */
export interface Region {
  readonly item: Item;
  readonly cells: readonly number[];
}

/**
 * What the versions of a matrix share: equal things are kept once and told apart by identity, so that a version sees at
 * once what its predecessor already knew. It only grows; a version that finds it too large begins a new one.
 */
export interface Memory {
  readonly hours: Pool;
  readonly leaves: Pool;
  readonly causes: Map<string, Cause>;
  readonly roles: string[];
  readonly roleOf: Map<string, number>;
  readonly matches: Map<string, Match>;
  readonly pieces: Map<string, Piece>;
  readonly menus: Map<string, Menu>;
  readonly classes: Map<string, RuleClass>;
  readonly items: Map<string, Item>;
  /** Findings as they were worded for a tree of cells. */
  readonly worded: WeakMap<Region, { readonly cells: CellTree; readonly finding: MatrixFinding }>;
  /** The next rule's handle. */
  handles: number;
}

export function emptyMemory(): Memory {
  return {
    hours: new Map(),
    leaves: new Map(),
    causes: new Map(),
    roles: [],
    roleOf: new Map(),
    matches: new Map(),
    pieces: new Map(),
    menus: new Map(),
    classes: new Map(),
    items: new Map(),
    worded: new WeakMap(),
    handles: 0,
  };
}

/** How many things are kept. */
export function memorySize(memory: Memory): number {
  const { hours, leaves, causes, matches, pieces, menus, classes, items } = memory;
  return [hours, leaves, causes, matches, pieces, menus, classes, items].reduce(
    (n, { size }) => n + size,
    0,
  );
}

/** The number of a role. */
export function roleNumber({ roles, roleOf }: Memory, role: string): number {
  const known = roleOf.get(role);
  if (known !== undefined) return known;
  roleOf.set(role, roles.length);
  roles.push(role);
  return roles.length - 1;
}

import type { BitSet } from './bit-set.ts';
import type { Cause } from './cause.ts';
import type { CellTree } from './cell-tree.ts';
import type { CompiledDuty } from './compiled-duty.ts';
import type { MatrixFinding } from './finding.ts';
import type { Notes } from './notes.ts';
import type { Pool, Pooled } from './pool.ts';

/** The rules that match a class of categories and a class of cells at one level, in the order of their handles. */
export interface Match {
  readonly id: number;
  readonly duties: readonly CompiledDuty[];
  /** What one rule more makes of it, by the rule's handle. */
  readonly next: Map<number, Match>;
  /** What they say, once it is known. */
  plan: readonly Piece[] | undefined;
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

/** Cells to which the rules say the same at one level. */
export interface RuleClass {
  readonly id: number;
  readonly groups: readonly Group[];
  readonly menu: Menu;
}

/** Leaf categories that the same rules match. */
export interface Group {
  readonly match: Match;
  readonly leaves: BitSet;
}

/** What the rules ask of one role in one class of cells at one level. */
export interface RolePart {
  readonly id: number;
  readonly role: number;
  /** Leaf categories with the hours in which the role leads; no leaf stands in two lines. */
  readonly lines: readonly { readonly hours: Pooled; readonly leaves: Pooled }[];
  /** The hours in which some category needs the role. */
  readonly need: BitSet;
  /** Leaf categories × hours. */
  readonly size: number;
}

/** What the rules say to one class of cells at one level. */
export interface Menu {
  readonly id: number;
  /** By role. */
  readonly parts: readonly RolePart[];
  /** Where the rules name no lead, or contradict each other; and how many leaf categories × hours that are. */
  readonly notes: Notes;
  readonly gaps: number;
  readonly conflicts: number;
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
 * once what its predecessor already knew. Where it has grown too large, what can be worked out again is forgotten.
 */
export interface Memory {
  readonly hours: Pool;
  readonly leaves: Pool;
  readonly causes: Map<string, Cause>;
  readonly roles: string[];
  readonly roleOf: Map<string, number>;
  readonly matches: Map<string, Match>;
  readonly pieces: Map<string, Piece>;
  readonly parts: Map<string, RolePart>;
  readonly menus: Map<string, Menu>;
  readonly classes: Map<string, RuleClass>;
  readonly notes: Map<string, Notes>;
  readonly items: Map<string, Item>;
  /** What is not covered in a cell, by its notes at every level. */
  readonly itemLists: Map<string, readonly Item[]>;
  /** Findings as they were worded for a tree of cells. */
  readonly worded: WeakMap<Region, { readonly cells: CellTree; readonly finding: MatrixFinding }>;
  /** The next number of a thing that is kept, or handle of a rule. */
  next: number;
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
    parts: new Map(),
    menus: new Map(),
    classes: new Map(),
    notes: new Map(),
    items: new Map(),
    itemLists: new Map(),
    worded: new WeakMap(),
    next: 0,
  };
}

/** How much is kept that is dear only because it need not be worked out again. */
export function cacheSize(memory: Memory): number {
  const { matches, pieces, parts, menus, classes, notes, itemLists } = memory;
  return [matches, pieces, parts, menus, classes, notes, itemLists].reduce(
    (sum, { size }) => sum + size,
    0,
  );
}

/** Forgets what can be worked out again; numbers go on, so that nothing old is taken for something new. */
export function forgetCaches(memory: Memory): void {
  const { matches, pieces, parts, menus, classes, notes, itemLists } = memory;
  for (const cache of [matches, pieces, parts, menus, classes, notes, itemLists]) cache.clear();
}

/** How much is kept that versions tell apart by identity. */
export function keptSize({ hours, leaves, causes, items }: Memory): number {
  return hours.size + leaves.size + causes.size + items.size;
}

/** The number of a role. */
export function roleNumber({ roles, roleOf }: Memory, role: string): number {
  const known = roleOf.get(role);
  if (known !== undefined) return known;
  roleOf.set(role, roles.length);
  roles.push(role);
  return roles.length - 1;
}

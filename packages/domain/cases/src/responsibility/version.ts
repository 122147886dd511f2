import { type Block, blockOf, stands } from './block.ts';
import { type CellTree, cellTree } from './cell-tree.ts';
import { type CompiledDuty, compileDuty } from './compiled-duty.ts';
import type { MatrixFinding, MatrixProof } from './finding.ts';
import type { Frame } from './frame.ts';
import { itemsOf } from './item.ts';
import type { Item, Memory, Region, RuleClass } from './memory.ts';
import { classesOf } from './menu.ts';
import { noReach, type Reach, type RoleView, reachesOf } from './reach.ts';
import type { Facts } from './read-input.ts';
import { findingOf, regionsAfter } from './region.ts';
import { type Stations, stationsOf } from './stations.ts';
import type { Steps } from './steps.ts';
import {
  type FlatStations,
  flattenedStations,
  inOrder,
  type Needs,
  needsOf,
  type Vacancies,
  vacanciesOf,
} from './vacancy.ts';

/** The vacant posts of one role, and what they were worked out from. */
interface VacantView {
  readonly stations: Stations;
  readonly needs: Needs;
  readonly flat: FlatStations;
  readonly posts: Vacancies;
}

/** What the rules say in every cell, by cell × levels; undefined where the steps ran out. */
type Classes = readonly (RuleClass | undefined)[] | undefined;

/** One version of a matrix: its facts and all that was worked out of them. No version is ever changed. */
export interface Version {
  readonly facts: Facts;
  readonly cells: CellTree;
  readonly duties: ReadonlyMap<string, CompiledDuty>;
  readonly classes: Classes;
  /** By cell × levels; undefined from the cell on at which the steps ran out. */
  readonly blocks: readonly (Block | undefined)[];
  /** By number of the role. */
  readonly roles: readonly RoleView[];
  readonly vacant: readonly VacantView[];
  /** By cell. */
  readonly items: readonly (readonly Item[] | undefined)[];
  readonly regions: readonly Region[];
  readonly proof: MatrixProof;
}

const noStations: Stations = [];

function dutiesOf(
  frame: Frame,
  memory: Memory,
  facts: Facts,
  before: Version | undefined,
): ReadonlyMap<string, CompiledDuty> {
  if (before?.facts.duties === facts.duties) return before.duties;
  const found = new Map<string, CompiledDuty>();
  for (const [id, duty] of facts.duties) {
    const known = before?.duties.get(id);
    found.set(id, known?.duty === duty ? known : compileDuty(frame, memory, duty));
  }
  return found;
}

function rolesOf(
  frame: Frame,
  memory: Memory,
  cells: CellTree,
  stations: readonly Stations[],
  before: Version | undefined,
): readonly RoleView[] {
  return memory.roles.map((_, role) => {
    const own = stations[role] ?? noStations;
    const view = before?.roles[role];
    if (view && view.stations === own && before?.cells === cells) return view;
    const nowhere = view?.nowhere ?? noReach(frame, memory, role);
    const at = { role, stations: own, nowhere };
    const then = before && view ? { cells: before.cells, view } : undefined;
    return { stations: own, nowhere, reaches: reachesOf(frame, memory, cells, at, then) };
  });
}

/** The cells from which some role's reach is another than before. */
function movedStarts(cells: CellTree, roles: readonly RoleView[], before: Version): Uint8Array {
  const moved = new Uint8Array(cells.codes.length);
  roles.forEach(({ reaches }, role) => {
    const then = before.roles[role]?.reaches ?? [];
    if (reaches === then) return;
    for (const cell of cells.living) if (reaches[cell] !== then[cell]) moved[cell] = 1;
  });
  return moved;
}

/** The rows of every cell: those whose rules, start and reaches are as before are kept. */
function blocksOf(
  memory: Memory,
  now: Pick<Version, 'cells' | 'classes' | 'roles'> & { readonly levels: number },
  before: Version | undefined,
  steps: Steps,
): readonly (Block | undefined)[] {
  const { cells, classes, roles, levels } = now;
  const found: (Block | undefined)[] = [];
  if (!classes) return found;
  const fresh = new Map<number, Block>();
  const moved = before && movedStarts(cells, roles, before);
  const reachOf = (role: number, cell: number): Reach => {
    const view = roles[role] as RoleView;
    return cell < 0 ? view.nowhere : (view.reaches[cell] as Reach);
  };
  for (const cell of cells.living) {
    for (let level = 0; level < levels; level++) {
      const i = cell * levels + level;
      const start = cells.starts[i] as number;
      const known = before?.blocks[i];
      const own = classes[i] as RuleClass;
      const sameRules = before?.classes?.[i] === own;
      const still = sameRules && before?.cells.starts[i] === start && moved?.[start] !== 1;
      const { menu } = own;
      if (known && (still || stands(known, menu, start, reachOf))) {
        found[i] = known;
        continue;
      }
      const key = menu.id * (cells.codes.length + 1) + start + 1;
      let block = fresh.get(key);
      if (!block) {
        steps.left -= menu.parts.length + 1;
        if (steps.left < 0) return found;
        block = blockOf(memory, menu, start, reachOf, known);
        fresh.set(key, block);
      }
      found[i] = block;
    }
  }
  return found;
}

/** The blocks of a cell by level; undefined where one was not looked at. */
function blocksAt(
  blocks: readonly (Block | undefined)[],
  cell: number,
  levels: number,
): readonly Block[] | undefined {
  const found: Block[] = [];
  for (let level = 0; level < levels; level++) {
    const block = blocks[cell * levels + level];
    if (!block) return undefined;
    found.push(block);
  }
  return found;
}

function sameBlocks(
  blocks: readonly (Block | undefined)[],
  cell: number,
  levels: number,
  before: Version,
): boolean {
  for (let i = cell * levels; i < (cell + 1) * levels; i++)
    if (blocks[i] !== before.blocks[i]) return false;
  return true;
}

const noItems: readonly Item[] = [];

function itemsByCell(
  memory: Memory,
  cells: CellTree,
  blocks: readonly (Block | undefined)[],
  levels: number,
  before: Version | undefined,
): readonly (readonly Item[] | undefined)[] {
  const found: (readonly Item[])[] = [];
  for (const cell of cells.living) {
    const known = before?.items[cell];
    if (known && before && sameBlocks(blocks, cell, levels, before)) found[cell] = known;
    else {
      const own = blocksAt(blocks, cell, levels);
      found[cell] = own ? itemsOf(memory, own) : noItems;
    }
  }
  return found;
}

/** Which items each cell gained and lost. */
interface Moves {
  readonly gained: Map<Item, number[]>;
  readonly lost: Map<Item, Set<number>>;
}

function lose({ lost }: Moves, item: Item, cell: number): void {
  const known = lost.get(item);
  if (known) known.add(cell);
  else lost.set(item, new Set([cell]));
}

function compareItems(
  moves: Moves,
  cell: number,
  now: readonly Item[],
  then: readonly Item[],
): void {
  const were = new Set(then);
  for (const item of now) {
    if (were.delete(item)) continue;
    const known = moves.gained.get(item);
    if (known) known.push(cell);
    else moves.gained.set(item, [cell]);
  }
  for (const item of were) lose(moves, item, cell);
}

function regionsOf(
  cells: CellTree,
  items: readonly (readonly Item[] | undefined)[],
  before: Version | undefined,
): readonly Region[] {
  const moves: Moves = { gained: new Map(), lost: new Map() };
  for (const cell of cells.living) {
    const now = items[cell] ?? noItems;
    const then = before?.items[cell] ?? noItems;
    if (now !== then) compareItems(moves, cell, now, then);
  }
  if (before && before.cells !== cells)
    for (const cell of before.cells.living)
      if (cells.sizes[cell] === 0)
        for (const item of before.items[cell] ?? noItems) lose(moves, item, cell);
  return regionsAfter(before?.regions ?? [], moves.gained, moves.lost);
}

interface Counts {
  covered: number;
  fellBack: number;
  gaps: number;
  conflicts: number;
}

function count(counts: Counts, block: Block | undefined, times: 1 | -1): void {
  if (!block) return;
  counts.covered += times * block.covered;
  counts.fellBack += times * block.fellBack;
  counts.gaps += times * block.gaps;
  counts.conflicts += times * block.conflicts;
}

/** The counts: those of before, without the blocks that went and with those that came. */
function countsOf(
  frame: Frame,
  cells: CellTree,
  blocks: readonly (Block | undefined)[],
  before: Version | undefined,
): MatrixProof['counts'] {
  const levels = frame.levels.length;
  const row = frame.tree.leafCodes.length * levels * frame.slots;
  const { covered, fellBack, gaps, conflicts } = before?.proof.counts ?? emptyCounts;
  const counts = { covered, fellBack, gaps, conflicts };
  let decided = 0;
  for (const cell of cells.living) {
    // a cell is decided at all of its levels or at none
    if (!blocks[(cell + 1) * levels - 1]) continue;
    decided++;
    for (let i = cell * levels; i < (cell + 1) * levels; i++) {
      const then = before?.blocks[i];
      if (blocks[i] === then) continue;
      count(counts, then, -1);
      count(counts, blocks[i], 1);
    }
  }
  if (before && before.cells !== cells)
    for (const cell of before.cells.living)
      for (let i = cell * levels; cells.sizes[cell] === 0 && i < (cell + 1) * levels; i++)
        count(counts, before.blocks[i], -1);
  const undecided = row * (cells.living.length - decided);
  return { cells: row * cells.living.length, ...counts, undecided };
}

const emptyCounts: Counts = { covered: 0, fellBack: 0, gaps: 0, conflicts: 0 };

function worded(frame: Frame, memory: Memory, cells: CellTree, region: Region): MatrixFinding {
  const known = memory.worded.get(region);
  if (known?.cells === cells) return known.finding;
  const finding = findingOf(frame, cells, region);
  memory.worded.set(region, { cells, finding });
  return finding;
}

function sameNeeds(one: Needs, other: Needs): boolean {
  if (one === other) return true;
  if (one.length !== other.length) return false;
  for (let i = 0; i < one.length; i++) if (one[i] !== other[i]) return false;
  return true;
}

function vacantOf(
  frame: Frame,
  version: Pick<Version, 'cells' | 'classes' | 'blocks' | 'roles'>,
  before: Version | undefined,
): readonly VacantView[] {
  const { cells, classes, blocks, roles } = version;
  const sameTree = before?.cells === cells;
  const needs =
    sameTree && before.classes === classes && before.vacant.length === roles.length
      ? before.vacant.map((view) => view.needs)
      : needsOf(frame, cells, new Set(blocks.filter((block) => block !== undefined)), roles.length);
  return roles.map(({ stations }, role) => {
    const known = before?.vacant[role];
    const own = needs[role] as Needs;
    if (known && sameTree && known.stations === stations && sameNeeds(known.needs, own))
      return known;
    const flat = flattenedStations(frame, cells, stations, known);
    const posts = vacanciesOf(frame, cells, { stations, needs: own, flat }, known?.posts);
    return { stations, needs: own, flat, posts };
  });
}

/** Works out a version: anew, or from the one before and the ids of the posts that changed since. */
export function versionOf(
  frame: Frame,
  memory: Memory,
  facts: Facts,
  before?: { readonly version: Version; readonly posts: ReadonlySet<string> },
): Version {
  const then = before?.version;
  const cells =
    then?.facts.grids === facts.grids
      ? then.cells
      : cellTree(facts.grids, frame.levelOf, then?.cells);
  // a cell that went and came back has its old number but another place in the input
  if (then && cells.living.some((cell, i) => i > 0 && cell < (cells.living[i - 1] as number)))
    return versionOf(frame, memory, facts);
  const steps: Steps = { left: frame.limits.steps };
  const levels = frame.levels.length;
  const duties = dutiesOf(frame, memory, facts, then);
  const stations = stationsOf(frame, memory, facts, cells, before);
  const classes =
    then?.cells === cells && then.duties === duties
      ? then.classes
      : classesOf(frame, memory, cells, duties.values(), steps);
  const roles = rolesOf(frame, memory, cells, stations, then);
  const blocks = blocksOf(memory, { cells, classes, roles, levels }, then, steps);
  const items = itemsByCell(memory, cells, blocks, levels, then);
  const regions = regionsOf(cells, items, then);
  const counts = countsOf(frame, cells, blocks, then);
  const decided = counts.undecided === 0;
  const vacant = decided ? vacantOf(frame, { cells, classes, blocks, roles }, then) : [];
  const listed = regions.slice(0, frame.limits.findings);
  const proof: MatrixProof = {
    complete: decided && counts.gaps === 0 && counts.conflicts === 0,
    counts,
    findings: listed.map((region) => worded(frame, memory, cells, region)),
    more: regions.length - listed.length,
    vacantPosts: inOrder(
      cells,
      vacant.map(({ posts }) => posts),
    ),
  };
  return { facts, cells, duties, classes, blocks, roles, vacant, items, regions, proof };
}

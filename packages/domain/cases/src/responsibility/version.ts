import { type Block, blockOf, stands } from './block.ts';
import { type CellTree, cellTree } from './cell-tree.ts';
import { type CompiledDuty, compileDuty } from './compiled-duty.ts';
import type { MatrixFinding, MatrixProof } from './finding.ts';
import type { Frame } from './frame.ts';
import { itemsOf } from './item.ts';
import type { Item, Memory, Menu, Region, RuleClass } from './memory.ts';
import { classesOf } from './menu.ts';
import { noReach, type Reach, reachesOf } from './reach.ts';
import type { Facts } from './read-input.ts';
import { findingOf, regionsAfter } from './region.ts';
import { type Stations, stationsOf } from './stations.ts';
import type { Steps } from './steps.ts';
import { inOrder, type Needs, needsOf, type Vacancies, vacanciesOf } from './vacancy.ts';

/** What is known of one role. */
export interface RoleView {
  readonly stations: Stations;
  readonly nowhere: Reach;
  /** By cell. */
  readonly reaches: readonly (Reach | undefined)[];
}

/** The vacant posts of one role, and what they were worked out from. */
interface VacantView {
  readonly stations: Stations;
  readonly needs: Needs;
  readonly posts: Vacancies;
}

/** What the rules say in every cell; undefined where the steps ran out. */
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

const noItems: readonly Item[] = [];
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
    const known = before?.roles[role];
    if (known && known.stations === own && before?.cells === cells) return known;
    const nowhere = known?.nowhere ?? noReach(frame, memory, role);
    const at = { role, stations: own, nowhere };
    return { stations: own, nowhere, reaches: reachesOf(frame, memory, cells, at, known?.reaches) };
  });
}

/** The rows of every cell: those whose rules, start and reaches are as before are kept. */
function blocksOf(
  memory: Memory,
  {
    cells,
    classes,
    roles,
    levels,
  }: {
    readonly cells: CellTree;
    readonly classes: Classes;
    readonly roles: readonly RoleView[];
    readonly levels: number;
  },
  before: readonly (Block | undefined)[],
  steps: Steps,
): readonly (Block | undefined)[] {
  const found: (Block | undefined)[] = [];
  if (!classes) return found;
  const fresh = new Map<number, Block>();
  const reachOf = (role: number, cell: number): Reach => {
    const view = roles[role] as RoleView;
    return cell < 0 ? view.nowhere : (view.reaches[cell] as Reach);
  };
  for (const cell of cells.living)
    for (let level = 0; level < levels; level++) {
      const i = cell * levels + level;
      const menu = classes[cell]?.menus[level] as Menu;
      const start = cells.starts[i] as number;
      const known = before[i];
      if (known && stands(known, menu, start, reachOf)) {
        found[i] = known;
        continue;
      }
      const key = menu.id * (cells.codes.length + 1) + start + 1;
      let block = fresh.get(key);
      if (!block) {
        steps.left -= menu.entries.length + 1;
        if (steps.left < 0) return found;
        block = blockOf(memory, menu, start, reachOf, known);
        fresh.set(key, block);
      }
      found[i] = block;
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

function itemsByCell(
  memory: Memory,
  cells: CellTree,
  blocks: readonly (Block | undefined)[],
  levels: number,
  before: Version | undefined,
): readonly (readonly Item[] | undefined)[] {
  const found: (readonly Item[])[] = [];
  for (const cell of cells.living) {
    const own = blocksAt(blocks, cell, levels);
    const known = before?.items[cell];
    const same =
      known && own?.every((block, level) => block === before?.blocks[cell * levels + level]);
    found[cell] = same ? known : own ? itemsOf(memory, own) : noItems;
  }
  return found;
}

function regionsOf(
  cells: CellTree,
  items: readonly (readonly Item[] | undefined)[],
  before: Version | undefined,
): readonly Region[] {
  const gained = new Map<Item, number[]>();
  const lost = new Map<Item, Set<number>>();
  const lose = (item: Item, cell: number): void => {
    const known = lost.get(item);
    if (known) known.add(cell);
    else lost.set(item, new Set([cell]));
  };
  for (const cell of cells.living) {
    const now = items[cell] ?? noItems;
    const then = before?.items[cell] ?? noItems;
    if (now === then) continue;
    const were = new Set(then);
    for (const item of now) {
      if (were.delete(item)) continue;
      const known = gained.get(item);
      if (known) known.push(cell);
      else gained.set(item, [cell]);
    }
    for (const item of were) lose(item, cell);
  }
  if (before && before.cells !== cells) {
    const living = new Set(cells.living);
    for (const cell of before.cells.living)
      if (!living.has(cell)) for (const item of before.items[cell] ?? noItems) lose(item, cell);
  }
  return regionsAfter(before?.regions ?? [], gained, lost);
}

function countsOf(
  frame: Frame,
  cells: CellTree,
  blocks: readonly (Block | undefined)[],
): MatrixProof['counts'] {
  const levels = frame.levels.length;
  const row = frame.tree.leafCodes.length * levels * frame.slots;
  const counts = { covered: 0, fellBack: 0, gaps: 0, conflicts: 0, undecided: 0 };
  for (const cell of cells.living) {
    const own = blocksAt(blocks, cell, levels);
    if (!own) counts.undecided += row;
    else
      for (const { covered, fellBack, gaps, conflicts } of own) {
        counts.covered += covered;
        counts.fellBack += fellBack;
        counts.gaps += gaps;
        counts.conflicts += conflicts;
      }
  }
  return { cells: row * cells.living.length, ...counts };
}

function worded(frame: Frame, memory: Memory, cells: CellTree, region: Region): MatrixFinding {
  const known = memory.worded.get(region);
  if (known?.cells === cells) return known.finding;
  const finding = findingOf(frame, cells, region);
  memory.worded.set(region, { cells, finding });
  return finding;
}

function sameNeeds(one: Needs, other: Needs): boolean {
  return one.length === other.length && one.every((word, i) => word === other[i]);
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
    const posts = vacanciesOf(frame, cells, stations, own, known?.posts);
    return { stations, needs: own, posts };
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
  const blocks = blocksOf(memory, { cells, classes, roles, levels }, then?.blocks ?? [], steps);
  const items = itemsByCell(memory, cells, blocks, levels, then);
  const regions = regionsOf(cells, items, then);
  const counts = countsOf(frame, cells, blocks);
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

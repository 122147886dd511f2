import type { Block } from './block.ts';
import { type CellTree, cellTree } from './cell-tree.ts';
import { type CompiledDuty, compileDuty } from './compiled-duty.ts';
import { countsOf } from './counts.ts';
import type { MatrixFinding, MatrixProof } from './finding.ts';
import type { Frame } from './frame.ts';
import type { Item, Memory, Region, RuleClass } from './memory.ts';
import { classesOf } from './menu.ts';
import { noReach, type RoleView, reachesOf } from './reach.ts';
import type { Facts } from './read-input.ts';
import { findingOf } from './region.ts';
import { blocksOf } from './rows.ts';
import { type Stations, stationsOf } from './stations.ts';
import type { Steps } from './steps.ts';
import { itemsByCell, regionsOf } from './uncovered.ts';
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
    then?.facts.grids === facts.grids ? then.cells : cellTree(facts.grids, frame, then?.cells);
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

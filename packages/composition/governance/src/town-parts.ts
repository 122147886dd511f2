import { type WorkCalendar, workCalendar } from '@civigrid/calendar';
import { chinaCalendarYears } from '@civigrid/calendar/china';
import {
  type CaseBudgets,
  type CaseCommand,
  type CaseEvent,
  type CaseState,
  caseDeadlines,
  caseDeciderUnder,
  caseLevels,
  defaultLadder,
  type EarlyBudgets,
  type Ladder,
} from '@civigrid/cases';
import { type GridHierarchy, gridHierarchy } from '@civigrid/grid';
import {
  type Clock,
  type CommandHandler,
  commandHandler,
  type Digest,
  type GridCode,
  type Handling,
  type IdSource,
  type MediaStore,
  memoryMediaStore,
  memoryStore,
  memorySubjectIndex,
  memoryVault,
  partitionOf,
  type Store,
  type SubjectIndex,
  type TenantId,
  tenantId,
  type Vault,
} from '@civigrid/kernel';
import { sha256Digest } from '@civigrid/ledger';
import {
  fieldLevelLeaders,
  fieldSuccession,
  type Roster,
  type RosterInput,
  roster,
  type Succession,
} from '@civigrid/people';
import { refusal } from './governance-error.ts';
import { limitBudgets } from './limit-budgets.ts';
import type { GovernanceOptions } from './options.ts';
import { type Routing, routingOf } from './routing.ts';
import { systemClock, systemIds } from './system.ts';

/** Everything that a town stands on, built once when it opens. */
export interface TownParts {
  readonly tenant: TenantId;
  readonly grid: GridHierarchy;
  readonly routing: Routing;
  readonly roster: Roster;
  readonly succession: Succession;
  /** The cells that have a post of a role. */
  readonly cellsOf: ReadonlyMap<string, ReadonlySet<GridCode>>;
  /** Levels of the town, lowest first. */
  readonly levels: readonly string[];
  readonly leaders: ReadonlyMap<string, string>;
  readonly backstop: string;
  readonly ladders: readonly Ladder[];
  readonly budgets?: EarlyBudgets;
  /** The limits that a category has by itself. */
  readonly limitsOf: (category: string, at: number) => CaseBudgets;
  readonly calendar: WorkCalendar;
  readonly store: Store;
  readonly vault: Vault;
  readonly subjects: SubjectIndex;
  readonly media: MediaStore;
  readonly digest: Digest;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly handler: CommandHandler;
  readonly caseHandling: Handling<CaseState, CaseCommand, CaseEvent>;
  /** The cell under whose code a place is ordered: its community, else the root. */
  readonly partition: (grid: GridCode | undefined) => number;
}

/** Office hours where a town names none. */
const officeHours = [
  ['08:30', '12:00'],
  ['14:00', '17:30'],
] as const;

const isHierarchy = (grid: unknown): grid is GridHierarchy =>
  typeof grid === 'object' && grid !== null && 'locateIndex' in grid;

/** The levels from the deepest leaf upwards. */
function levelsOf(grid: GridHierarchy): readonly string[] {
  let deepest: readonly GridCode[] = [];
  for (const code of grid.codes) {
    const path = grid.path(code);
    if (path.length > deepest.length) deepest = path;
  }
  const levels = deepest.map((code) => String(grid.levelOf(code) ?? '')).reverse();
  const named = levels.every((level) => level !== '') && new Set(levels).size === levels.length;
  return named && levels.length > 0 ? levels : caseLevels;
}

function cellsByRole({ posts }: Roster): ReadonlyMap<string, ReadonlySet<GridCode>> {
  const cells = new Map<string, Set<GridCode>>();
  for (const { role, grid } of posts) {
    const known = cells.get(role) ?? new Set<GridCode>();
    cells.set(role, known.add(grid));
  }
  return cells;
}

/** A roster on the town's own tree, by the town's calendar if it brings none. */
export function townRoster(
  grid: GridHierarchy,
  calendar: WorkCalendar,
  input: RosterInput | undefined,
): Roster {
  return roster({
    posts: [],
    tenures: [],
    calendar,
    ...input,
    parents: grid.codes.map((code) => [code, grid.path(code).at(-2)]),
  });
}

/** Puts a town together; refuses what cannot work before anything is opened. */
export function townParts(options: GovernanceOptions): TownParts {
  const grid = isHierarchy(options.grid) ? options.grid : gridHierarchy(options.grid);
  const [root] = grid.roots;
  if (root === undefined)
    throw refusal('governance/invalid-options', 'The grid has no cell that can be used.', {
      issues: grid.issues.slice(0, 20).map(({ code }) => code),
    });
  const { digest = sha256Digest, clock = systemClock, ids = systemIds } = options;
  const { ladders = [defaultLadder], communityLevel = 'community' } = options;
  const store = options.store ?? memoryStore({ digest, clock });
  const vault = options.vault ?? memoryVault();
  const calendar =
    options.calendar ??
    workCalendar({ zone: 'Asia/Shanghai', shifts: officeHours, years: chinaCalendarYears });
  const community = (code: GridCode): string =>
    grid.ancestorAt(code, communityLevel) ?? grid.path(code)[1] ?? root;
  const posts = townRoster(grid, calendar, options.roster);
  return {
    tenant: tenantId(options.tenant ?? root),
    grid,
    routing: routingOf(options.routing, ladders, digest),
    roster: posts,
    cellsOf: cellsByRole(posts),
    succession: options.succession ?? fieldSuccession,
    levels: levelsOf(grid),
    leaders: options.leaders ?? fieldLevelLeaders,
    backstop: options.backstop ?? 'commandCentre',
    ladders,
    ...(options.budgets === undefined ? {} : { budgets: options.budgets }),
    limitsOf: limitBudgets(options.limits),
    calendar,
    store,
    vault,
    subjects: options.subjects ?? memorySubjectIndex(ids),
    media: options.media ?? memoryMediaStore(ids),
    digest,
    clock,
    ids,
    handler: commandHandler({ store, vault, digest }),
    caseHandling: {
      decider: caseDeciderUnder(calendar),
      wakes: (state) => caseDeadlines(state, calendar).deadlines,
    },
    partition: (code) => partitionOf(code === undefined ? root : community(code)),
  };
}

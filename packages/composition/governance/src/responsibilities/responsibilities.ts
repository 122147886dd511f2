import { isInstant, zone } from '@civigrid/calendar';
import {
  type Duty,
  dutiesOfTable,
  type MatrixAnswer,
  type MatrixCategory,
  type MatrixFinding,
  type MatrixGrid,
  type MatrixLimits,
  type PassedPost,
  type ResponsibilityMatrix,
  responsibilityMatrix,
} from '@civigrid/cases/responsibility';
import type { RosterInput, RosterIssue } from '@civigrid/people';
import type { Table } from '@civigrid/tables';
import { refusal } from '../governance-error.ts';
import { type TownParts, townRoster } from '../town-parts.ts';
import { backstopBelow, cellsWithLevels, leadersAbove, successionsOf } from './leads.ts';
import type { ResponsibilityIssue, ResponsibilityNote } from './reading.ts';
import { matrixPost, rosterInWindow } from './roster-posts.ts';
import { slotsInWeek, townSlots } from './slots.ts';
import { tableCategories } from './table-categories.ts';
import { type Given, type RulesForMatter, rulesForMatter } from './table-rules.ts';

/** What is asked of a town's responsibilities (人格事责). Only `from` must be given. */
export interface ResponsibilityOptions {
  /** The first instant of the window, UTC milliseconds. */
  readonly from: number;
  /** How long the window is: 1 to 744 hours, a week if left out. */
  readonly hours?: number;
  /** Every category of the town; those that the routing table tells apart if left out. */
  readonly categories?: readonly MatrixCategory[];
  /** What else the table sees of the matters, by its columns: `source`, `severity`, `kind`, `protected`, `device`. A resident's report without a severity if left out. */
  readonly given?: Given;
  /** A roster that is not in force yet; the town's own if left out. */
  readonly roster?: RosterInput;
  /** Without the backstop (兜底), what nobody owns is a gap even where the backstop would take it. */
  readonly backstop?: false;
  readonly limits?: MatrixLimits;
}

/** One question to a town's responsibilities. */
export interface ResponsibilityQuestion {
  /** A category that has none below it. */
  readonly category: string;
  readonly grid: string;
  /** UTC milliseconds, within the window. */
  readonly at: number;
  /** As it is reported if left out, and so at every level up to the cell's own; above it, to whoever leads on that level. */
  readonly level?: string;
}

/** Who answers for every matter in every cell at every instant of a window (责任矩阵), proved. */
export interface Responsibilities {
  readonly ok: true;
  /** Its slots are hours, cut further wherever somebody's duty or a rule's hours change: within a slot nothing does. */
  readonly matrix: ResponsibilityMatrix;
  /** What of the town was left out because it does not touch what is asked. */
  readonly notes: readonly ResponsibilityNote[];
  /** What the roster itself left out. */
  readonly rosterIssues: readonly RosterIssue[];
  /** Who answers there and then, and who was passed over. */
  answerAt(question: ResponsibilityQuestion): MatrixAnswer;
  /** The posts that were asked at the witness of a finding and did not answer, nearest first. */
  passedAt(finding: MatrixFinding): readonly PassedPost[];
  /** The slot of the matrix in which an instant lies; -1 outside of the window. */
  slotAt(at: number): number;
}

/** The responsibilities of a town, or all that a matrix cannot say of it. */
export type ResponsibilityResult =
  | Responsibilities
  | { readonly ok: false; readonly issues: readonly ResponsibilityIssue[] };

const hourMs = 3_600_000;
const mostHours = 744;
const everyMinute = { kind: 'week', slotMinutes: 1 } as const;
const defaultZone = 'Asia/Shanghai';

function windowOf({ from, hours = 168 }: ResponsibilityOptions): readonly [number, number] {
  if (!isInstant(from))
    throw refusal('governance/invalid-instant', 'An instant is a whole number of milliseconds.');
  if (!Number.isInteger(hours) || hours < 1 || hours > mostHours)
    throw refusal('governance/invalid-window', 'A window is 1 to 744 whole hours long.');
  const until = from + hours * hourMs;
  if (!isInstant(until))
    throw refusal('governance/invalid-instant', 'The window ends beyond the last instant.');
  return [from, until];
}

/** The duties that the table gives, their hours in minutes of the week. */
function tableDuties(
  parts: TownParts,
  { table, columns, places }: RulesForMatter,
  axes: { readonly categories: readonly MatrixCategory[]; readonly grids: readonly MatrixGrid[] },
): {
  readonly duties: readonly Duty[];
  readonly unique: boolean;
  readonly issues: readonly ResponsibilityIssue[];
} {
  const reading = { ...axes, levels: parts.levels, hours: everyMinute, columns };
  const read = dutiesOfTable(table, reading);
  if (read.ok) return { duties: read.duties, unique: read.unique, issues: [] };
  const issues = read.issues.map(({ path: [list, rule, ...rest], ...issue }) => {
    const place =
      typeof rule === 'number' ? [places[rule] ?? rule] : rule === undefined ? [] : [rule];
    return { ...issue, path: ['routing', list ?? '', ...place, ...rest] };
  });
  return { duties: [], unique: false, issues };
}

/** Brings a town's table, grid and roster together into a matrix. */
export function responsibilities(
  parts: TownParts,
  options: ResponsibilityOptions,
): ResponsibilityResult {
  const window = windowOf(options);
  const { levels, backstop, grid, calendar } = parts;
  const { given = { source: 'resident' }, limits } = options;
  const hasBackstop = options.backstop !== false;
  const whole = parts.routing.table.table as Table;
  const rules = rulesForMatter(whole, given);
  const grids = cellsWithLevels(parts);
  const categories = options.categories ?? tableCategories(rules.table, rules.columns.category);
  const read = tableDuties(parts, rules, { categories, grids });
  const roster = options.roster ? townRoster(grid, calendar, options.roster) : parts.roster;
  const staff = rosterInWindow(roster, grid, window);
  const backup: Duty = { id: '@backstop', lead: backstop, rank: whole.rules.length };
  const always = [...leadersAbove(parts, grids), ...(hasBackstop ? [backup] : [])];
  const leads = new Set([...read.duties, ...always].map(({ lead }) => lead));
  const posts = staff.posts.map(({ post }) => post);
  const issues = [
    ...rules.issues,
    ...read.issues,
    ...staff.issues,
    ...(hasBackstop ? backstopBelow(parts, posts, leads) : []),
  ];
  if (issues.length > 0) return { ok: false, issues };

  const where = zone(whole.zone ?? defaultZone);
  const minutes = new Set(
    read.duties.flatMap(({ hours = [] }) => hours.flat().map((minute) => minute % 10_080)),
  );
  const cut = townSlots(window, where, { minutes, instants: staff.instants });
  const notes = [...rules.notes, ...staff.notes];
  const duties = read.duties.flatMap((duty): readonly Duty[] => {
    if (duty.hours === undefined) return [duty];
    const hours = slotsInWeek(cut, where, duty.hours);
    if (hours.length > 0) return [{ ...duty, hours }];
    notes.push({ code: 'governance/other-hours', what: duty.id });
    return [];
  });
  const matrix = responsibilityMatrix({
    categories,
    grids,
    levels,
    hours: { kind: 'window', slots: cut.slots },
    duties: [...duties, ...always],
    posts: staff.posts.map((post) => matrixPost(post, cut)),
    start: 'place',
    successions: successionsOf(parts, leads, hasBackstop),
    unique: read.unique,
    ...(limits === undefined ? {} : { limits }),
  });
  if (!matrix.ok) return matrix;

  const levelOf = new Map(grids.map(({ code, level }) => [code, level]));
  return {
    ok: true,
    matrix,
    notes,
    rosterIssues: roster.issues,
    answerAt: ({ category, grid: code, at, level = levelOf.get(code) ?? levels[0] ?? '' }) =>
      matrix.answerAt({ category, grid: code, level, hour: cut.slotAt(at) }),
    passedAt: ({ witness }) => {
      const answer = matrix.answerAt(witness);
      return answer.ok ? answer.passed : [];
    },
    slotAt: cut.slotAt,
  };
}

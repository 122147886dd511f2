import type { WorkCalendar } from '@civigrid/calendar';
import { DomainError, type GridCode, type PersonId, type PostId } from '@civigrid/kernel';
import { dayMs } from '../day.ts';
import type { PeopleErrorCode } from '../people-error.ts';
import type { Post } from '../post.ts';
import type { Role } from '../role.ts';
import type { Rota } from '../rota/rota.ts';
import type { Leave, StandIn, Tenure } from '../tenure.ts';
import { type Answer, type DutyInterval, sameAnswer } from './answer.ts';
import { type CellTree, cellTree, type ParentLink } from './cell-tree.ts';
import type { Coverage, MissingCell } from './coverage.ts';
import { type Acting, noTerms, numberedActings } from './holding.ts';
import { type PostInterval, postIntervals } from './post-hours.ts';
import { postIndex } from './post-index.ts';
import type { RosterIssue } from './roster-issue.ts';
import { notStanding, packSlots } from './slots.ts';
import { stintsByPost } from './stints.ts';
import { absencesByPost, termsByPost } from './terms-by-post.ts';
import { nobody, walker } from './walk.ts';

/** What a roster is built from: plain data, in any order. */
export interface RosterInput {
  readonly posts: readonly Post[];
  readonly tenures: readonly Tenure[];
  readonly standIns?: readonly StandIn[];
  readonly leaves?: readonly Leave[];
  readonly rotas?: readonly Rota[];
  /** The tree of the cells, cell and parent; without it no cell has an ancestor. */
  readonly parents?: Iterable<ParentLink>;
  /** What rotas by working hours, workdays and days off go by. */
  readonly calendar?: WorkCalendar;
}

/** Posts and who holds them (岗位名册): built once, immutable, asked often. Instants are UTC milliseconds. */
export interface Roster {
  /** The posts that were taken in. */
  readonly posts: readonly Post[];
  /** What was left out, in the order of the lists; everything else answers. */
  readonly issues: readonly RosterIssue[];
  /**
   * Who answers for the role in the cell: who holds its post or stands in, is not away, and is on duty where a rota
   * rules the post; else the same in the nearest ancestor. Of several posts of one role in one cell the lowest id that
   * answers does. Refuses with `people/bad-instant`.
   */
  holderAt(grid: GridCode, role: Role, at: number): Answer;
  /** The same for a ladder of roles: in each cell, from the one asked for up, the first of them that answers. */
  answering(grid: GridCode, roles: readonly Role[], at: number): Answer;
  /** Who acts for one post; undefined where nobody does or is known to, or the post does not stand. */
  actingFor(post: PostId, at: number): Acting | undefined;
  /**
   * What `holderAt` says from `from` up to `until`: intervals without a hole, in order, two neighbours never alike.
   * Refuses with `people/bad-window` what ends before it begins or is longer than 3,660 days.
   */
  dutyHours(grid: GridCode, role: Role, from: number, until: number): readonly DutyInterval[];
  /**
   * What one post says by itself from `from` up to `until`: intervals without a hole, in order, two neighbours never
   * alike. Refuses as `dutyHours` does.
   */
  postHours(post: PostId, from: number, until: number): readonly PostInterval[];
  /** In how many of the cells a post of the role is filled. A cell named twice counts once. */
  coverage(role: Role, cells: Iterable<GridCode>, at: number): Coverage;
}

const longestWindow = 3660 * dayMs;

function refusal(code: PeopleErrorCode, message: string): DomainError<PeopleErrorCode> {
  return new DomainError(code, message, {});
}

function takenPosts(posts: readonly Post[], issues: RosterIssue[]): ReadonlyMap<PostId, Post> {
  const taken = new Map<PostId, Post>();
  for (const [index, post] of posts.entries())
    if (taken.has(post.id))
      issues.push({ code: 'people/duplicate-post', list: 'posts', index, post: post.id });
    else taken.set(post.id, Object.freeze({ ...post }));
  return taken;
}

function numbered(roles: Iterable<Role>): ReadonlyMap<Role, number> {
  const numbers = new Map<Role, number>();
  for (const role of roles) if (!numbers.has(role)) numbers.set(role, numbers.size);
  return numbers;
}

/** The posts in order of role and cell, then of their ids. */
function inOrder(
  posts: Iterable<Post>,
  roles: ReadonlyMap<Role, number>,
  { numbers }: CellTree,
): readonly (readonly [post: Post, role: number, cell: number])[] {
  return Array.from(
    posts,
    (post) => [post, roles.get(post.role) ?? 0, numbers.get(post.grid) ?? 0] as const,
  ).sort(
    ([one, role, cell], [other, otherRole, otherCell]) =>
      role - otherRole || cell - otherCell || (one.id < other.id ? -1 : 1),
  );
}

/**
 * Builds a roster (岗位名册). Never throws: an entry that contradicts another (a second post of one id, a term of an
 * unknown post, a term that ends before it begins, a second holder at one instant, a rota that overlaps another or
 * itself) is left out and listed in `issues`. A rota that cannot be read gives no duty: its posts then never answer.
 *
 * @example
 * roster({ posts, tenures, rotas, parents, calendar }).holderAt(code, 'gridLeader', at);
 */
export function roster(input: RosterInput): Roster {
  const { posts, tenures, standIns = [], leaves = [], rotas = [], parents = [] } = input;
  const issues: RosterIssue[] = [];
  const taken = takenPosts(posts, issues);
  const grids = Array.from(taken.values(), ({ grid }) => grid);
  const tree = cellTree(parents, grids, issues);
  const held = termsByPost('tenures', tenures, taken, issues);
  const stoodIn = termsByPost('standIns', standIns, taken, issues);
  const away = absencesByPost(leaves, taken, issues);
  const actings = numberedActings();
  const onShift = (person: PersonId) => actings.numberOf(person, 'shift');
  const stints = stintsByPost(rotas, taken, input.calendar, onShift, issues);
  const roles = numbered(Array.from(taken.values(), ({ role }) => role));
  const ordered = inOrder(taken.values(), roles, tree);
  const bySlot = ordered.map(([post]) => post);
  const index = postIndex(
    Int32Array.from(ordered, ([, role]) => role),
    Int32Array.from(ordered, ([, , cell]) => cell),
    tree.parents.length,
  );
  const slots = packSlots(
    bySlot.map((post) => ({
      post,
      terms: {
        tenures: held.get(post.id) ?? noTerms,
        standIns: stoodIn.get(post.id) ?? noTerms,
        absences: away.get(post.id),
      },
      stints: stints.get(post.id) ?? [],
    })),
    actings,
  );
  const slotOf = new Map(bySlot.map((post, slot) => [post.id, slot]));
  const walk = walker(bySlot, slots, actings, index, tree);
  /** A ladder of one, for each role. */
  const alone = Array.from(roles.values(), (role) => [role]);

  const checked = (at: number) => {
    if (!(Math.abs(at) <= 8.64e15))
      throw refusal('people/bad-instant', 'An instant is a number of UTC milliseconds.');
  };

  const checkedWindow = (from: number, until: number) => {
    checked(from);
    checked(until);
    if (from >= until || until - from > longestWindow)
      throw refusal(
        'people/bad-window',
        'A window ends after it begins, at most 3,660 days later.',
      );
  };

  function holderAt(grid: GridCode, role: Role, at: number): Answer {
    checked(at);
    const cell = tree.numbers.get(grid);
    const number = roles.get(role);
    if (cell === undefined || number === undefined) return nobody;
    return walk(cell, alone[number] as readonly number[], at);
  }

  /** The posts of a role from a cell up to the root. */
  function* slotsAbove(grid: GridCode, role: Role): Generator<number> {
    const number = roles.get(role);
    if (number === undefined) return;
    for (let cell = tree.numbers.get(grid) ?? -1; cell >= 0; cell = tree.parents[cell] as number)
      yield* slotsIn(number, cell);
  }

  function* slotsIn(role: number, cell: number): Generator<number> {
    const group = index.groupOf(role, cell);
    if (group < 0) return;
    for (let slot = index.starts[group] as number; slot < (index.ends[group] as number); slot++)
      yield slot;
  }

  return Object.freeze<Roster>({
    posts: Object.freeze([...taken.values()]),
    issues: Object.freeze(issues),
    holderAt,

    answering(grid, ladder, at) {
      checked(at);
      const cell = tree.numbers.get(grid);
      if (cell === undefined) return nobody;
      const asked = new Set<number>();
      for (const role of ladder) {
        const number = roles.get(role);
        if (number !== undefined) asked.add(number);
      }
      return walk(cell, [...asked], at);
    },

    actingFor(post, at) {
      checked(at);
      const slot = slotOf.get(post);
      const state = slot === undefined ? notStanding : slots.stateAt(slot, at);
      return state < 0 ? undefined : actings.acting(state);
    },

    dutyHours(grid, role, from, until) {
      checkedWindow(from, until);
      const points = new Set<number>([from]);
      const add = (at: number) => {
        if (at > from && at < until) points.add(at);
      };
      for (const slot of slotsAbove(grid, role)) slots.changes(slot, from, until, add);
      const intervals: { from: number; until: number; answer: Answer }[] = [];
      for (const at of Float64Array.from(points).sort()) {
        const answer = holderAt(grid, role, at);
        const last = intervals[intervals.length - 1];
        if (last !== undefined && sameAnswer(last.answer, answer)) continue;
        if (last !== undefined) last.until = at;
        intervals.push({ from: at, until, answer });
      }
      return intervals;
    },

    postHours(post, from, until) {
      checkedWindow(from, until);
      const slot = slotOf.get(post);
      if (slot === undefined) return [{ from, until, state: { status: 'notStanding' } }];
      return postIntervals(slots, actings, slot, { from, until });
    },

    coverage(role, cells, at) {
      checked(at);
      const number = roles.get(role) ?? -1;
      const asked = new Set(cells);
      const missing: MissingCell[] = [];
      for (const grid of asked) {
        const here = [...slotsIn(number, tree.numbers.get(grid) ?? -1)].filter(
          (slot) => slots.stateAt(slot, at) !== notStanding,
        );
        if (here.some((slot) => slots.isFilled(slot, at))) continue;
        missing.push({ grid, vacant: here.map((slot) => (bySlot[slot] as Post).id) });
      }
      return { held: asked.size - missing.length, total: asked.size, missing };
    },
  });
}

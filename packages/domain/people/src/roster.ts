import type { GridCode, PersonId, PostId } from '@civigrid/kernel';
import { type Post, standsAt } from './post.ts';
import type { Role } from './role.ts';
import type { RosterIssue } from './roster-issue.ts';
import { covers, isTerm, overlap, type StandIn, type Tenure } from './tenure.ts';

/** What a roster is built from: plain data, in any order. */
export interface RosterInput {
  readonly posts: readonly Post[];
  readonly tenures: readonly Tenure[];
  readonly standIns?: readonly StandIn[];
}

/** A post that stood without anybody, passed over on the way up (空缺岗位). */
export interface VacantPost {
  readonly post: PostId;
  readonly role: Role;
  readonly grid: GridCode;
}

/** Who acts for a post at an instant. */
export interface Acting {
  readonly person: PersonId;
  /** Whether the person stands in (代理) and does not hold the post. */
  readonly standIn: boolean;
}

/** Who answers for a role at a place and an instant (责任人), and which posts were vacant on the way there. */
export type Answer =
  | {
      readonly status: 'held';
      /** The role that answers: of those asked for, the one whose holder was found. */
      readonly role: Role;
      readonly post: PostId;
      readonly person: PersonId;
      /** The cell at which the person sits: of the path, the nearest to its leaf that has anybody. */
      readonly grid: GridCode;
      readonly standIn: boolean;
      /** Posts that should have answered and are vacant, nearest first; empty where nothing fell back. */
      readonly vacant: readonly VacantPost[];
    }
  | { readonly status: 'vacant'; readonly vacant: readonly VacantPost[] };

/** Posts and who holds them (岗位名册): built once, immutable, asked often. */
export interface Roster {
  /** The posts that were taken in. */
  readonly posts: readonly Post[];
  /** The entries that were left out; everything else answers. */
  readonly issues: readonly RosterIssue[];
  /**
   * Who holds the role at the place. `path` holds the codes from the root down to the place's cell; where the cell has
   * no such post, or a vacant one, the nearest ancestor's holder of the role answers. Of several posts of one role in
   * one cell the lowest id that is held answers.
   */
  holderOf(role: Role, path: readonly GridCode[], at: number): Answer;
  /** The same for a ladder of roles: in each cell, from the leaf up, the first of them that somebody holds. */
  answering(roles: readonly Role[], path: readonly GridCode[], at: number): Answer;
  /** Who acts for one post; undefined where nobody does, or the post does not stand. */
  actingFor(post: PostId, at: number): Acting | undefined;
}

/** A post with its terms in order. */
interface Slot {
  readonly post: Post;
  readonly tenures: readonly Tenure[];
  readonly standIns: readonly StandIn[];
}

/** The terms of each post, in order and without overlap; of two that overlap the one that begins later is left out. */
function termsByPost(
  list: 'tenures' | 'standIns',
  terms: readonly Tenure[],
  known: ReadonlySet<PostId>,
  issues: RosterIssue[],
): ReadonlyMap<PostId, readonly Tenure[]> {
  const refused: RosterIssue[] = [];
  const candidates: { readonly term: Tenure; readonly index: number }[] = [];
  for (const [index, term] of terms.entries()) {
    const { post } = term;
    if (!known.has(post)) refused.push({ code: 'people/unknown-post', list, index, post });
    else if (!isTerm(term)) refused.push({ code: 'people/term-reversed', list, index, post });
    else candidates.push({ term: Object.freeze({ ...term }), index });
  }
  candidates.sort((one, other) => one.term.from - other.term.from || one.index - other.index);
  const byPost = new Map<PostId, Tenure[]>();
  for (const { term, index } of candidates) {
    const { post } = term;
    const kept = byPost.get(post);
    const last = kept?.[kept.length - 1];
    if (last !== undefined && overlap(last, term))
      refused.push({ code: 'people/terms-overlap', list, index, post });
    else if (kept === undefined) byPost.set(post, [term]);
    else kept.push(term);
  }
  issues.push(...refused.sort((one, other) => one.index - other.index));
  return byPost;
}

function takenPosts(posts: readonly Post[], issues: RosterIssue[]): ReadonlyMap<PostId, Post> {
  const taken = new Map<PostId, Post>();
  for (const [index, post] of posts.entries())
    if (taken.has(post.id))
      issues.push({ code: 'people/duplicate-post', list: 'posts', index, post: post.id });
    else taken.set(post.id, Object.freeze({ ...post }));
  return taken;
}

function acting({ post, tenures, standIns }: Slot, at: number): Acting | undefined {
  if (!standsAt(post, at)) return undefined;
  const standIn = standIns.find((term) => covers(term, at));
  const person = (standIn ?? tenures.find((term) => covers(term, at)))?.person;
  return person === undefined ? undefined : { person, standIn: standIn !== undefined };
}

function nested(slots: Iterable<Slot>): ReadonlyMap<Role, ReadonlyMap<GridCode, readonly Slot[]>> {
  const byRole = new Map<Role, Map<GridCode, Slot[]>>();
  const ordered = [...slots].sort((one, other) => (one.post.id < other.post.id ? -1 : 1));
  for (const slot of ordered) {
    const { role, grid } = slot.post;
    const byGrid = byRole.get(role) ?? new Map<GridCode, Slot[]>();
    byRole.set(role, byGrid);
    const here = byGrid.get(grid);
    if (here === undefined) byGrid.set(grid, [slot]);
    else here.push(slot);
  }
  return byRole;
}

/** The answer of some posts of one role in one cell; undefined where nobody holds any, the vacant ones then noted. */
function heldAmong(slots: readonly Slot[], at: number, vacant: VacantPost[]): Answer | undefined {
  const standing = slots.filter(({ post }) => standsAt(post, at));
  for (const slot of standing) {
    const found = acting(slot, at);
    if (found === undefined) continue;
    const { id, role, grid } = slot.post;
    return { status: 'held', role, post: id, ...found, grid, vacant };
  }
  for (const { post } of standing) vacant.push({ post: post.id, role: post.role, grid: post.grid });
  return undefined;
}

/**
 * Builds a roster (岗位名册). Never throws: an entry that contradicts another (a second post of one id, a term of an
 * unknown post, a term that ends before it begins, a second holder at one instant) is left out and listed in `issues`.
 *
 * @example
 * roster({ posts, tenures }).holderOf('gridLeader', hierarchy.path(code), at);
 */
export function roster({ posts, tenures, standIns = [] }: RosterInput): Roster {
  const issues: RosterIssue[] = [];
  const taken = takenPosts(posts, issues);
  const known = new Set(taken.keys());
  const held = termsByPost('tenures', tenures, known, issues);
  const stoodIn = termsByPost('standIns', standIns, known, issues);
  const slots = new Map<PostId, Slot>();
  for (const [id, post] of taken)
    slots.set(id, { post, tenures: held.get(id) ?? [], standIns: stoodIn.get(id) ?? [] });
  const byRole = nested(slots.values());

  function answering(roles: readonly Role[], path: readonly GridCode[], at: number): Answer {
    const vacant: VacantPost[] = [];
    const asked = new Set(roles);
    for (const grid of [...path].reverse()) {
      for (const role of asked) {
        const answer = heldAmong(byRole.get(role)?.get(grid) ?? [], at, vacant);
        if (answer !== undefined) return answer;
      }
    }
    return { status: 'vacant', vacant };
  }

  return Object.freeze({
    posts: Object.freeze([...taken.values()]),
    issues: Object.freeze(issues),
    answering,
    holderOf: (role: Role, path: readonly GridCode[], at: number) => answering([role], path, at),
    actingFor(post: PostId, at: number) {
      const slot = slots.get(post);
      return slot === undefined ? undefined : acting(slot, at);
    },
  });
}

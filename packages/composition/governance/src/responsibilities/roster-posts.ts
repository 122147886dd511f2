import type { Holding, HourSpan, MatrixPost } from '@civigrid/cases/responsibility';
import type { GridHierarchy } from '@civigrid/grid';
import type { Post, PostInterval, Roster } from '@civigrid/people';
import type { ResponsibilityIssue, ResponsibilityNote } from './reading.ts';
import type { TownSlots } from './slots.ts';

/** A post of the town and what it says in a window. */
interface PostInWindow {
  readonly post: Post;
  /** Of several posts of one role in one cell the lowest id that answers does. */
  readonly rank: number;
  readonly hours: readonly PostInterval[];
}

/** The posts of a roster in a window, before it is cut into slots. */
export interface RosterInWindow {
  readonly posts: readonly PostInWindow[];
  /** At which somebody's duty changes. */
  readonly instants: ReadonlySet<number>;
  readonly notes: readonly ResponsibilityNote[];
  readonly issues: readonly ResponsibilityIssue[];
}

/** The place of each post among those of its role and cell, by ids. */
function ranksOf(posts: readonly Post[]): ReadonlyMap<Post, number> {
  const sorted = [...posts].sort((one, other) => (one.id < other.id ? -1 : 1));
  const counts = new Map<string, number>();
  return new Map(
    sorted.map((post) => {
      const key = JSON.stringify([post.role, post.grid]);
      const rank = counts.get(key) ?? 0;
      counts.set(key, rank + 1);
      return [post, rank];
    }),
  );
}

/** Asks every post that stands in a cell of the town for its hours. */
export function rosterInWindow(
  roster: Roster,
  grid: GridHierarchy,
  [from, until]: readonly [from: number, until: number],
): RosterInWindow {
  const ranks = ranksOf(roster.posts);
  const instants = new Set<number>();
  const notes: ResponsibilityNote[] = [];
  const issues: ResponsibilityIssue[] = [];
  const posts = roster.posts.flatMap((post, i): readonly PostInWindow[] => {
    if (!grid.has(post.grid)) {
      notes.push({ code: 'governance/post-elsewhere', what: post.id });
      return [];
    }
    const hours = roster.postHours(post.id, from, until);
    for (const interval of hours) instants.add(interval.from);
    const years = hours.flatMap(({ state }) => (state.status === 'unknown' ? [state.year] : []));
    for (const year of new Set(years))
      issues.push({
        code: 'governance/unknown-year',
        path: ['roster', 'posts', i],
        what: String(year),
      });
    if (hours.every(({ state }) => state.status === 'notStanding')) return [];
    return [{ post, rank: ranks.get(post) ?? 0, hours }];
  });
  return { posts, instants, notes, issues };
}

interface Spans {
  readonly holds: HourSpan[];
  readonly onDuty: HourSpan[];
  readonly leave: HourSpan[];
}

/** Somebody with the slots in which the post is theirs; all hours are left out. */
function holdingOf(person: string, { holds, onDuty, leave }: Spans, slots: number): Holding {
  const isAll = ([only, ...more]: readonly HourSpan[]) =>
    more.length === 0 && only?.[0] === 0 && only[1] === slots;
  return {
    person,
    ...(isAll(holds) ? {} : { holds }),
    ...(isAll(onDuty) ? {} : { onDuty }),
    ...(leave.length === 0 ? {} : { leave }),
  };
}

/** A post as the matrix takes it: each person with the slots in which they answer, are off duty, or away. */
export function matrixPost({ post, rank, hours }: PostInWindow, cut: TownSlots): MatrixPost {
  const persons = new Map<string, Spans>();
  for (const { from, until, state } of hours) {
    const vacant = state.status === 'silent' && state.reason === 'vacant';
    if (vacant || state.status === 'unknown' || state.status === 'notStanding') continue;
    // off duty by a rota that names other people for its shifts: the post itself stands for them
    const person = state.person ?? post.id;
    const spans = persons.get(person) ?? { holds: [], onDuty: [], leave: [] };
    persons.set(person, spans);
    const span = cut.between(from, until);
    spans.holds.push(span);
    if (state.status === 'acting') spans.onDuty.push(span);
    else if (state.reason === 'onLeave') {
      spans.onDuty.push(span);
      spans.leave.push(span);
    }
  }
  const { slots } = cut;
  const holders = Array.from(persons, ([person, spans]) => holdingOf(person, spans, slots.length));
  return { id: post.id, role: post.role, grid: post.grid, holders, rank };
}

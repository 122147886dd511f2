import type { CellTree } from './cell-tree.ts';
import type { Frame } from './frame.ts';
import { entryOf, flattened } from './layered.ts';
import type { MatrixPost } from './matrix-input.ts';
import type { Memory } from './memory.ts';
import { roleNumber } from './memory.ts';
import type { Facts } from './read-input.ts';
import { compilePost, type Station, stationOf } from './station.ts';
import { stepsOf } from './succession.ts';
import type { Version } from './version.ts';

/** The stations of one lead, by number of the cell. */
export type Stations = readonly (Station | undefined)[];

/** A post and the step at which it is asked. */
type Placed = readonly [post: MatrixPost, step: number];

/** Posts by lead, then by cell. */
type Places = Map<number, Map<number, Placed[]>>;

function place(places: Places, role: number, cell: number): Placed[] {
  let byCell = places.get(role);
  if (!byCell) {
    byCell = new Map();
    places.set(role, byCell);
  }
  let posts = byCell.get(cell);
  if (!posts) {
    posts = [];
    byCell.set(cell, posts);
  }
  return posts;
}

/** The stations of every lead: those of posts that did not change are kept, and so are lists in which nothing did. */
export function stationsOf(
  frame: Frame,
  memory: Memory,
  facts: Facts,
  cells: CellTree,
  before: { readonly version: Version; readonly posts: ReadonlySet<string> } | undefined,
): readonly Stations[] {
  const touched = before?.posts ?? flattened(facts.posts);
  const places: Places = new Map();
  for (const id of touched.keys()) {
    const then = before && entryOf(before.version.facts.posts, id);
    // its old place is looked at again even where nothing comes there
    if (then)
      for (const { lead } of stepsOf(frame.ladders, then.role))
        place(
          places,
          roleNumber(memory, lead),
          before?.version.cells.idOf.get(then.grid) as number,
        );
    const now = entryOf(facts.posts, id);
    if (!now) continue;
    const cell = cells.idOf.get(now.grid) as number;
    for (const { lead, step } of stepsOf(frame.ladders, now.role))
      place(places, roleNumber(memory, lead), cell).push([now, step]);
  }
  const found: Stations[] = (before?.version.roles ?? []).map(({ stations }) => stations);
  for (const [role, byCell] of places) {
    const stations = (found[role] ?? []).slice();
    for (const [cell, posts] of byCell) {
      const kept = stations[cell]?.posts.filter(({ post }) => !touched.has(post.id)) ?? [];
      const fresh = posts.map(([post, step]) => compilePost(frame, post, step));
      const lead = memory.roles[role] as string;
      stations[cell] = stationOf(frame, memory, lead, [...kept, ...fresh]);
    }
    found[role] = stations;
  }
  return found;
}

import { addAll, type BitSet, both, isEmpty, runsOf, without } from './bit-set.ts';
import type { Block } from './block.ts';
import type { CellTree } from './cell-tree.ts';
import type { VacantMatrixPost } from './finding.ts';
import type { Frame } from './frame.ts';
import type { Station } from './station.ts';

/** Of one role: the hours in which matters come to each cell as the first to be asked, by number. */
export type Needs = readonly (BitSet | undefined)[];

/** The hours in which each role is asked first at each cell: by role, then by cell. */
export function needsOf(blocks: Iterable<Block>, roles: number): readonly Needs[] {
  const needs = Array.from({ length: roles }, (): (BitSet | undefined)[] => []);
  for (const { menu, start } of blocks) {
    if (start < 0) continue;
    for (const [role, hours] of menu.needs) {
      const byCell = needs[role] as (BitSet | undefined)[];
      const known = byCell[start];
      if (known) addAll(known, hours);
      else byCell[start] = hours.slice();
    }
  }
  return needs;
}

/** The posts of one role that nobody holds in hours in which a matter came to them and passed on. */
export function vacantPostsOf(
  frame: Frame,
  cells: CellTree,
  stations: readonly (Station | undefined)[],
  needs: Needs,
): readonly VacantMatrixPost[] {
  const found: VacantMatrixPost[] = [];
  if (!stations.some((station) => station?.posts.some(({ vacant }) => !isEmpty(vacant))))
    return found;
  const arriving: (BitSet | undefined)[] = [];
  for (let i = cells.downwards.length - 1; i >= 0; i--) {
    const cell = cells.downwards[i] as number;
    const below = arriving[cell];
    const first = needs[cell];
    if (!below && !first) continue;
    const hours = frame.never.slice();
    if (below) addAll(hours, below);
    if (first) addAll(hours, first);
    const station = stations[cell];
    const open = station ? without(hours, station.answered) : hours;
    for (const { post, vacant } of station?.posts ?? []) {
      const lost = both(open, vacant);
      if (!isEmpty(lost))
        found.push({ post: post.id, role: post.role, grid: post.grid, hours: runsOf(lost) });
    }
    const parent = cells.parents[cell] as number;
    const passes = frame.fallback === 'anyAbove' || (frame.fallback === 'whereNoPost' && !station);
    if (parent < 0 || !passes || isEmpty(open)) continue;
    const above = arriving[parent];
    if (above) addAll(above, open);
    else arriving[parent] = open.slice();
  }
  return found;
}

import { type BitSet, both, isEmpty, runsOf, sameSet } from './bit-set.ts';
import type { Block } from './block.ts';
import type { CellTree } from './cell-tree.ts';
import type { VacantMatrixPost } from './finding.ts';
import type { Frame } from './frame.ts';
import type { CompiledPost, Station } from './station.ts';

/** Of one role: the hours in which matters come to each cell as the first to be asked, by cell × words of hours. */
export type Needs = Int32Array;

/** A vacant post and what was worked out of it. */
export interface Vacancy {
  readonly cell: number;
  readonly hours: BitSet;
  readonly told: VacantMatrixPost;
}

/** The vacancies of one role. */
export type Vacancies = ReadonlyMap<CompiledPost, Vacancy>;

/** The hours in which each role is asked first at each cell, by role. */
export function needsOf(
  frame: Frame,
  cells: CellTree,
  blocks: Iterable<Block>,
  roles: number,
): readonly Needs[] {
  const words = frame.never.length;
  const needs = Array.from({ length: roles }, () => new Int32Array(cells.codes.length * words));
  for (const { menu, start } of blocks) {
    if (start < 0) continue;
    for (const [role, hours] of menu.needs) {
      const found = needs[role] as Int32Array;
      for (let i = 0; i < words; i++) {
        const at = start * words + i;
        found[at] = (found[at] as number) | (hours[i] as number);
      }
    }
  }
  return needs;
}

function vacancyOf(post: CompiledPost, cell: number, hours: BitSet): Vacancy {
  const { id, role, grid } = post.post;
  return { cell, hours, told: { post: id, role, grid, hours: runsOf(hours) } };
}

/** The posts of one role that nobody holds in hours in which a matter came to them and passed on. */
export function vacanciesOf(
  frame: Frame,
  cells: CellTree,
  stations: readonly (Station | undefined)[],
  needs: Needs,
  before: Vacancies | undefined,
): Vacancies {
  const found = new Map<CompiledPost, Vacancy>();
  if (!stations.some((station) => station?.someVacant)) return found;
  const words = frame.never.length;
  const arriving = needs.slice();
  for (let k = cells.downwards.length - 1; k >= 0; k--) {
    const cell = cells.downwards[k] as number;
    const at = cell * words;
    const station = stations[cell];
    if (station)
      for (let i = 0; i < words; i++)
        arriving[at + i] = (arriving[at + i] as number) & ~(station.answered[i] as number);
    if (station?.someVacant) {
      const open = arriving.subarray(at, at + words);
      for (const post of station.posts) {
        const hours = both(post.vacant, open);
        if (isEmpty(hours)) continue;
        const known = before?.get(post);
        const same = known?.cell === cell && sameSet(known.hours, hours);
        found.set(post, same ? known : vacancyOf(post, cell, hours));
      }
    }
    const parent = cells.parents[cell] as number;
    const passes = frame.fallback === 'anyAbove' || (frame.fallback === 'whereNoPost' && !station);
    if (parent >= 0 && passes)
      for (let i = 0; i < words; i++) {
        const above = parent * words + i;
        arriving[above] = (arriving[above] as number) | (arriving[at + i] as number);
      }
  }
  return found;
}

/** All vacancies in the order of the cells, then of the posts' ids. */
export function inOrder(
  cells: CellTree,
  vacancies: readonly Vacancies[],
): readonly VacantMatrixPost[] {
  const byCell: VacantMatrixPost[][] = [];
  for (const one of vacancies)
    for (const { cell, told } of one.values()) {
      const there = byCell[cell];
      if (there) there.push(told);
      else byCell[cell] = [told];
    }
  return cells.living.flatMap((cell) =>
    (byCell[cell] ?? []).sort((one, other) => (one.post < other.post ? -1 : 1)),
  );
}

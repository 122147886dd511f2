import { type BitSet, both, either, isEmpty, runsOf, sameSet } from './bit-set.ts';
import type { Block } from './block.ts';
import type { CellTree } from './cell-tree.ts';
import type { VacantMatrixPost } from './finding.ts';
import type { Frame } from './frame.ts';
import type { CompiledPost } from './station.ts';
import type { Stations } from './stations.ts';

/** Of one role: the hours in which matters come to each cell as the first to be asked, by cell × words of hours. */
export type Needs = Int32Array;

/** A vacant post and what was worked out of it. */
interface Vacancy {
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
    for (const { role, need } of menu.parts) {
      const found = needs[role] as Int32Array;
      for (let i = 0; i < words; i++) {
        const at = start * words + i;
        found[at] = (found[at] as number) | (need[i] as number);
      }
    }
  }
  return needs;
}

function vacancyOf(post: CompiledPost, cell: number, hours: BitSet): Vacancy {
  const { id, role, grid } = post.post;
  return { cell, hours, told: { post: id, role, grid, hours: runsOf(hours) } };
}

function joined(vacancy: Vacancy, more: BitSet): Vacancy {
  const hours = either(vacancy.hours, more);
  return { ...vacancy, hours, told: { ...vacancy.told, hours: runsOf(hours) } };
}

/** What is asked most of stations, in one piece: they themselves lie all over the memory. */
export interface FlatStations {
  /** By cell × words of hours: when somebody answers. */
  readonly answered: Int32Array;
  /** By cell: 1 where a post is vacant at some hour. */
  readonly someVacant: Uint8Array;
}

/** What the vacancies of one role follow from. */
interface Asked {
  readonly stations: Stations;
  readonly needs: Needs;
  readonly flat: FlatStations;
}

/** Makes stations flat; what is known of before is copied. */
export function flattenedStations(
  frame: Frame,
  cells: CellTree,
  stations: Stations,
  before: Omit<Asked, 'needs'> | undefined,
): FlatStations {
  if (before?.stations === stations && before.flat.someVacant.length === cells.codes.length)
    return before.flat;
  const words = frame.never.length;
  const answered = new Int32Array(cells.codes.length * words);
  const someVacant = new Uint8Array(cells.codes.length);
  if (before) {
    answered.set(before.flat.answered);
    someVacant.set(before.flat.someVacant);
  }
  for (let cell = 0; cell < cells.codes.length; cell++) {
    const station = stations[cell];
    if (station === before?.stations[cell]) continue;
    answered.set(station?.answered ?? frame.never, cell * words);
    someVacant[cell] = station?.someVacant ? 1 : 0;
  }
  return { answered, someVacant };
}

/** The posts of one role that nobody holds in hours in which a matter came to them and passed on. */
export function vacanciesOf(
  frame: Frame,
  cells: CellTree,
  { stations, needs, flat }: Asked,
  before: Vacancies | undefined,
): Vacancies {
  const found = new Map<CompiledPost, Vacancy>();
  const words = frame.never.length;
  const { answered, someVacant } = flat;
  const arriving = needs.slice();
  for (let k = cells.downwards.length - 1; k >= 0; k--) {
    const cell = cells.downwards[k] as number;
    const at = cell * words;
    if (someVacant[cell] === 1) {
      const came = arriving.slice(at, at + words);
      const { posts = [], passedOn = [] } = stations[cell] ?? {};
      posts.forEach((post, i) => {
        const hours = both(post.vacant, both(came, passedOn[i] as BitSet));
        if (isEmpty(hours)) return;
        const known = before?.get(post);
        const same = known?.cell === cell && sameSet(known.hours, hours);
        found.set(post, same ? known : vacancyOf(post, cell, hours));
      });
    }
    for (let i = at; i < at + words; i++)
      arriving[i] = (arriving[i] as number) & ~(answered[i] as number);
    const parent = cells.parents[cell] as number;
    const passes =
      frame.fallback === 'anyAbove' || (frame.fallback === 'whereNoPost' && !stations[cell]);
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
  const byCell: Map<string, Vacancy>[] = [];
  for (const one of vacancies)
    for (const vacancy of one.values()) {
      const { cell, hours, told } = vacancy;
      const there = byCell[cell] ?? new Map<string, Vacancy>();
      byCell[cell] = there;
      // a post that is asked for several leads is told once
      const known = there.get(told.post);
      there.set(told.post, known ? joined(known, hours) : vacancy);
    }
  return cells.living.flatMap((cell) =>
    Array.from(byCell[cell]?.values() ?? [], ({ told }) => told).sort((one, other) =>
      one.post < other.post ? -1 : 1,
    ),
  );
}

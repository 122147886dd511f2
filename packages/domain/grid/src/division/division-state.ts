import type { GridCode, Happened } from '@civigrid/kernel';
import { type CellNames, placeOf } from './cell-names.ts';
import type { DivisionEvent } from './division-event.ts';
import { laterDay } from './effective-day.ts';

/** What deciding has to know of a cell that is there; all days are Beijing days. */
export interface StandingCell {
  readonly parent?: GridCode;
  /** The day on which it came. */
  readonly since: string;
  /** The last day on which it was drawn anew. */
  readonly drawn: string;
  /** The last day on which it came under a parent. */
  readonly placed: string;
  /** The last day on which a child came to it or left it. */
  readonly family: string;
}

/** A cell that is there no more. */
export interface RetiredCell {
  readonly since: string;
  /** The day from which it is no more. */
  readonly until: string;
}

/** A division as its decider sees it, all recorded changes taken together: no drawing, only the tree and its days. */
export type DivisionState =
  | { readonly status: 'unadopted' }
  | {
      readonly status: 'adopted';
      readonly names: CellNames;
      readonly cells: ReadonlyMap<GridCode, StandingCell>;
      readonly retired: ReadonlyMap<GridCode, RetiredCell>;
    };

/** A division that was laid down. */
export type AdoptedDivision = Extract<DivisionState, { readonly status: 'adopted' }>;

/** What follows from what happened; a change before the first division leaves the state as it is. */
export function evolve(state: DivisionState, happened: Happened<DivisionEvent>): DivisionState {
  if (happened.type !== 'grid/adopted')
    return state.status === 'unadopted' ? state : revised(state, happened.data);
  const { names } = happened.data;
  return revised({ status: 'adopted', names, cells: new Map(), retired: new Map() }, happened.data);
}

/** A cell that is drawn, on top of what was known of it. */
function drawnOn(
  day: string,
  parent: GridCode | null | undefined,
  known: StandingCell | undefined,
): StandingCell {
  const under = parent ? { parent } : {};
  if (known === undefined) return { ...under, since: day, drawn: day, placed: day, family: day };
  const { since, family } = known;
  const moved = (known.parent ?? null) !== (parent ?? null);
  const placed = moved ? laterDay(known.placed, day) : known.placed;
  return { ...under, since, drawn: laterDay(known.drawn, day), placed, family };
}

function revised(
  { status, names, cells: before, retired: gone }: AdoptedDivision,
  { effective, retired, cells: put }: DivisionEvent['data'],
): AdoptedDivision {
  const cells = new Map(before);
  const ceased = new Map(gone);
  const families = new Set<GridCode | undefined>();
  for (const code of retired) {
    const cell = cells.get(code);
    if (cell === undefined) continue;
    cells.delete(code);
    ceased.set(code, { since: cell.since, until: effective });
    families.add(cell.parent);
  }
  for (const feature of put) {
    const { code, parent } = placeOf(feature, names);
    if (code === undefined) continue;
    const known = cells.get(code);
    const cell = drawnOn(effective, parent, known);
    cells.set(code, cell);
    if (known === undefined || known.parent !== cell.parent)
      families.add(known?.parent).add(cell.parent);
  }
  for (const code of families) {
    const cell = code === undefined ? undefined : cells.get(code);
    if (code !== undefined && cell)
      cells.set(code, { ...cell, family: laterDay(cell.family, effective) });
  }
  return { status, names, cells, retired: ceased };
}

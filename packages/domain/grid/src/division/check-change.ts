import type { GridCode } from '@civigrid/kernel';
import { type CellPlace, placeOf } from './cell-names.ts';
import { broughtBy, type DivisionChange, retiredBy } from './change.ts';
import { checkRearranged } from './check-rearranged.ts';
import { refuse } from './division-error.ts';
import type { AdoptedDivision, StandingCell } from './division-state.ts';

/** The parents of the cells that a change draws, by code. */
type Put = ReadonlyMap<GridCode, GridCode | null>;

function putBy({ cells }: DivisionChange, { names }: AdoptedDivision): Put {
  const put = new Map<GridCode, GridCode | null>();
  cells.forEach((feature, row) => {
    const { code, parent }: CellPlace = placeOf(feature, names);
    if (code === undefined || parent === undefined || put.has(code))
      throw refuse('bad-cell', 'A cell has a code of its own, and a parent by code or none.', {
        row,
        code: code ?? null,
      });
    put.set(code, parent);
  });
  return put;
}

/** The cell that bears a code; refuses one that was retired, or that no cell ever bore. */
function standing(code: GridCode, { cells, retired }: AdoptedDivision): StandingCell {
  const cell = cells.get(code);
  if (cell) return cell;
  throw retired.has(code)
    ? refuse('code-retired', 'The cell of this code is there no more.', { code })
    : refuse('unknown-code', 'No cell bears this code.', { code });
}

function checkNew(codes: readonly GridCode[], { cells, retired }: AdoptedDivision): void {
  codes.forEach((code, row) => {
    if (retired.has(code))
      throw refuse('code-retired', 'A code that was borne once is never used again.', { code });
    if (cells.has(code) || codes.indexOf(code) !== row)
      throw refuse('code-taken', 'A cell bears this code.', { code });
  });
}

/** Refuses words that say nothing. */
function checkWords(change: DivisionChange, state: AdoptedDivision): void {
  switch (change.type) {
    case 'split':
      if (change.into.length > 1) return;
      throw refuse('too-few-cells', 'A cell is split into two at least.', { code: change.code });
    case 'merge':
      if (new Set(change.codes).size > 1 && new Set(change.codes).size === change.codes.length)
        return;
      throw refuse('too-few-cells', 'Two different cells at least are merged.');
    case 'moveBorder':
      standing(change.from, state);
      standing(change.to, state);
      if (change.from !== change.to) return;
      throw refuse('nothing-moves', 'A border lies between two cells.', { code: change.from });
    case 'transfer':
      standing(change.parent, state);
      if (standing(change.code, state).parent !== change.parent) return;
      throw refuse('nothing-moves', 'The cell lies under this parent already.', {
        code: change.code,
      });
    case 'rearrange':
      checkRearranged(
        change,
        (code) => state.cells.get(code)?.parent,
        (code) => standing(code, state),
      );
      return;
    case 'establish':
      standing(change.parent, state);
      return;
    case 'correct':
      if (change.cells.length > 0) return;
      throw refuse('nothing-moves', 'A correction draws one cell at least.');
    case 'renumber':
    case 'abolish':
  }
}

/** The cells that a change has to draw. */
function namedBy(change: DivisionChange, brought: ReadonlySet<GridCode>): Iterable<GridCode> {
  switch (change.type) {
    case 'moveBorder':
      return [change.from, change.to];
    case 'transfer':
      return [change.code];
    case 'rearrange':
      return [...brought, ...change.moves.map(({ code }) => code)];
    default:
      return brought;
  }
}

/** Every cell that is drawn is there or comes, and every cell that the change speaks of is drawn. */
function checkDrawn(change: DivisionChange, put: Put, state: AdoptedDivision): void {
  const retired = new Set(retiredBy(change));
  const brought = new Set(broughtBy(change));
  for (const code of put.keys())
    if (!brought.has(code)) {
      standing(code, state);
      if (retired.has(code))
        throw refuse('wrong-cells', 'A cell that retires is not drawn anew.', { code });
    }
  for (const code of namedBy(change, brought))
    if (!put.has(code))
      throw refuse('wrong-cells', 'A cell of which the change speaks is not drawn.', { code });
}

/** The one parent of all cells that retire; what follows them lies under it as well. */
function checkOneParent(change: DivisionChange, put: Put, state: AdoptedDivision): void {
  // What is rearranged says itself under which parent each cell comes.
  if (change.type === 'rearrange') return;
  const parents = new Set([
    ...retiredBy(change).map((code) => standing(code, state).parent ?? null),
    ...broughtBy(change).map((code) => put.get(code) ?? null),
  ]);
  if (parents.size > 1)
    throw refuse('other-parent', 'What is merged, and what follows a cell, has one parent.', {
      parents: [...parents],
    });
}

/**
 * Whether a drawn cell that stays, and of which the change does not speak, may lie there: where it lay, under what
 * follows its parent, or where it goes with an area.
 */
function mayLie(
  parent: GridCode | null,
  before: GridCode | undefined,
  change: DivisionChange,
): boolean {
  if (before !== undefined && retiredBy(change).includes(before))
    return change.type !== 'rearrange' && parent !== null && broughtBy(change).includes(parent);
  const goesAlong = change.type === 'moveBorder' && before === change.from && parent === change.to;
  return goesAlong || parent === (before ?? null);
}

/** The parents that a change names for single cells. */
function placedBy(change: DivisionChange): ReadonlyMap<GridCode, GridCode> {
  const { type } = change;
  const placements =
    type === 'rearrange'
      ? [...change.moves, ...change.established]
      : type === 'establish' || type === 'transfer'
        ? [change]
        : [];
  return new Map(placements.map(({ code, parent }) => [code, parent]));
}

function checkPlaces(change: DivisionChange, put: Put, state: AdoptedDivision): void {
  const placed = placedBy(change);
  for (const [code, parent] of put) {
    const cell = state.cells.get(code);
    const named = placed.get(code);
    const fits =
      named === undefined ? !cell || mayLie(parent, cell.parent, change) : parent === named;
    if (!fits) throw refuse('wrong-cells', 'A cell is drawn under another parent.', { code });
  }
  const retired = new Set(retiredBy(change));
  for (const [code, { parent }] of state.cells)
    if (parent !== undefined && retired.has(parent) && !put.has(code))
      throw refuse('children-left', 'A cell that retires leaves no child behind.', {
        code,
        parent,
      });
}

function upFrom(code: GridCode | undefined, state: AdoptedDivision): readonly GridCode[] {
  const path: GridCode[] = [];
  for (let at = code; at !== undefined; at = state.cells.get(at)?.parent) path.push(at);
  return path;
}

function checkCircle(change: DivisionChange, state: AdoptedDivision): void {
  if (change.type === 'transfer' && upFrom(change.parent, state).includes(change.code))
    throw refuse('circular-parent', 'A cell cannot come to lie below itself.', {
      code: change.code,
    });
}

/** The cells from which on upwards a change is judged. */
function judgedBy(
  change: DivisionChange,
  { cells }: AdoptedDivision,
): readonly (GridCode | undefined)[] {
  switch (change.type) {
    case 'transfer':
      return [cells.get(change.code)?.parent, change.parent];
    case 'moveBorder':
      return [change.from, change.to];
    case 'rearrange':
      return [
        ...change.moves.flatMap(({ code, parent }) => [cells.get(code)?.parent, parent]),
        ...change.established.map(({ parent }) => parent),
      ];
    default:
      return [];
  }
}

/** Nothing that the change touches, or takes for granted, has changed on a later day. */
function checkDays(
  change: DivisionChange & { readonly effective: string },
  put: Put,
  state: AdoptedDivision,
): void {
  const { effective } = change;
  const check = (code: GridCode | undefined, ...days: readonly (keyof StandingCell)[]) => {
    const cell = code === undefined ? undefined : state.cells.get(code);
    for (const day of days) {
      const last = cell?.[day];
      if (code !== undefined && last !== undefined && last > effective)
        throw refuse('day-superseded', 'A cell that is touched has changed on a later day.', {
          code,
          effective,
          last,
        });
    }
  };
  for (const code of retiredBy(change)) check(code, 'drawn', 'family');
  for (const [code, parent] of put) {
    check(code, 'drawn');
    check(parent ?? undefined, 'since');
  }
  // Cycles and lineage are judged by the cells above, so these have to lie on that day where they lie now.
  for (const code of new Set(judgedBy(change, state).flatMap((one) => upFrom(one, state))))
    check(code, 'placed');
}

/** Refuses a change that does not fit the tree of codes and days. */
export function checkChange(
  change: DivisionChange & { readonly effective: string },
  state: AdoptedDivision,
): void {
  for (const code of retiredBy(change)) standing(code, state);
  checkNew(broughtBy(change), state);
  const put = putBy(change, state);
  // First, for where the tree has changed on a later day the other refusals would speak of that day's tree.
  checkDays(change, put, state);
  checkWords(change, state);
  checkDrawn(change, put, state);
  checkOneParent(change, put, state);
  checkPlaces(change, put, state);
  checkCircle(change, state);
}

import type { GridCode } from '@civigrid/kernel';
import { cellNames, placeOf } from './cell-names.ts';
import type { AdoptDivision } from './division-command.ts';
import { refuse } from './division-error.ts';
import type { DivisionAdopted } from './division-event.ts';
import type { DivisionState } from './division-state.ts';

/** Refuses parents that lead back to themselves. */
function checkCircles(parents: ReadonlyMap<GridCode, GridCode | null>): void {
  const sound = new Set<GridCode>();
  for (const code of parents.keys()) {
    const walked = new Set<GridCode>();
    for (
      let at: GridCode | null = code;
      at !== null && !sound.has(at);
      at = parents.get(at) ?? null
    ) {
      if (walked.has(at))
        throw refuse('circular-parent', 'The parents of a cell lead back to it.', { code: at });
      walked.add(at);
    }
    for (const at of walked) sound.add(at);
  }
}

/** Decides {@link AdoptDivision}. */
export function adopt(command: AdoptDivision, state: DivisionState): readonly DivisionAdopted[] {
  if (state.status === 'adopted')
    throw refuse('already-adopted', 'A division is adopted once, and changed from then on.');
  const { effective, cells, datum = 'CGCS2000', levels } = command;
  const names = cellNames(command.names);
  const parents = new Map<GridCode, GridCode | null>();
  cells.forEach((feature, row) => {
    const { code, parent } = placeOf(feature, names);
    if (code === undefined || parent === undefined || parents.has(code))
      throw refuse('bad-cell', 'A cell has a code of its own, and a parent by code or none.', {
        row,
        code: code ?? null,
      });
    parents.set(code, parent);
  });
  if (parents.size === 0) throw refuse('too-few-cells', 'A division has at least one cell.');
  for (const [code, parent] of parents)
    if (parent !== null && !parents.has(parent))
      throw refuse('unknown-parent', 'The parent that a cell names is not there.', {
        code,
        parent,
      });
  checkCircles(parents);
  const read = { datum, names, ...(levels === undefined ? {} : { levels }) };
  const data = { ...read, effective, lineage: [], retired: [], cells };
  return [{ type: 'grid/adopted', schema: 1, data }];
}

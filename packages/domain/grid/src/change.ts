import { DomainError } from '@civigrid/kernel';
import { drawnCells, type Fabric, fabricOf } from './fabric.ts';
import type { ChangeFabric, GridChange } from './grid-change.ts';
import type { GridErrorCode } from './grid-hierarchy.ts';
import type { GridIssueCode } from './issue.ts';
import { parentName, type ReadFeatures, readFeatures } from './read-features.ts';
import { reviseInPlace } from './revise-in-place.ts';
import type { GridRevision } from './revision.ts';

export type { GridChange } from './grid-change.ts';

/** Issues that are found anew whenever cells are joined. */
const ofTree: ReadonlySet<GridIssueCode> = new Set(['orphan', 'parent-cycle', 'no-geometry']);

/** All cells joined again after a change. */
function joinedAgain(fabric: Fabric, gone: ReadonlySet<string>, read: ReadFeatures): Fabric {
  const { reading, datum, cells } = fabric;
  const anew = new Set<string>(read.cells.map(({ code }) => code));
  const stays = (code: string) => !gone.has(code) && !anew.has(code);
  const kept = drawnCells(fabric, (cell) => parentName(cells.properties(cell), reading)).filter(
    ({ code }) => stays(code),
  );
  // what was wrong with cells that stay as they are is still wrong; the tree is looked at anew
  const standing = fabric.issues.filter(
    ({ code, cell }) => !ofTree.has(code) && (cell === undefined || stays(cell)),
  );
  return fabricOf([...kept, ...read.cells], [...standing, ...read.issues], reading, datum);
}

/**
 * A change to be made: `street.revised(toChange({ retire, cells }))` (动态调整、增量更新). A code that is put replaces the cell
 * that bears it; what cannot be read is told in the new hierarchy's `issues`. Where the change is clean only what it
 * touches is made anew, and a proof that the division is seamless goes on holding; where it leaves something open,
 * overlaps, or gives a neighbour no share of its new vertices, all cells are joined again, with the same answers. When it
 * is made it refuses a code to retire that no cell bears with `grid/unknown-code`.
 */
export function toChange({ retire, cells: put }: GridRevision): GridChange {
  const made: ChangeFabric = (fabric, proof) => {
    for (const code of retire)
      if (fabric.cells.find(code) < 0)
        throw new DomainError(
          'grid/unknown-code' satisfies GridErrorCode,
          'No cell bears this code.',
          { code },
        );
    const read = readFeatures({ features: put }, fabric.reading);
    const gone = new Set<string>(retire);
    for (const { code } of read.cells) gone.delete(code);
    return reviseInPlace(fabric, gone, read, proof) ?? joinedAgain(fabric, gone, read);
  };
  return made as unknown as GridChange;
}

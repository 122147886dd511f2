import type { Seamlessness } from './defect.ts';
import { drawnCells, type Fabric, fabricOf } from './fabric.ts';
import type { GridIssueCode } from './issue.ts';
import { parentName, readFeatures } from './read-features.ts';
import type { ReviseFabric, Reviser } from './reviser.ts';
import type { GridRevision } from './revision.ts';

/** Issues that are found anew whenever cells are joined. */
const ofTree: ReadonlySet<GridIssueCode> = new Set(['orphan', 'parent-cycle', 'no-geometry']);

/**
 * What a hierarchy is made of after a change: a code that is put replaces the cell that bears it. Without a quicker way,
 * or where it does not lead on, all cells are joined again.
 */
export function revise(
  fabric: Fabric,
  { retire, cells: put }: GridRevision,
  proof: Seamlessness | undefined,
  how: Reviser | undefined,
): Fabric {
  const { reading, datum, cells } = fabric;
  const read = readFeatures({ features: put }, reading);
  const gone = new Set<string>(retire);
  for (const { code } of read.cells) gone.delete(code);
  const quick = (how as unknown as ReviseFabric | undefined)?.(fabric, gone, read, proof);
  if (quick) return quick;
  const anew = new Set<string>(read.cells.map(({ code }) => code));
  const kept = drawnCells(fabric, (cell) => parentName(cells.properties(cell), reading)).filter(
    ({ code }) => !gone.has(code) && !anew.has(code),
  );
  // what was wrong with cells that stay as they are is still wrong; the tree is looked at anew
  const standing = fabric.issues.filter(
    ({ code, cell }) =>
      !ofTree.has(code) && (cell === undefined || (!gone.has(cell) && !anew.has(cell))),
  );
  return fabricOf([...kept, ...read.cells], [...standing, ...read.issues], reading, datum);
}

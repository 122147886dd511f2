import { drawnCells, type Fabric, fabricOf } from './fabric.ts';
import { parentName, readFeatures } from './read-features.ts';
import type { GridRevision } from './revision.ts';

/** What a hierarchy is made of after a change: a code that is put replaces the cell that bears it. */
export function revise(fabric: Fabric, { retire, cells: put }: GridRevision): Fabric {
  const { reading, datum, cells } = fabric;
  const read = readFeatures({ features: put }, reading);
  const gone = new Set<string>([...retire, ...read.cells.map(({ code }) => code)]);
  const kept = drawnCells(fabric, (cell) => parentName(cells.properties(cell), reading)).filter(
    ({ code }) => !gone.has(code),
  );
  return fabricOf([...kept, ...read.cells], read.issues, reading, datum);
}

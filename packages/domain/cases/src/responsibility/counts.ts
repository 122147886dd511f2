import type { Block } from './block.ts';
import type { CellTree } from './cell-tree.ts';
import type { MatrixProof } from './finding.ts';
import type { Frame } from './frame.ts';
import type { Version } from './version.ts';

interface Counts {
  covered: number;
  fellBack: number;
  gaps: number;
  conflicts: number;
}

function count(counts: Counts, block: Block | undefined, times: 1 | -1): void {
  if (!block) return;
  counts.covered += times * block.covered;
  counts.fellBack += times * block.fellBack;
  counts.gaps += times * block.gaps;
  counts.conflicts += times * block.conflicts;
}

/** The counts: those of before, without the blocks that went and with those that came. */
export function countsOf(
  frame: Frame,
  cells: CellTree,
  blocks: readonly (Block | undefined)[],
  before: Version | undefined,
): MatrixProof['counts'] {
  const levels = frame.levels.length;
  const row = frame.tree.leafCodes.length * levels * frame.slots;
  const { covered, fellBack, gaps, conflicts } = before?.proof.counts ?? emptyCounts;
  const counts = { covered, fellBack, gaps, conflicts };
  let decided = 0;
  for (const cell of cells.living) {
    // a cell is decided at all of its levels or at none
    if (!blocks[(cell + 1) * levels - 1]) continue;
    decided++;
    for (let i = cell * levels; i < (cell + 1) * levels; i++) {
      const then = before?.blocks[i];
      if (blocks[i] === then) continue;
      count(counts, then, -1);
      count(counts, blocks[i], 1);
    }
  }
  if (before && before.cells !== cells)
    for (const cell of before.cells.living)
      for (let i = cell * levels; cells.sizes[cell] === 0 && i < (cell + 1) * levels; i++)
        count(counts, before.blocks[i], -1);
  const undecided = row * (cells.living.length - decided);
  return { cells: row * cells.living.length, ...counts, undecided };
}

const emptyCounts: Counts = { covered: 0, fellBack: 0, gaps: 0, conflicts: 0 };

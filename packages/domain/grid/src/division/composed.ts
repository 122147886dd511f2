import type { GridCode } from '@civigrid/kernel';
import type { GridFeature, GridRevision } from '../revision.ts';
import { type CellNames, placeOf } from './cell-names.ts';

/** What several revisions come to, one after the other. */
export interface Composed {
  readonly retired: ReadonlySet<GridCode>;
  readonly put: ReadonlyMap<GridCode, GridFeature>;
}

/** Takes revisions together: of a cell that is drawn several times the last drawing stays, one that ceases is gone. */
export function composed(revisions: Iterable<GridRevision>, names: CellNames): Composed {
  const retired = new Set<GridCode>();
  const put = new Map<GridCode, GridFeature>();
  for (const revision of revisions) {
    for (const code of revision.retire) {
      put.delete(code);
      retired.add(code);
    }
    for (const feature of revision.cells) {
      const { code } = placeOf(feature, names);
      if (code !== undefined) put.set(code, feature);
    }
  }
  return { retired, put };
}

/** The same as one revision of cells of which only some are there; what came and went in between is left out. */
export function revisionFor(
  { retired, put }: Composed,
  isThere: (code: GridCode) => boolean,
): GridRevision {
  return { retire: [...retired].filter(isThere), cells: [...put.values()] };
}

import type { GridCode } from '@civigrid/kernel';
import { intersectionOf, readShape, type Shape, shapeSquareMetres } from '@civigrid/spatial';
import type { GridLevel } from '../cell.ts';
import type { GridHierarchy } from '../grid-hierarchy.ts';

/** Finds the cell under which another should hang by the place where it lies. */
export interface ParentFinder {
  /** The cell of the level above that holds most of it, and at least half; undefined where none does. */
  parentOf(code: GridCode): GridCode | undefined;
}

/** For each level the levels of the parents that cells of it have, most frequent first. */
function levelsAbove(hierarchy: GridHierarchy): ReadonlyMap<GridLevel, GridLevel> {
  const counts = new Map<GridLevel, Map<GridLevel, number>>();
  for (const code of hierarchy.codes) {
    const cell = hierarchy.cell(code);
    const above = cell?.parent === undefined ? undefined : hierarchy.levelOf(cell.parent);
    if (cell?.level === undefined || above === undefined) continue;
    const of = counts.get(cell.level) ?? new Map<GridLevel, number>();
    of.set(above, (of.get(above) ?? 0) + 1);
    counts.set(cell.level, of);
  }
  return new Map(
    Array.from(counts, ([level, of]) => {
      const sorted = [...of].sort(([a, m], [b, n]) => n - m || (String(a) < String(b) ? -1 : 1));
      return [level, sorted[0]?.[0] as GridLevel];
    }),
  );
}

/** Looks for parents by place. A cell without levels may hang under the deepest cell with children that holds it. */
export function parentFinder(hierarchy: GridHierarchy): ParentFinder {
  const above = levelsAbove(hierarchy);
  const shapes = new Map<GridCode, Shape | undefined>();
  const shapeOf = (code: GridCode): Shape | undefined => {
    if (!shapes.has(code)) shapes.set(code, readShape(hierarchy.geometry(code)).shape);
    return shapes.get(code);
  };
  return {
    parentOf(code) {
      const own = shapeOf(code);
      if (!own) return undefined;
      const level = hierarchy.levelOf(code);
      const wanted = level === undefined ? undefined : above.get(level);
      const held = hierarchy.codes.flatMap((candidate) => {
        if (wanted !== undefined && hierarchy.levelOf(candidate) !== wanted) return [];
        const path = hierarchy.path(candidate);
        if (path.includes(code) || hierarchy.children(candidate).length === 0) return [];
        const shape = shapeOf(candidate);
        const common = shape && intersectionOf(own, shape);
        const share = common ? shapeSquareMetres(common) : 0;
        return share > 0 ? [{ candidate, share, depth: path.length }] : [];
      });
      held.sort((a, b) => (wanted === undefined ? b.depth - a.depth : 0) || b.share - a.share);
      const half = shapeSquareMetres(own) / 2;
      return held.find(({ share }) => share >= half)?.candidate;
    },
  };
}

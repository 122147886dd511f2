import { boxTree } from './box-tree.ts';
import { tolerance } from './quantum.ts';
import type { Shape } from './shape.ts';
import { withVertices } from './with-vertices.ts';

/**
 * Shapes that have each other's vertices wherever their borders come within the tolerance (接边): the first keeps its
 * own, the others follow. What is there already stays as it is.
 */
export function edgeMatched(shapes: readonly Shape[]): readonly Shape[] {
  const tree = boxTree(Float64Array.from(shapes.flatMap(({ box }) => box)));
  const matched = [...shapes];
  const pass = (from: (i: number) => (j: number) => boolean) => {
    matched.forEach((shape, i) => {
      const [west, south, east, north] = shape.box;
      const near: number[] = [];
      tree.each(
        west - 2 * tolerance,
        south - 2 * tolerance,
        east + 2 * tolerance,
        north + 2 * tolerance,
        (j) => near.push(j),
      );
      const others = near.filter(from(i)).sort((a, b) => a - b);
      const rings = others.flatMap((j) => (matched[j] as Shape).parts.flat());
      matched[i] = withVertices(shape, rings);
    });
  };
  pass((i) => (j) => j < i);
  pass((i) => (j) => j !== i);
  return matched;
}

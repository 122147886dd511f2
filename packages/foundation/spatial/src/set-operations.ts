import { sidesOf } from './chain.ts';
import { type Face, facesOf } from './faces.ts';
import { areaOfFaces } from './faces-area.ts';
import { tolerance } from './quantum.ts';
import type { Ring } from './ring.ts';
import { type Shape, shapeOf } from './shape.ts';
import { untangled } from './tangle.ts';

/** What one cover of the second operand counts, so that a face's value tells both covers. */
const second = 2 ** 20;

function areFarApart({ box: [w, s, e, n] }: Shape, { box: [w2, s2, e2, n2] }: Shape): boolean {
  return e + tolerance < w2 || e2 + tolerance < w || n + tolerance < s2 || n2 + tolerance < s;
}

/** The faces of one shape laid over another, with how often each covers them. */
function overlay(shape: Shape, other: Shape) {
  const sides = untangled([...sidesOf(shape, 0, 1), ...sidesOf(other, 1, second)]);
  return facesOf(sides).map((face) => {
    const others = Math.round(face.value / second);
    return { face, own: face.value - others * second, others };
  });
}

/**
 * The area that shapes cover together (合并): inner borders fall away; undefined where there is none. Refuses borders
 * that cross more than once for each side and 100,000 times besides with `spatial/too-tangled`.
 */
export function unionOf(shapes: readonly Shape[]): Shape | undefined {
  const sides = untangled(shapes.flatMap((shape, owner) => sidesOf(shape, owner, 1)));
  return areaOfFaces(facesOf(sides).filter(({ value }) => value > 0));
}

/**
 * What is left of a shape without another; undefined where that is nothing. Where borders cross, the common vertex is
 * rounded to the quantum, the same in `differenceOf` and `intersectionOf` of the same two. Refuses as `unionOf` does.
 */
export function differenceOf(shape: Shape, other: Shape): Shape | undefined {
  if (areFarApart(shape, other)) return shape;
  const left = overlay(shape, other).filter(({ own, others }) => own > 0 && others <= 0);
  return areaOfFaces(left.map(({ face }) => face));
}

/** What two shapes have in common (相交); undefined where that is nothing. Refuses as `unionOf` does. */
export function intersectionOf(shape: Shape, other: Shape): Shape | undefined {
  if (areFarApart(shape, other)) return undefined;
  const common = overlay(shape, other).filter(({ own, others }) => own > 0 && others > 0);
  return areaOfFaces(common.map(({ face }) => face));
}

function facesWithin(ring: Ring): readonly Face[] {
  const sides = untangled(sidesOf(shapeOf([[ring]]), 0, 1));
  return facesOf(sides).filter(({ value }) => value % 2 !== 0);
}

/**
 * The area that a shape covers as `sideOfShape` tells it, drawn with simple rings: rings that cross themselves come
 * apart, holes are cut where they reach out of their shell, parts that overlap become one. Undefined where nothing is
 * left. Refuses as `unionOf` does.
 */
export function withoutCrossings(shape: Shape): Shape | undefined {
  const parts = shape.parts.flatMap((rings): readonly Shape[] => {
    const [shell, ...holes] = rings.map((ring) => areaOfFaces(facesWithin(ring)));
    const left = holes.reduce(
      (rest, hole) => (rest && hole ? differenceOf(rest, hole) : rest),
      shell,
    );
    return left ? [left] : [];
  });
  return unionOf(parts);
}

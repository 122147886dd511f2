import type { GridCode } from '@civigrid/kernel';
import {
  type Box,
  distanceMetres,
  edgeMatched,
  type Face,
  facesOf,
  type Point,
  type Shape,
  type Side,
  shapeSquareMetres,
  sidesOf,
  toDegrees,
  tolerance,
} from '@civigrid/spatial';

/** A drawn cell: a leaf, or the outline of a cell that others lie in. */
export interface Outline {
  readonly code: GridCode;
  readonly shape: Shape;
  readonly isLeaf: boolean;
  /** The cells above it that are drawn. */
  readonly above: ReadonlySet<GridCode>;
  readonly squareMetres: number;
}

/** A place that the same cells cover everywhere. */
export interface Region {
  readonly shape: Shape;
  readonly squareMetres: number;
  readonly borderMetres: number;
  /** The leaves and the outlines that cover it, lowest code first. */
  readonly leaves: readonly Outline[];
  readonly outlines: readonly Outline[];
  /** The regions across its border by number (-1: the open country), with the length of the common border. */
  readonly beside: ReadonlyMap<number, number>;
}

/** A sum of so many different weights is still told apart exactly, whatever number of sides is added up. */
const mostLayers = 24;

export function meet([w, s, e, n]: Box, [w2, s2, e2, n2]: Box, slack: number): boolean {
  return w - slack <= e2 && w2 - slack <= e && s - slack <= n2 && s2 - slack <= n;
}

/** Puts cells that come near each other on different layers; undefined where there are too many. */
function layersOf(cells: readonly Outline[]): readonly number[] | undefined {
  const order = cells.map((_, i) => i);
  order.sort((a, b) => (cells[a]?.shape.box[0] ?? 0) - (cells[b]?.shape.box[0] ?? 0) || a - b);
  const layers = cells.map(() => -1);
  let active: number[] = [];
  for (const i of order) {
    const { box } = (cells[i] as Outline).shape;
    active = active.filter((j) => ((cells[j] as Outline).shape.box[2] as number) + 8 >= box[0]);
    const taken = new Set(
      active
        .filter((j) => meet((cells[j] as Outline).shape.box, box, 2 * tolerance))
        .map((j) => layers[j]),
    );
    let layer = 0;
    while (taken.has(layer)) layer++;
    if (layer >= mostLayers) return undefined;
    layers[i] = layer;
    active.push(i);
  }
  return layers;
}

function inOrder(a: Side, b: Side): number {
  return a.ax - b.ax || a.ay - b.ay || a.bx - b.bx || a.by - b.by || a.weight - b.weight;
}

/** Calls `visit` with the ends of every side of a face, which lies on their left. */
function eachSide(
  { shape }: Face,
  visit: (ax: number, ay: number, bx: number, by: number) => void,
): void {
  for (const ring of shape.parts.flat())
    for (let i = 0; i < ring.length; i += 2) {
      const j = (i + 2) % ring.length;
      visit(ring[i] as number, ring[i + 1] as number, ring[j] as number, ring[j + 1] as number);
    }
}

function metres(ax: number, ay: number, bx: number, by: number): number {
  const a: Point = [toDegrees(ax), toDegrees(ay)];
  return distanceMetres(a, [toDegrees(bx), toDegrees(by)]);
}

function besideOf(face: Face, faceOf: ReadonlyMap<string, number>): ReadonlyMap<number, number> {
  const beside = new Map<number, number>();
  eachSide(face, (ax, ay, bx, by) => {
    const across = faceOf.get(`${bx},${by},${ax},${ay}`) ?? -1;
    beside.set(across, (beside.get(across) ?? 0) + metres(ax, ay, bx, by));
  });
  return beside;
}

/**
 * Lays cells over each other and tells the regions that come out, from west to east; the borders of all come from one
 * arrangement and share their vertices. Undefined where more than 24 cells lie near one place.
 */
export function overlayOf(cells: readonly Outline[]): readonly Region[] | undefined {
  const layers = layersOf(cells);
  if (!layers) return undefined;
  const onLayer: number[][] = Array.from({ length: mostLayers }, () => []);
  layers.forEach((layer, i) => {
    onLayer[layer]?.push(i);
  });
  const sides = edgeMatched(cells.map(({ shape }) => shape)).flatMap((shape, i) =>
    sidesOf(shape, i, 2 ** (layers[i] as number)),
  );
  const faces = [...facesOf(sides.sort(inOrder))].sort(
    ({ shape: { box: a } }, { shape: { box: b } }) =>
      a[0] - b[0] || a[1] - b[1] || a[2] - b[2] || a[3] - b[3],
  );
  const faceOf = new Map<string, number>();
  faces.forEach((face, i) => {
    eachSide(face, (ax, ay, bx, by) => faceOf.set(`${ax},${ay},${bx},${by}`, i));
  });
  return faces.map((face) => {
    const covering = onLayer.flatMap((members, layer) =>
      Math.floor(face.value / 2 ** layer) % 2 === 1
        ? members.filter((i) =>
            meet((cells[i] as Outline).shape.box, face.shape.box, 2 * tolerance),
          )
        : [],
    );
    const found = covering.sort((a, b) => a - b).map((i) => cells[i] as Outline);
    const beside = besideOf(face, faceOf);
    return {
      shape: face.shape,
      squareMetres: shapeSquareMetres(face.shape),
      borderMetres: [...beside.values()].reduce((sum, length) => sum + length, 0),
      leaves: found.filter(({ isLeaf }) => isLeaf),
      outlines: found.filter(({ isLeaf }) => !isLeaf),
      beside,
    };
  });
}

import type { Box } from './box.ts';
import { type BoxTree, boxTree } from './box-tree.ts';
import { cellWriter } from './cell-writer.ts';
import { across, bits, close, deep, listKind, type Raster } from './raster.ts';
import type { Shape } from './shape.ts';
import { sideOfShape } from './side.ts';
import { push, room, settled, store } from './store.ts';
import { reach, type Sweep } from './sweep.ts';
import { arcOf, shapeAt, type Topology } from './topology.ts';
import { ascends, faceBeside, turnOf } from './topology-side.ts';

/** A border of more numbers is not asked again and again. */
const long = 10_000;

/** Fills the raster of a topology by what a sweep found; where an arc is doubtful or a face unlawful, faces are asked one by one. */
export function rasterOf(
  topology: Topology,
  sweep: Sweep,
  doubtful: Uint8Array | undefined,
  unlawfulFaces: ReadonlySet<number>,
): Raster {
  const { places, faceCount, west: originX, south: originY } = topology;
  const { cell: width, columns, rows, starts, sides, covers, sums } = sweep;
  const pool = store(columns * rows);
  const lists = store(1024);
  const shapes = new Map<number, Shape | undefined>();
  let tree: BoxTree | undefined;
  const unlawful = Array.from(unlawfulFaces, (face) => boxAt(face));

  function shapeOf(face: number): Shape | undefined {
    if (!shapes.has(face)) shapes.set(face, shapeAt(topology, face));
    return shapes.get(face);
  }
  /** The box of a face, from the origin. */
  function boxAt(face: number): Box {
    const [w, s, e, n] = shapeOf(face)?.box ?? [Infinity, Infinity, -Infinity, -Infinity];
    return [w - originX, s - originY, e - originX, n - originY];
  }
  const treeOf = () => {
    tree ??= boxTree(
      Float64Array.from(Array.from({ length: faceCount }, (_, face) => boxAt(face)).flat()),
    );
    return tree;
  };

  /** The value of a cell whose candidates have to be asked one by one. */
  const candidatesIn = (box: Box, through: Int32Array): number => {
    const found = new Set<number>();
    let sure = through.length === 0;
    for (const v of through) {
      found.add(faceBeside(topology, v, 0));
      found.add(faceBeside(topology, v, 1));
    }
    found.delete(-1);
    const [x, y] = [Math.round((box[0] + box[2]) / 2), Math.round((box[1] + box[3]) / 2)];
    treeOf().each(x, y, x, y, (face) => {
      const shape = shapeOf(face);
      // to ask a border of very many vertices for every cell would take for ever
      const isLong = shape?.parts.some(([shell]) => shell && shell.length > long);
      if (isLong) sure = false;
      if (isLong || (shape && sideOfShape(shape, x + originX, y + originY) >= 0)) found.add(face);
    });
    const faces = [...found].sort((a, b) => a - b);
    if (sure && faces.length < 2) return faces.length === 0 ? 0 : (faces[0] as number) + 1;
    const at = room(lists, faces.length + 1);
    lists.values[at] = -faces.length;
    lists.values.set(faces, at + 1);
    return ~(at * 4 + listKind);
  };

  /** The lowest face + 1 that holds a place, asked of all. */
  const holderAt = (x: number, y: number): number => {
    let lowest = faceCount;
    treeOf().each(x, y, x, y, (face) => {
      const shape = face < lowest ? shapeOf(face) : undefined;
      if (shape && sideOfShape(shape, x + originX, y + originY) >= 0) lowest = face;
    });
    return lowest < faceCount ? lowest + 1 : 0;
  };

  /** The face + 1 at a place that no border comes near, by the next border to the west; -1 where two are too close to call. */
  const faceFrom = (x: number, y: number): number => {
    const row = Math.max(0, Math.min(rows - 1, Math.floor(y / width)));
    for (let column = Math.min(columns - 1, Math.floor(x / width)); column >= 0; column--) {
      const cell = row * columns + column;
      let nearest = -1;
      let at = column * width - 1;
      let isClose = false;
      for (let i = starts[cell] as number; i < (starts[cell + 1] as number); i++) {
        const v = sides[i] as number;
        const ay = places[2 * v + 1] as number;
        const by = places[2 * v + 3] as number;
        if (ay > y === by > y) continue;
        if (turnOf(places, v, x, y) < 0 !== by > ay) continue;
        const ax = places[2 * v] as number;
        const met = ax + ((y - ay) / (by - ay)) * ((places[2 * v + 2] as number) - ax);
        if (met > at + close) {
          at = met;
          nearest = v;
          isClose = false;
        } else if (met > at - close) isClose = true;
      }
      if (isClose) return -1;
      if (nearest >= 0)
        return 1 + faceBeside(topology, nearest, ascends(places, nearest, 1) ? 1 : 0);
      if (starts[cell] === starts[cell + 1]) return sums[cell] as number;
    }
    return 0;
  };

  /** The same, for certain: what no border comes near may be looked at a little higher. */
  const faceAt = (x: number, y: number): number => {
    for (let up = 0; up < 3 && !doubtful; up++) {
      const face = faceFrom(x, y + up);
      if (face >= 0) return face;
    }
    return holderAt(x, y);
  };

  const write = cellWriter(places, width / across ** deep, pool, lists, faceAt);

  const isDoubtful = (cell: number, box: Box): boolean => {
    const cover = covers[cell] as number;
    if (cover !== 0 && cover !== 1) return true;
    for (let i = starts[cell] as number; i < (starts[cell + 1] as number); i++)
      if (doubtful?.[arcOf(topology, sides[i] as number)] === 1) return true;
    return unlawful.some(
      ([w, s, e, n]) =>
        w <= box[2] + reach && e >= box[0] - reach && s <= box[3] + reach && n >= box[1] - reach,
    );
  };

  const cellAt = (cell: number, column: number, row: number): number => {
    const from = starts[cell] as number;
    const to = starts[cell + 1] as number;
    if (!doubtful && from === to) return sums[cell] as number;
    const [west, south] = [column * width, row * width];
    const through = sides.subarray(from, to);
    if (doubtful) {
      const box: Box = [west, south, west + width, south + width];
      if (isDoubtful(cell, box)) return candidatesIn(box, through);
      if (from === to) return sums[cell] as number;
    }
    return write.parted(west, south, width, through, deep);
  };

  let first = 0;
  let second = 0;
  /** The value of a whole block of cells where it is simple; undefined otherwise. */
  const simple = (cell: number, column: number, row: number): number | undefined => {
    let count = 0;
    for (let r = 0; r < across; r++)
      for (let c = 0; c < across; c++) {
        const at = cell + r * columns + c;
        for (let i = starts[at] as number; i < (starts[at + 1] as number); i++) {
          const v = sides[i] as number;
          if ((count > 0 && v === first) || (count > 1 && v === second)) continue;
          if (count === 2) return undefined;
          if (count++ === 0) first = v;
          else second = v;
        }
      }
    const [west, south, size] = [column * width, row * width, across * width];
    const box: Box | undefined = doubtful && [west, south, west + size, south + size];
    if (box)
      for (let r = 0; r < across; r++)
        for (let c = 0; c < across; c++)
          if (isDoubtful(cell + r * columns + c, box)) return undefined;
    if (count === 0) return sums[cell] as number;
    const parting =
      count === 1
        ? write.line(first, west, south, size)
        : write.corner(first, second, west, south, size);
    return parting || undefined;
  };

  const top = new Int32Array((columns / across) * (rows / across));
  let number = 0;
  for (let row = 0; row < rows; row += across)
    for (let column = 0; column < columns; column += across) {
      const cell = row * columns + column;
      const value = simple(cell, column, row);
      if (value === undefined) {
        const at = room(pool, across * across);
        for (let i = 0; i < across * across; i++) {
          const [r, c] = [i >> bits, i % across];
          const inner = cellAt(cell + r * columns + c, column + c, row + r);
          pool.values[at + i] = inner;
        }
        top[number++] = 2 * at + 1;
      } else {
        top[number++] = 2 * pool.length;
        push(pool, value);
      }
    }
  return {
    unit: width / across ** deep,
    columns: columns / across,
    rows: rows / across,
    top,
    pool: settled(pool),
    lists: settled(lists),
  };
}

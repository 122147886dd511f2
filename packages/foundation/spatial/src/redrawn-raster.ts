import { type Arena, seen } from './arena.ts';
import type { Box } from './box.ts';
import { cellWriter, comesInto } from './cell-writer.ts';
import type { CoverageIndex } from './coverage-index.ts';
import { toDegrees } from './quantum.ts';
import { across, bits, deep, eachSide, type Raster, topValue } from './raster.ts';
import type { Shape } from './shape.ts';
import { sideOfShape } from './side.ts';
import { push, room } from './store.ts';
import { reach } from './sweep.ts';
import { arcOf, shapeAt, type Topology } from './topology.ts';

/** What an edit does to faces and arcs. */
export interface Edit {
  readonly gone: ReadonlySet<number>;
  readonly drawn: ReadonlyMap<number, Shape>;
  readonly replaced: ReadonlySet<number>;
  readonly firstArc: number;
  readonly arcs: number;
}

/** The raster with the cells filled anew that have something of the old or the new drawings. */
export function redrawn(index: CoverageIndex, after: Topology, arena: Arena, edit: Edit): Raster {
  const { topology, raster } = index.coverage;
  const { west, south } = topology;
  const size = raster.unit * across ** (deep + 1);
  const top = raster.top.slice();
  const added: number[] = [];
  for (let arc = edit.firstArc; arc < edit.firstArc + edit.arcs; arc++)
    for (let v = after.arcStarts[arc] as number; v + 1 < (after.arcStarts[arc + 1] as number); v++)
      added.push(v);

  /** Nothing changes at a place whose owner stays; elsewhere one of the new drawings holds it, or nobody. */
  const faceAt = (x: number, y: number): number => {
    const [px, py] = [x + west, y + south];
    const owner = index.locate(toDegrees(px), toDegrees(py));
    if (owner >= 0 && !edit.gone.has(owner)) return owner + 1;
    for (const [face, shape] of edit.drawn) if (sideOfShape(shape, px, py) >= 0) return face + 1;
    return 0;
  };
  const write = cellWriter(after.places, raster.unit, arena.pool, arena.lists, faceAt);
  const middle = (from: number, width: number) => Math.round(from + width / 2);

  const cells = new Set<number>();
  const mark = ([w, s, e, n]: Box) => {
    const columnOf = (x: number) =>
      Math.max(0, Math.min(raster.columns - 1, Math.floor((x - west) / size)));
    const rowOf = (y: number) =>
      Math.max(0, Math.min(raster.rows - 1, Math.floor((y - south) / size)));
    for (let row = rowOf(s - reach); row <= rowOf(n + reach); row++)
      for (let column = columnOf(w - reach); column <= columnOf(e + reach); column++)
        cells.add(row * raster.columns + column);
  };
  for (const face of edit.gone) {
    const shape = shapeAt(topology, face);
    if (shape) mark(shape.box);
  }
  for (const shape of edit.drawn.values()) mark(shape.box);

  for (const cell of cells) {
    const x = (cell % raster.columns) * size;
    const y = Math.floor(cell / raster.columns) * size;
    const within = new Set<number>();
    eachSide(raster, topValue(raster, cell), (v) => {
      if (!edit.replaced.has(arcOf(topology, v))) within.add(v);
    });
    for (const v of added) if (comesInto(after.places, v, x, y, x + size, y + size)) within.add(v);
    const through = Int32Array.from(within).sort();
    const [first = 0, second = 0] = through;
    const value =
      through.length === 0
        ? faceAt(middle(x, size), middle(y, size))
        : through.length === 1
          ? write.line(first, x, y, size)
          : through.length === 2
            ? write.corner(first, second, x, y, size)
            : 0;
    if (value === 0 && through.length > 0) {
      const at = room(arena.pool, across * across);
      const small = size / across;
      for (let i = 0; i < across * across; i++) {
        const [u, v] = [x + (i % across) * small, y + (i >> bits) * small];
        const some = through.filter((side) =>
          comesInto(after.places, side, u, v, u + small, v + small),
        );
        const inner =
          some.length === 0
            ? faceAt(middle(u, small), middle(v, small))
            : write.parted(u, v, small, some, deep);
        arena.pool.values[at + i] = inner;
      }
      top[cell] = 2 * at + 1;
    } else {
      top[cell] = 2 * arena.pool.length;
      push(arena.pool, value);
    }
  }
  return { ...raster, top, pool: seen(arena.pool), lists: seen(arena.lists) };
}

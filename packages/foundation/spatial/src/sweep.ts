import type { Topology } from './topology.ts';

/**
 * Which sides of faces run through which cell of a raster, and what covers the west border of every cell half way up.
 * A side is known by the number of its first vertex.
 */
export interface Sweep {
  /** Width and height of a cell in quanta. */
  readonly cell: number;
  readonly columns: number;
  readonly rows: number;
  /** The sides of each cell: where they begin in `sides`; one more entry for the end. */
  readonly starts: Int32Array;
  readonly sides: Int32Array;
  /** How many faces cover the west border of each cell at half its height, and the sum of their numbers + 1. */
  readonly covers: Int32Array;
  readonly sums: Int32Array;
  /** Whether no cell's west border is covered twice there, or less than not at all. */
  readonly single: boolean;
}

/** A side belongs to every cell that it comes nearer to than this, in quanta: more than the tolerance and any rounding. */
export const reach = 3;

/** How far cells are wide at the least, in quanta. */
const narrowest = 64;

function lengthsOf({ places, arcStarts, arcFaces }: Topology) {
  let sides = 0;
  let across = 0;
  for (let arc = 0; arc + 1 < arcStarts.length; arc++) {
    if ((arcFaces[2 * arc] as number) < 0 && (arcFaces[2 * arc + 1] as number) < 0) continue;
    const last = (arcStarts[arc + 1] as number) - 1;
    for (let v = arcStarts[arc] as number; v < last; v++) {
      sides++;
      across +=
        Math.abs((places[2 * v + 2] as number) - (places[2 * v] as number)) +
        Math.abs((places[2 * v + 3] as number) - (places[2 * v + 1] as number));
    }
  }
  return { sides, across };
}

/** How wide cells are, so that there are about as many as wanted, but not many more crossings than sides. */
function cellWidth(topology: Topology, wanted: number): number {
  const { width, height } = topology;
  const { sides, across } = lengthsOf(topology);
  let cell = Math.max(narrowest, Math.ceil(Math.sqrt((width * height) / wanted)));
  cell = Math.max(cell, Math.ceil(Math.max(width, height) / 2 ** 15));
  while (across / cell > 12 * (sides + (width / cell) * (height / cell)) && cell < width + height)
    cell *= 2;
  return cell;
}

function grown(numbers: Int32Array, size: number): Int32Array<ArrayBuffer> {
  const wider = new Int32Array(size);
  wider.set(numbers);
  return wider;
}

/** Sends every side through the raster once. Columns and rows come in multiples of `block`. */
export function sweepOf(topology: Topology, wanted: number, block: number): Sweep {
  const { width, height, places, arcStarts, arcFaces } = topology;
  const cell = cellWidth(topology, wanted);
  const columns = Math.ceil((width + 1) / cell / block) * block;
  const rows = Math.ceil((height + 1) / cell / block) * block;
  const covers = new Int32Array(columns * rows + 1);
  const sums = new Int32Array(columns * rows + 1);
  const starts = new Int32Array(columns * rows + 1);
  let cells = new Int32Array(places.length + 1024);
  let through = new Int32Array(places.length + 1024);
  let entries = 0;
  const scan = Math.floor(cell / 2) + 0.5;
  const perQuantum = 1 / cell;

  for (let arc = 0; arc + 1 < arcStarts.length; arc++) {
    const left = arcFaces[2 * arc] as number;
    const right = arcFaces[2 * arc + 1] as number;
    if (left < 0 && right < 0) continue;
    const more = (right >= 0 ? 1 : 0) - (left >= 0 ? 1 : 0);
    const end = (arcStarts[arc + 1] as number) - 1;
    for (let v = arcStarts[arc] as number; v < end; v++) {
      const ax = places[2 * v] as number;
      const ay = places[2 * v + 1] as number;
      const bx = places[2 * v + 2] as number;
      const by = places[2 * v + 3] as number;
      const rises = by > ay;
      const lx = rises ? ax : bx;
      const ly = rises ? ay : by;
      const hx = rises ? bx : ax;
      const hy = rises ? by : ay;
      const bottom = ((ly - reach) * perQuantum) | 0;
      const top = ((hy + reach) * perQuantum) | 0;
      const first = ((Math.min(lx, hx) - reach) * perQuantum) | 0;
      const last = ((Math.max(lx, hx) + reach) * perQuantum) | 0;
      const most = entries + (top - bottom + 1) * (last - first + 1);
      if (most > cells.length) {
        const size = Math.max(most, 2 * cells.length);
        cells = grown(cells, size);
        through = grown(through, size);
      }
      const slope = hy > ly ? (hx - lx) / (hy - ly) : 0;
      for (let row = bottom; row <= top; row++) {
        let from = first;
        let to = last;
        if (bottom < top && first < last && hy > ly) {
          const p = lx + (Math.max(ly, row * cell - reach) - ly) * slope;
          const q = lx + (Math.min(hy, (row + 1) * cell + reach) - ly) * slope;
          from = Math.max(first, Math.floor((Math.min(p, q) - reach) * perQuantum));
          to = Math.min(last, Math.floor((Math.max(p, q) + reach) * perQuantum));
        }
        for (let at = row * columns + from; at <= row * columns + to; at++) {
          cells[entries] = at;
          through[entries++] = v;
          starts[at + 1] = (starts[at + 1] as number) + 1;
        }
        const y = row * cell + scan;
        if (ly < y && y < hy) {
          const next = row * columns + (((lx + (y - ly) * slope) * perQuantum) | 0) + 1;
          covers[next] = (covers[next] as number) + (rises ? more : -more);
          sums[next] = (sums[next] as number) + (rises ? right - left : left - right);
        }
      }
    }
  }
  let single = true;
  for (let i = 0; i < columns * rows; i++) {
    starts[i + 1] = (starts[i + 1] as number) + (starts[i] as number);
    if (i % columns > 0) {
      covers[i] = (covers[i] as number) + (covers[i - 1] as number);
      sums[i] = (sums[i] as number) + (sums[i - 1] as number);
    } else {
      covers[i] = 0;
      sums[i] = 0;
    }
    single = single && (covers[i] === 0 || covers[i] === 1);
  }
  const sides = new Int32Array(entries);
  // written from the last to the first, which leaves each cell's end where its start belongs
  for (let i = entries - 1; i >= 0; i--) {
    const cellAt = (cells[i] as number) + 1;
    const at = (starts[cellAt] as number) - 1;
    sides[at] = through[i] as number;
    starts[cellAt] = at;
  }
  starts.copyWithin(0, 1);
  starts[columns * rows] = entries;
  return { cell, columns, rows, starts, sides, covers, sums, single };
}

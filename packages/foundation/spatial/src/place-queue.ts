import { toQuanta } from './quantum.ts';
import type { Topology } from './topology.ts';

/** Places that wait for an answer: x and y in quanta from a frame's origin and the number of each, one after the other. */
export type PlaceQueue = Int32Array | Float64Array;

/** Queues the places from one number to another as they come; says where the queue ends. Those outside of the frame are told to lie with nobody. */
export function queued(
  { west, south, width, height }: Topology,
  lngLat: Float64Array,
  owners: Int32Array,
  from: number,
  to: number,
  queue: PlaceQueue,
): number {
  let end = 0;
  for (let i = from; i < to; i++) {
    const x = toQuanta(lngLat[2 * i] as number) - west;
    const y = toQuanta(lngLat[2 * i + 1] as number) - south;
    if (x >= 0 && y >= 0 && x < width && y < height) {
      queue[end] = x;
      queue[end + 1] = y;
      queue[end + 2] = i;
      end += 3;
    } else owners[i] = -1;
  }
  return end;
}

/** A queue sorted by the tiles in which its places lie, by counting; `columns` are there in a row of tiles, `tiles` in all. */
export function byTile(
  queue: Int32Array,
  end: number,
  tileWidth: number,
  columns: number,
  tiles: number,
): Int32Array {
  const scale = 1 / tileWidth;
  const tileOf = (k: number): number =>
    (((queue[k + 1] as number) * scale) | 0) * columns + (((queue[k] as number) * scale) | 0);
  const starts = new Int32Array(tiles + 1);
  for (let k = 0; k < end; k += 3) {
    const after = tileOf(k) + 1;
    starts[after] = (starts[after] as number) + 3;
  }
  for (let tile = 0; tile < tiles; tile++)
    starts[tile + 1] = (starts[tile + 1] as number) + (starts[tile] as number);
  const sorted = new Int32Array(end);
  for (let k = 0; k < end; k += 3) {
    const tile = tileOf(k);
    const at = starts[tile] as number;
    starts[tile] = at + 3;
    sorted[at] = queue[k] as number;
    sorted[at + 1] = queue[k + 1] as number;
    sorted[at + 2] = queue[k + 2] as number;
  }
  return sorted;
}

/** Boxes packed into a tree of flat arrays: asks which of them meet a box without touching the others. */
export interface BoxTree {
  /** Calls `visit` with the number of every box that meets the given one (closed), in the order of the tree; `visit` must not ask the same tree. */
  each(
    west: number,
    south: number,
    east: number,
    north: number,
    visit: (index: number) => void,
  ): void;
}

const fanout = 8;

/** The numbers of the boxes in upright strips of about as many each, from south to north in every strip; boxes of the same place keep their order. */
function inStrips(boxes: Float64Array, count: number): Int32Array {
  const middle = (i: number, axis: 0 | 1) =>
    (boxes[4 * i + axis] as number) + (boxes[4 * i + axis + 2] as number);
  const order = Int32Array.from({ length: count }, (_, i) => i);
  order.sort((a, b) => middle(a, 0) - middle(b, 0) || a - b);
  const strip = fanout * Math.ceil(Math.sqrt(count / fanout));
  for (let from = 0; from < count; from += strip)
    order.subarray(from, from + strip).sort((a, b) => middle(a, 1) - middle(b, 1) || a - b);
  return order;
}

/** Packs boxes, four numbers each: west, south, east, north. */
export function boxTree(boxes: Float64Array): BoxTree {
  const count = boxes.length / 4;
  const order = inStrips(boxes, count);
  /** Where each level begins in `packed`: level 0 are the boxes, each level above has one for every eight. */
  const starts = [0];
  let total = count;
  for (let size = count; size > 1; ) {
    starts.push(total);
    size = Math.ceil(size / fanout);
    total += size;
  }
  starts.push(total);
  const packed = new Float64Array(4 * total);
  for (let i = 0; i < count; i++)
    for (let k = 0; k < 4; k++) packed[4 * i + k] = boxes[4 * (order[i] as number) + k] as number;
  for (let level = 1; level + 1 < starts.length; level++) {
    const below = starts[level - 1] as number;
    const start = starts[level] as number;
    for (let node = start; node < (starts[level + 1] as number); node++) {
      const first = below + (node - start) * fanout;
      const end = Math.min(first + fanout, start);
      const box = packed.subarray(4 * node, 4 * node + 4);
      box.set(packed.subarray(4 * first, 4 * first + 4));
      for (let child = first + 1; child < end; child++) {
        box[0] = Math.min(box[0] as number, packed[4 * child] as number);
        box[1] = Math.min(box[1] as number, packed[4 * child + 1] as number);
        box[2] = Math.max(box[2] as number, packed[4 * child + 2] as number);
        box[3] = Math.max(box[3] as number, packed[4 * child + 3] as number);
      }
    }
  }

  /** The box that is asked for; numbers that go through calls would be allocated. */
  const asked = new Float64Array(4);

  function descend(level: number, node: number, visit: (index: number) => void): void {
    if (
      !(
        (packed[4 * node] as number) <= (asked[2] as number) &&
        (packed[4 * node + 1] as number) <= (asked[3] as number) &&
        (packed[4 * node + 2] as number) >= (asked[0] as number) &&
        (packed[4 * node + 3] as number) >= (asked[1] as number)
      )
    )
      return;
    if (level === 0) {
      visit(order[node] as number);
      return;
    }
    const start = starts[level] as number;
    const first = (starts[level - 1] as number) + (node - start) * fanout;
    const end = Math.min(first + fanout, start);
    for (let child = first; child < end; child++) descend(level - 1, child, visit);
  }

  return {
    each(west, south, east, north, visit) {
      asked[0] = west;
      asked[1] = south;
      asked[2] = east;
      asked[3] = north;
      if (count > 0) descend(starts.length - 2, total - 1, visit);
    },
  };
}

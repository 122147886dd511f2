/** Neighbours of numbered things in flat arrays: those of `v` lie from `start[v]` to below `start[v + 1]`, lowest first. */
export interface Graph {
  readonly start: Int32Array;
  readonly to: Int32Array;
  /** Length of the common border in centimetres, at least 1. */
  readonly length: Float64Array;
}

/** Edges by their ends, each once, in any order. */
export interface Edges {
  readonly from: readonly number[];
  readonly to: readonly number[];
  readonly length: readonly number[];
}

/** The same for any order of the edges: each row is sorted because it is filled from the sorted column of the other end. */
export function graphOf(
  size: number,
  { from, to, length }: Edges,
  join: (a: number, b: number) => number,
): Graph {
  const count = new Int32Array(size + 1);
  for (let i = 0; i < from.length; i++) {
    count[(from[i] as number) + 1] = (count[(from[i] as number) + 1] as number) + 1;
    count[(to[i] as number) + 1] = (count[(to[i] as number) + 1] as number) + 1;
  }
  for (let v = 0; v < size; v++) count[v + 1] = (count[v + 1] as number) + (count[v] as number);
  const rough = { to: new Int32Array(2 * from.length), length: new Float64Array(2 * from.length) };
  const put = (next: Int32Array, at: typeof rough, a: number, b: number, l: number): void => {
    const place = next[a] as number;
    at.to[place] = b;
    at.length[place] = l;
    next[a] = place + 1;
  };
  let next = count.slice();
  for (let i = 0; i < from.length; i++) {
    put(next, rough, from[i] as number, to[i] as number, length[i] as number);
    put(next, rough, to[i] as number, from[i] as number, length[i] as number);
  }
  const sorted = { to: new Int32Array(2 * from.length), length: new Float64Array(2 * from.length) };
  next = count.slice();
  for (let v = 0; v < size; v++)
    for (let i = count[v] as number; i < (count[v + 1] as number); i++)
      put(next, sorted, rough.to[i] as number, v, rough.length[i] as number);
  return withoutRepeats(size, count, sorted, join);
}

function withoutRepeats(
  size: number,
  count: Int32Array,
  sorted: { readonly to: Int32Array; readonly length: Float64Array },
  join: (a: number, b: number) => number,
): Graph {
  const start = new Int32Array(size + 1);
  const { to, length } = sorted;
  let last = 0;
  for (let v = 0; v < size; v++) {
    start[v] = last;
    for (let i = count[v] as number; i < (count[v + 1] as number); i++) {
      if (last > (start[v] as number) && to[last - 1] === to[i])
        length[last - 1] = join(length[last - 1] as number, length[i] as number);
      else {
        to[last] = to[i] as number;
        length[last] = length[i] as number;
        last++;
      }
    }
  }
  start[size] = last;
  return { start, to: to.slice(0, last), length: length.slice(0, last) };
}

/** Numbers the connected parts of what `belongs` joins: two neighbours lie in one part if it says so. */
export function partsOf(
  { start, to }: Graph,
  belongs: (a: number, b: number) => boolean,
): { readonly partOf: Int32Array; readonly parts: number } {
  const size = start.length - 1;
  const partOf = new Int32Array(size).fill(-1);
  const queue = new Int32Array(size);
  let parts = 0;
  for (let first = 0; first < size; first++) {
    if (partOf[first] !== -1) continue;
    queue[0] = first;
    partOf[first] = parts;
    for (let head = 0, tail = 1; head < tail; head++) {
      const v = queue[head] as number;
      for (let i = start[v] as number; i < (start[v + 1] as number); i++) {
        const u = to[i] as number;
        if (partOf[u] !== -1 || !belongs(v, u)) continue;
        partOf[u] = parts;
        queue[tail++] = u;
      }
    }
    parts++;
  }
  return { partOf, parts };
}

import type { Area } from './area.ts';
import type { Random } from './random.ts';

/** A tree over some connected atoms: each after its parent, `parent` by place in the order (-1 at the root). */
export interface SpanningTree {
  readonly order: Int32Array;
  readonly parent: Int32Array;
}

/** The edge with the lowest key on top of a heap. */
interface Heap {
  readonly keys: number[];
  readonly edges: number[];
  readonly parents: number[];
}

function push({ keys, edges, parents }: Heap, key: number, edge: number, parent: number): void {
  let at = keys.length;
  while (at > 0) {
    const up = (at - 1) >> 1;
    if ((keys[up] as number) <= key) break;
    keys[at] = keys[up] as number;
    edges[at] = edges[up] as number;
    parents[at] = parents[up] as number;
    at = up;
  }
  keys[at] = key;
  edges[at] = edge;
  parents[at] = parent;
}

/** Takes the top off: the caller has read it. */
function pop({ keys, edges, parents }: Heap): void {
  const key = keys.pop() as number;
  const edge = edges.pop() as number;
  const parent = parents.pop() as number;
  const size = keys.length;
  if (size === 0) return;
  let at = 0;
  for (let child = 1; child < size; child = 2 * at + 1) {
    if (child + 1 < size && (keys[child + 1] as number) < (keys[child] as number)) child++;
    if (key <= (keys[child] as number)) break;
    keys[at] = keys[child] as number;
    edges[at] = edges[child] as number;
    parents[at] = parents[child] as number;
    at = child;
  }
  keys[at] = key;
  edges[at] = edge;
  parents[at] = parent;
}

/**
 * A random tree over the atoms that are marked alike (Prim, random keys). Long borders get low keys, so the tree holds
 * on to them, and cutting the tree cuts short ones.
 */
export function spanningTree(
  { graph: { start, to, length } }: Area,
  atoms: readonly number[],
  mark: Int32Array,
  chance: Random,
): SpanningTree {
  const root = atoms[chance.below(atoms.length)] as number;
  const own = mark[root] as number;
  const order = new Int32Array(atoms.length);
  const parent = new Int32Array(atoms.length).fill(-1);
  const heap: Heap = { keys: [], edges: [], parents: [] };
  let size = 0;
  const take = (v: number, above: number): void => {
    order[size] = v;
    parent[size] = above;
    mark[v] = ~own;
    for (let i = start[v] as number; i < (start[v + 1] as number); i++)
      if (mark[to[i] as number] === own)
        push(heap, chance.below(0x40000000) / (length[i] as number), i, size);
    size++;
  };
  take(root, -1);
  while (heap.keys.length > 0) {
    const v = to[heap.edges[0] as number] as number;
    const above = heap.parents[0] as number;
    pop(heap);
    if (mark[v] === own) take(v, above);
  }
  for (const v of atoms) mark[v] = own;
  return { order, parent };
}

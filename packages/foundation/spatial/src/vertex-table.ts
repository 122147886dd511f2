/** Vertices by exact coordinates. */
export interface VertexTable {
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  idOf(x: number, y: number): number;
}

/** Numbers vertices in the order in which they are asked for. */
export function vertexTable(): VertexTable {
  const xs: number[] = [];
  const ys: number[] = [];
  let slots = new Int32Array(128).fill(-1);
  const slotOf = (x: number, y: number): number => {
    const mask = slots.length - 1;
    let slot = (Math.imul(x | 0, 0x9e3779b1) ^ Math.imul(y | 0, 0x85ebca6b)) >>> 0;
    slot = (slot ^ (slot >>> 15)) & mask;
    for (;;) {
      const id = slots[slot] as number;
      if (id < 0 || (xs[id] === x && ys[id] === y)) return slot;
      slot = (slot + 1) & mask;
    }
  };
  return {
    xs,
    ys,
    idOf(x, y) {
      const slot = slotOf(x, y);
      const known = slots[slot] as number;
      if (known >= 0) return known;
      const id = xs.length;
      xs.push(x);
      ys.push(y);
      slots[slot] = id;
      if (2 * xs.length > slots.length) {
        slots = new Int32Array(2 * slots.length).fill(-1);
        for (let i = 0; i < xs.length; i++) slots[slotOf(xs[i] as number, ys[i] as number)] = i;
      }
      return id;
    },
  };
}

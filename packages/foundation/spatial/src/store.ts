/** Numbers one after the other, flat, that grow. */
export interface Store {
  values: Int32Array;
  length: number;
}

/** A store that is empty, with room for so many numbers before it has to grow. */
export function store(capacity: number): Store {
  return { values: new Int32Array(capacity), length: 0 };
}

/** Makes room for so many numbers at the end of a store; says where it begins. */
export function room(to: Store, size: number): number {
  const at = to.length;
  to.length += size;
  if (to.length > to.values.length) {
    const wider = new Int32Array(2 * to.length);
    wider.set(to.values);
    to.values = wider;
  }
  return at;
}

/** Adds a number at the end. */
export function push(to: Store, value: number): void {
  const at = room(to, 1);
  to.values[at] = value;
}

/** What a store holds, without the room. */
export function settled({ values, length }: Store): Int32Array {
  return values.slice(0, length);
}

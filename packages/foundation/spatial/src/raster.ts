/**
 * What lies in each cell of a raster over a topology. A value of 0 or more is the face that fills the cell, + 1, or 0
 * for nobody. A value below 0 is ~(number · 4 + kind): a side whose line parts the cell (0; its number · 2), two sides
 * that meet in it (1; the first one's number · 2, + 1 where they turn to the left), a list (2), or a block of smaller
 * cells (3).
 */
export interface Raster {
  /** Width of the smallest cells in quanta; the first shift that leads from their numbers to those of the top. */
  readonly unit: number;
  readonly columns: number;
  readonly rows: number;
  /**
   * Where the values of each cell of the top lie in the pool: the place · 2, + 1 where a block begins there, so that a
   * look-up takes the same steps for either.
   */
  readonly top: Int32Array;
  /** The values of cells, singly and in blocks; a block is known by where it begins. */
  readonly pool: Int32Array;
  /**
   * Lists. Of sides: how many · 8 + the border from which the cell is entered (0 west, 2 east, 4 none, for sides run through
   * both), the face there + 1, and the sides. Of candidates that have to be
   * asked one by one: less than 0 for how many, and their numbers.
   */
  readonly lists: Int32Array;
}

/** A block has 2^bits × 2^bits cells. */
export const bits = 2;
/** How many times a cell of the sweep may be parted again. */
export const deep = 4;
/** The kinds of cells. */
export const lineKind = 0;
export const cornerKind = 1;
export const listKind = 2;
export const blockKind = 3;

/** Calls back with the sides that run through a cell, or with its candidates; each may come more than once. */
export function eachSide(
  raster: Raster,
  value: number,
  visit: (v: number) => void,
  candidate?: (face: number) => void,
): void {
  if (value >= 0) return;
  const { pool, lists } = raster;
  const kind = ~value & 3;
  const at = ~value >>> 2;
  if (kind === blockKind) {
    for (let i = at; i < at + (1 << (2 * bits)); i++)
      eachSide(raster, pool[i] as number, visit, candidate);
  } else if (kind === listKind) {
    const head = lists[at] as number;
    for (let i = at + 2; i < at + 2 + (head >> 3); i++) visit(lists[i] as number);
    for (let i = at + 1; i <= at - head; i++) candidate?.(lists[i] as number);
  } else for (let i = 0; i <= kind; i++) visit((at >> 1) + i);
}

/** What is in a cell of the top: a value, or ~(where its block begins · 4 + 3). */
export function topValue({ top, pool }: Raster, cell: number): number {
  const place = top[cell] as number;
  return (place & 1) === 0 ? (pool[place >> 1] as number) : ~((place >> 1) * 4 + blockKind);
}

/** How many cells a block has on a side. */
export const across: number = 1 << bits;

/** Numbers one after the other, flat, that grow. */
export interface Store {
  values: Int32Array;
  length: number;
}

/** Makes room for so many numbers at the end of a store; says where it begins. */
export function room(store: Store, size: number): number {
  const at = store.length;
  store.length += size;
  if (store.length > store.values.length) {
    const wider = new Int32Array(2 * store.length);
    wider.set(store.values);
    store.values = wider;
  }
  return at;
}

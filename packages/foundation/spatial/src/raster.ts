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
   * Lists. Of sides: a head, the face + 1 at the cell's south-west corner, and runs of sides. Of candidates that have to be
   * asked one by one: less than 0 for how many, and their numbers.
   */
  readonly lists: Int32Array;
}

/** A block has 2^bits × 2^bits cells. */
export const bits = 2;
/** How many times a cell of the sweep may be parted again. */
export const deep = 4;
/** How near, in quanta, doubles are not trusted to tell which of two borders comes first: far more than what they lose. */
export const close: number = 2 ** -6;

/** The kinds of cells. */
export const lineKind = 0;
export const cornerKind = 1;
export const listKind = 2;
export const blockKind = 3;

/**
 * The head of a list of sides: how many runs · 16, + the logarithm to base 2 of its cell's width in units, an even
 * number, + 1 where a side comes near the south-west corner, so that the face there says nothing.
 */
export function listHead(runs: number, widthInUnits: number, isClear: boolean): number {
  return 16 * runs + Math.round(Math.log2(widthInUnits)) + (isClear ? 0 : 1);
}

/** How wide the cell of a list is, in units. */
export function listWidth(head: number): number {
  return 2 ** (head & 14);
}

/** Whether the face at the south-west corner of a list's cell says nothing. */
export function isUnclear(head: number): boolean {
  return (head & 1) === 1;
}

/** How many runs a list has. */
export function listLength(head: number): number {
  return head >> 4;
}

/** A run of sides of one arc: the first one's number · 8 + how many more follow it. */
export function runOf(first: number, more: number): number {
  return first * 8 + more;
}

/** How many sides follow the first of a run at most. */
export const longestRun = 7;

/** Calls back with the sides that run through a cell, and with the faces that fill parts of it or are its candidates; each may come more than once. */
export function eachSide(
  raster: Raster,
  value: number,
  visit: (v: number) => void,
  filledBy?: (face: number) => void,
): void {
  if (value > 0) filledBy?.(value - 1);
  if (value >= 0) return;
  const { pool, lists } = raster;
  const kind = ~value & 3;
  const at = ~value >>> 2;
  if (kind === blockKind) {
    for (let i = at; i < at + (1 << (2 * bits)); i++)
      eachSide(raster, pool[i] as number, visit, filledBy);
  } else if (kind === listKind) {
    const head = lists[at] as number;
    for (let i = at + 2; i < at + 2 + listLength(head); i++) {
      const run = lists[i] as number;
      for (let v = run >> 3; v <= (run >> 3) + (run & longestRun); v++) visit(v);
    }
    for (let i = at + 1; i <= at - head; i++) filledBy?.(lists[i] as number);
  } else for (let i = 0; i <= kind; i++) visit((at >> 1) + i);
}

/** What is in a cell of the top: a value, or ~(where its block begins · 4 + 3). */
export function topValue({ top, pool }: Raster, cell: number): number {
  const place = top[cell] as number;
  return (place & 1) === 0 ? (pool[place >> 1] as number) : ~((place >> 1) * 4 + blockKind);
}

/** How many cells a block has on a side. */
export const across: number = 1 << bits;

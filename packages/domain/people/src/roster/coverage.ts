import type { GridCode, PostId } from '@civigrid/kernel';

/** A cell in which nobody holds a post of the role: it has none, or all of them are vacant. */
export interface MissingCell {
  readonly grid: GridCode;
  /** The vacant posts of the cell, none where it has no such post. */
  readonly vacant: readonly PostId[];
}

/** In how many cells a role is filled (配备率): 289 of 347 buildings have their leader. Leave and duty hours do not count. */
export interface Coverage {
  readonly held: number;
  readonly total: number;
  /** The cells that are not, in the order asked. */
  readonly missing: readonly MissingCell[];
}

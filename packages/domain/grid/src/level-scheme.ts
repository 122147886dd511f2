import type { GridLevel } from './cell.ts';

/** One level of a town (层级). */
export type LevelRule = {
  readonly level: GridLevel;
  /**
   * How its cells lie in their parents: `tiles` (all together they cover the parent without a seam) or `within` (they
   * stand in it, as buildings and their units do: a place is never theirs alone, but a footprint must not be cut in two).
   */
  readonly form: 'tiles' | 'within';
  /** Its name for people. */
  readonly title: { readonly 'zh-CN': string; readonly en: string };
};

/** The levels of a town from the top down (层级体系): data, to be taken as it is or replaced. */
export type LevelScheme = readonly LevelRule[];

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

const rule = (
  level: string,
  form: LevelRule['form'],
  chinese: string,
  english: string,
): LevelRule => ({ level, form, title: { 'zh-CN': chinese, en: english } });

/** Street, community, grid, micro-grid, building, unit (街道、社区、网格、微网格、楼栋、单元). */
export const streetLevels: LevelScheme = [
  rule('street', 'tiles', '街道', 'street'),
  rule('community', 'tiles', '社区', 'community'),
  rule('grid', 'tiles', '网格', 'grid'),
  rule('micro-grid', 'tiles', '微网格', 'micro-grid'),
  rule('building', 'within', '楼栋', 'building'),
  rule('unit', 'within', '单元', 'unit'),
];

/** Total grid, area, building, unit: the structure of three alls and four leaders (三全四长：总网格、片、楼、单元). */
export const threeAllsFourLeaders: LevelScheme = [
  rule('total', 'tiles', '总网格', 'total grid'),
  rule('area', 'tiles', '片区', 'area'),
  rule('building', 'within', '楼栋', 'building'),
  rule('unit', 'within', '单元', 'unit'),
];

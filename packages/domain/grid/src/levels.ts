import type { LevelRule, LevelScheme } from './level-scheme.ts';

export type { LevelRule, LevelScheme } from './level-scheme.ts';

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

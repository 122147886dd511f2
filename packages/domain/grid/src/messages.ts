import type { Defect, DefectType } from './defect.ts';
import type { GridErrorCode } from './grid-hierarchy.ts';
import type { GridIssue, GridIssueCode } from './issue.ts';
import type {
  RebalanceErrorCode,
  RebalanceIssue,
  RebalanceIssueCode,
} from './rebalance/request.ts';
import type { Unsatisfied, UnsatisfiedCode, UnsatisfiedReason } from './rebalance/unsatisfied.ts';

/** Every code of the package that people read. */
export type GridMessageCode =
  | GridErrorCode
  | GridIssueCode
  | DefectType
  | RebalanceErrorCode
  | RebalanceIssueCode
  | UnsatisfiedCode
  | UnsatisfiedReason;

/** The languages of the catalogue. */
export type GridLanguage = 'zh-CN' | 'en';

/** A sentence for every code, in Chinese and English (提示语). */
export const gridMessages: Readonly<
  Record<GridLanguage, Readonly<Record<GridMessageCode, string>>>
> = {
  'zh-CN': {
    'grid/unknown-code': '没有这个网格编码',
    'grid/output-too-short': '存放结果的数组太短',
    'not-a-collection': '不是 GeoJSON 要素集合（FeatureCollection）',
    'not-a-feature': '不是带属性的 GeoJSON 要素（Feature）',
    'no-code': '要素没有可用的网格编码',
    'duplicate-code': '网格编码重复，保留文件中的第一个',
    orphan: '上级网格不存在，暂作顶级网格',
    'parent-cycle': '上级关系成环，暂作顶级网格',
    'bad-level': '层级既不是文字也不是数字',
    'invalid-ring': '边界线有误',
    'no-geometry': '末级网格没有边界，无法定位',
    gap: '有空白：此处不属于任何网格',
    overlap: '有重叠：此处属于多个网格',
    'edge-mismatch': '边界不吻合：网格越出上级网格的边界',
    'parent-mismatch': '上级有误：网格不在其上级网格范围内',
    'grid/bad-target': '每个网格的目标负荷或网格个数有误',
    'grid/bad-tolerance': '允许偏差须在 0 与 1 之间（不含 1）',
    'grid/bad-seed': '随机种子须为整数',
    'grid/bad-effort': '搜索力度须为 1 至 100000 的整数',
    'grid/unit-without-code': '单元没有可用的编码',
    'grid/unit-without-region': '单元没有所属社区',
    'grid/bad-load': '单元的负荷须为 0 至 10 亿的整数',
    'grid/bad-group': '单元的现网格编码不可用，视为尚无网格',
    'grid/duplicate-unit': '单元编码重复，保留第一个',
    'grid/bad-border': '相邻关系有误：须为两个不同单元及其公共边界长度',
    'grid/unknown-unit': '没有这个单元',
    'grid/whole-across-regions': '须保持完整的一组单元跨社区，只在各社区内保持完整',
    'load-too-large': '负荷过大：任何网格都容纳不下',
    'region-indivisible': '社区的负荷无法分成合乎要求的若干网格',
    'outside-tolerance': '网格的负荷超出允许偏差',
    'region-in-pieces': '社区内部不连片，各片分别划分',
    'unit-without-border': '单元与本社区其他单元都不相邻，单独成为网格',
    'whole-apart': '须保持完整的单元互不相邻，视为相连',
    'not-contiguous-today': '现网格不连片',
    'across-regions-today': '现网格跨社区',
    'other-number-of-groups': '网格个数与要求不同',
    'no-such-division': '已逐一比较所有划分，没有更好的',
    'effort-spent': '在规定的搜索力度内没有找到更好的划分',
  },
  en: {
    'grid/unknown-code': 'No grid bears this code',
    'grid/output-too-short': 'The array for the answers is too short',
    'not-a-collection': 'This is not a GeoJSON FeatureCollection',
    'not-a-feature': 'This is not a GeoJSON Feature with properties',
    'no-code': 'The feature has no usable grid code',
    'duplicate-code': 'The code occurs twice; the first in the file stays',
    orphan: 'The parent does not exist; the grid counts as a root',
    'parent-cycle': 'The parents go round in a circle; the grid counts as a root',
    'bad-level': 'The level is neither a word nor a number',
    'invalid-ring': 'The border is not drawn properly',
    'no-geometry': 'The leaf has no border and cannot be located',
    gap: 'A gap: this place belongs to no grid',
    overlap: 'An overlap: this place belongs to several grids',
    'edge-mismatch': 'Borders differ: the grid reaches out of its parent',
    'parent-mismatch': 'Wrong parent: the grid does not lie in it',
    'grid/bad-target': 'The load or the number of grids asked for is not usable',
    'grid/bad-tolerance': 'The tolerance lies from 0 to below 1',
    'grid/bad-seed': 'The seed is a whole number',
    'grid/bad-effort': 'The effort is a whole number from 1 to 100,000',
    'grid/unit-without-code': 'The unit has no usable code',
    'grid/unit-without-region': 'The unit names no community',
    'grid/bad-load': 'The load of a unit is a whole number from 0 to a thousand million',
    'grid/bad-group':
      'The code of today’s grid is not usable; the unit counts as one without a grid',
    'grid/duplicate-unit': 'The unit occurs twice; the first stays',
    'grid/bad-border': 'A border joins two different units and has a length',
    'grid/unknown-unit': 'No unit bears this code',
    'grid/whole-across-regions':
      'Units that stay together lie in several communities; they stay together in each',
    'load-too-large': 'The load is more than any grid may carry',
    'region-indivisible': 'The load of the community cannot be divided into grids of that size',
    'outside-tolerance': 'The load of the grid lies outside the tolerance',
    'region-in-pieces': 'The community is not in one piece; each piece is divided by itself',
    'unit-without-border': 'The unit borders on no other of its community and is a grid by itself',
    'whole-apart': 'Units that stay together do not touch; they count as joined',
    'not-contiguous-today': 'Today’s grid is not in one piece',
    'across-regions-today': 'Today’s grid reaches into several communities',
    'other-number-of-groups': 'The number of grids is not the one asked for',
    'no-such-division': 'All divisions were looked at, and none is better',
    'effort-spent': 'No better division was found with the effort allowed',
  },
};

/** Anything that the package tells of. */
export type Told = GridIssue | Defect | RebalanceIssue | Unsatisfied;

function codesOf(found: Told): readonly string[] {
  if ('codes' in found) return found.codes;
  if ('cell' in found) return [found.cell];
  if ('group' in found) return [found.group];
  if ('units' in found) return found.units;
  if ('unit' in found) {
    return found.code === 'region-indivisible' ? [found.region, found.unit] : [found.unit];
  }
  return 'region' in found ? [found.region] : [];
}

/** One line about an issue, a defect or what a plan does not satisfy: what it is, and what it concerns. */
export function describe(found: Told, language: GridLanguage): string {
  const codes = codesOf(found);
  const text = gridMessages[language]['codes' in found ? found.type : found.code];
  const why = 'why' in found ? gridMessages[language][found.why] : undefined;
  if (language === 'en') {
    const line = codes.length === 0 ? text : `${text}: ${codes.join(', ')}`;
    return why === undefined ? line : `${line} (${why})`;
  }
  const line = codes.length === 0 ? text : `${text}：${codes.join('、')}`;
  return why === undefined ? line : `${line}（${why}）`;
}

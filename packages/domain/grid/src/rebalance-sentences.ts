import type { RebalanceErrorCode, RebalanceIssueCode } from './rebalance/request.ts';
import type { UnsatisfiedCode, UnsatisfiedReason } from './rebalance/unsatisfied.ts';

/** The codes of the subpath `./rebalance`. */
export type RebalanceCode =
  | RebalanceErrorCode
  | RebalanceIssueCode
  | UnsatisfiedCode
  | UnsatisfiedReason;

/** Their sentences in Chinese. */
export const chineseRebalanceSentences: Readonly<Record<RebalanceCode, string>> = {
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
};

/** Their sentences in English. */
export const englishRebalanceSentences: Readonly<Record<RebalanceCode, string>> = {
  'grid/bad-target': 'The load or the number of grids asked for is not usable',
  'grid/bad-tolerance': 'The tolerance lies from 0 to below 1',
  'grid/bad-seed': 'The seed is a whole number',
  'grid/bad-effort': 'The effort is a whole number from 1 to 100,000',
  'grid/unit-without-code': 'The unit has no usable code',
  'grid/unit-without-region': 'The unit names no community',
  'grid/bad-load': 'The load of a unit is a whole number from 0 to a thousand million',
  'grid/bad-group': 'The code of today’s grid is not usable; the unit counts as one without a grid',
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
};

import type { AddressIssue } from './addresses/address-issue.ts';
import type { CodeIssue } from './codes/code-error.ts';
import type { Defect, DefectType } from './defect.ts';
import {
  chineseDivisionSentences,
  type DivisionCode,
  englishDivisionSentences,
} from './division-sentences.ts';
import type { GridErrorCode } from './grid-hierarchy.ts';
import type { GridIssue, GridIssueCode } from './issue.ts';
import type { LayerIssue } from './layers/layer-entry.ts';
import type { RebalanceIssue } from './rebalance/request.ts';
import type { Unsatisfied } from './rebalance/unsatisfied.ts';
import {
  chineseRebalanceSentences,
  englishRebalanceSentences,
  type RebalanceCode,
} from './rebalance-sentences.ts';
import {
  chineseRepairSentences,
  englishRepairSentences,
  type RepairCode,
} from './repair-sentences.ts';
import { chineseSentences, englishSentences, type SubpathCode } from './subpath-sentences.ts';

export type { DivisionCode } from './division-sentences.ts';
export type { RebalanceCode } from './rebalance-sentences.ts';
export type { RepairCode } from './repair-sentences.ts';

export type { SubpathCode } from './subpath-sentences.ts';

/** Every code of the package that people read. */
export type GridMessageCode =
  | GridErrorCode
  | GridIssueCode
  | DefectType
  | SubpathCode
  | RebalanceCode
  | RepairCode
  | DivisionCode;

/** The languages of the catalogue. */
export type GridLanguage = 'zh-CN' | 'en';

/** A sentence for every code, in Chinese and English (提示语). */
export const gridMessages: Readonly<
  Record<GridLanguage, Readonly<Record<GridMessageCode, string>>>
> = {
  'zh-CN': {
    ...chineseSentences,
    ...chineseRebalanceSentences,
    ...chineseRepairSentences,
    ...chineseDivisionSentences,
    'grid/unknown-code': '没有这个网格编码',
    'grid/output-too-short': '存放结果的数组太短',
    'grid/not-a-buffer': '不是网格体系的二进制数据，或已损坏',
    'not-a-collection': '不是 GeoJSON 要素集合（FeatureCollection）',
    'not-a-feature': '不是带属性的 GeoJSON 要素（Feature）',
    'no-code': '要素没有可用的网格编码',
    'duplicate-code': '网格编码重复，保留文件中的第一个',
    orphan: '上级网格不存在，暂作顶级网格',
    'parent-cycle': '上级关系成环，暂作顶级网格',
    'bad-level': '层级既不是文字也不是数字',
    'bad-kind': '网格类型不明，按基础网格处理',
    'split-building': '楼栋跨网格：一栋楼被分在不同网格',
    'invalid-ring': '边界线有误',
    'no-geometry': '末级网格没有边界，无法定位',
    gap: '有空白：此处不属于任何网格',
    overlap: '有重叠：此处属于多个网格',
    'edge-mismatch': '边界不吻合：网格越出上级网格的边界',
    'parent-mismatch': '上级有误：网格不在其上级网格范围内',
  },
  en: {
    ...englishSentences,
    ...englishRebalanceSentences,
    ...englishRepairSentences,
    ...englishDivisionSentences,
    'grid/unknown-code': 'No grid bears this code',
    'grid/output-too-short': 'The array for the answers is too short',
    'grid/not-a-buffer': 'These bytes are no grid hierarchy, or they are damaged',
    'not-a-collection': 'This is not a GeoJSON FeatureCollection',
    'not-a-feature': 'This is not a GeoJSON Feature with properties',
    'no-code': 'The feature has no usable grid code',
    'duplicate-code': 'The code occurs twice; the first in the file stays',
    orphan: 'The parent does not exist; the grid counts as a root',
    'parent-cycle': 'The parents go round in a circle; the grid counts as a root',
    'bad-level': 'The level is neither a word nor a number',
    'bad-kind': 'The kind of grid is unknown; it counts as a base grid',
    'split-building': 'A building is cut in two: it lies in more than one grid',
    'invalid-ring': 'The border is not drawn properly',
    'no-geometry': 'The leaf has no border and cannot be located',
    gap: 'A gap: this place belongs to no grid',
    overlap: 'An overlap: this place belongs to several grids',
    'edge-mismatch': 'Borders differ: the grid reaches out of its parent',
    'parent-mismatch': 'Wrong parent: the grid does not lie in it',
  },
};

/** Anything that the package tells of. */
export type Told =
  | GridIssue
  | Defect
  | AddressIssue
  | LayerIssue
  | CodeIssue
  | RebalanceIssue
  | Unsatisfied;

function codesOf(found: Told): readonly string[] {
  if ('codes' in found) return found.codes;
  if ('cell' in found) return found.cell === undefined ? [] : [found.cell];
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

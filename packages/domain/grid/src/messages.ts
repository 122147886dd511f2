import type { Defect, DefectType } from './defect.ts';
import type { DivisionErrorCode } from './division/division-error.ts';
import type { DraftErrorCode } from './drafts/draft-error.ts';
import type { GridErrorCode } from './grid-hierarchy.ts';
import type { GridIssue, GridIssueCode } from './issue.ts';

/** Every code of the package that people read. */
export type GridMessageCode =
  | GridErrorCode
  | DivisionErrorCode
  | DraftErrorCode
  | GridIssueCode
  | DefectType;

/** The languages of the catalogue. */
export type GridLanguage = 'zh-CN' | 'en';

/** A sentence for every code, in Chinese and English (提示语). */
export const gridMessages: Readonly<
  Record<GridLanguage, Readonly<Record<GridMessageCode, string>>>
> = {
  'zh-CN': {
    'grid/unknown-code': '没有这个网格编码',
    'grid/output-too-short': '存放结果的数组太短',
    'grid/already-adopted': '网格划分已经确立，只能逐项调整',
    'grid/not-adopted': '网格划分尚未确立，无法调整',
    'grid/code-taken': '网格编码已被使用',
    'grid/code-retired': '网格编码已停用，不得再次使用',
    'grid/invalid-day': '日期须为日历上的一天，格式为 YYYY-MM-DD',
    'grid/day-superseded': '所涉网格在此日之后已有变更，不得改写过去',
    'grid/unknown-parent': '上级网格不存在',
    'grid/circular-parent': '网格不能成为自己的下级',
    'grid/too-few-cells': '拆分至少得两个网格，合并至少要两个网格',
    'grid/other-parent': '合并的网格须同属一个上级，接续的网格须在原上级之下',
    'grid/children-left': '停用的网格之下还有网格',
    'grid/bad-cell': '网格没有可用的编码或上级，或者重复出现',
    'grid/wrong-cells': '所绘网格与此项调整不符',
    'grid/not-a-leaf': '只有末级网格可以切分或调整边界',
    'grid/nothing-drawn': '网格没有边界',
    'grid/nothing-moves': '此项调整不会带来任何变化',
    'grid/nothing-left': '网格将一无所剩，应改用合并',
    'grid/wrong-count': '新编码的个数与切分出的块数不一致',
    'grid/wrong-children': '每个下级网格须归入且只归入一个新网格',
    'grid/bad-draft': '这不是可识别的划分方案',
    'grid/division-changed': '方案所涉网格已有变化，须重新拟定',
    'grid/less-seamless': '方案的无缝程度不如现状',
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
    'grid/unknown-code': 'No grid bears this code',
    'grid/output-too-short': 'The array for the answers is too short',
    'grid/already-adopted': 'The division has been adopted; from now on it is changed step by step',
    'grid/not-adopted': 'No division has been adopted that could be changed',
    'grid/code-taken': 'A grid bears this code',
    'grid/code-retired': 'The code is retired and is never used again',
    'grid/invalid-day': 'A day stands in the calendar and has the form YYYY-MM-DD',
    'grid/day-superseded':
      'A grid that is concerned has changed on a later day; the past is not rewritten',
    'grid/unknown-parent': 'The parent does not exist',
    'grid/circular-parent': 'A grid cannot lie below itself',
    'grid/too-few-cells': 'A split gives two grids at least, and a merge takes two at least',
    'grid/other-parent':
      'Grids that are merged have one parent, and what follows a grid has the same',
    'grid/children-left': 'There are still grids below the one that ceases',
    'grid/bad-cell': 'A grid has no usable code or parent, or comes twice',
    'grid/wrong-cells': 'The grids that are drawn do not fit the change',
    'grid/not-a-leaf': 'Only grids without grids below them can be cut or give an area away',
    'grid/nothing-drawn': 'The grid has no border',
    'grid/nothing-moves': 'The change would change nothing',
    'grid/nothing-left': 'The grid would give all that it has; merge it instead',
    'grid/wrong-count': 'There are not as many new codes as pieces',
    'grid/wrong-children': 'Every grid below goes to one of the new grids',
    'grid/bad-draft': 'This is no proposal that can be read',
    'grid/division-changed': 'Grids of the proposal have changed; it has to be drafted anew',
    'grid/less-seamless': 'The proposal is less seamless than the division today',
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

/** One line about an issue or a defect: what it is, and which cells it concerns. */
export function describe(found: GridIssue | Defect, language: GridLanguage): string {
  const codes = 'codes' in found ? found.codes : found.cell === undefined ? [] : [found.cell];
  const text = gridMessages[language]['codes' in found ? found.type : found.code];
  if (codes.length === 0) return text;
  return language === 'en' ? `${text}: ${codes.join(', ')}` : `${text}：${codes.join('、')}`;
}

import type { DivisionErrorCode } from './division/division-error.ts';
import type { DraftErrorCode } from './drafts/draft-error.ts';

/** The codes of the subpaths `./division` and `./drafts` that are not said elsewhere. */
export type DivisionCode =
  | Exclude<DivisionErrorCode, 'grid/unknown-code' | 'grid/invalid-day'>
  | DraftErrorCode;

/** Their sentences in Chinese. */
export const chineseDivisionSentences: Readonly<Record<DivisionCode, string>> = {
  'grid/already-adopted': '网格划分已经确立，只能逐项调整',
  'grid/not-adopted': '网格划分尚未确立，无法调整',
  'grid/code-taken': '网格编码已被使用',
  'grid/code-retired': '网格编码已停用，不得再次使用',
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
};

/** Their sentences in English. */
export const englishDivisionSentences: Readonly<Record<DivisionCode, string>> = {
  'grid/already-adopted': 'The division has been adopted; from now on it is changed step by step',
  'grid/not-adopted': 'No division has been adopted that could be changed',
  'grid/code-taken': 'A grid bears this code',
  'grid/code-retired': 'The code is retired and is never used again',
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
};

import type {
  GridRepairErrorCode,
  RepairAction,
  UnsolvedReason,
} from './repair/repair-proposal.ts';

/** The codes of the subpath `./repair`. */
export type RepairCode = GridRepairErrorCode | RepairAction | UnsolvedReason;

/** Their sentences in Chinese. */
export const chineseRepairSentences: Readonly<Record<RepairCode, string>> = {
  'grid/bad-repair-option': '修复选项无效：长度和面积须为非负数，重叠处理规则须为四种之一',
  'mend-ring': '按读取结果重绘边界线（闭合、去除尖刺、拆开自相交）',
  're-parent': '改挂到其所在的上级网格',
  snap: '边界贴合到相邻网格或上级网格的边界',
  'give-gap': '空白并入一个相邻网格',
  'cut-overlap': '重叠部分只留给一个网格，其余网格裁去',
  'match-parent': '裁去越出上级网格、伸入他处的部分',
  'redraw-outline': '按下级网格重绘上级网格的边界',
  unreadable: '要素无法读取，须在数据来源处更正',
  'which-is-right': '两个网格同一编码，须由数据来源确认哪一个正确',
  circle: '上级关系成环，须由数据来源确认上级',
  'nothing-drawn': '网格没有可用的边界，须重新绘制',
  'no-parent-there': '上一层级没有绘制了边界的网格包含它',
  'tree-first': '上级关系尚未理顺，先解决上级关系',
  'too-large': '面积超过限额，可能是水面或缺失的网格，不作处理',
  swallowed: '处理后会有网格一无所剩，须先决定撤销哪一个',
  'no-neighbour': '空白周边没有网格可以并入',
  'too-tangled': '此处重叠的网格过多，无法逐一分清',
  remains: '全部建议实施后仍然存在',
};

/** Their sentences in English. */
export const englishRepairSentences: Readonly<Record<RepairCode, string>> = {
  'grid/bad-repair-option':
    'This option cannot be used: lengths and areas are numbers from 0, the rule for overlaps is one of four',
  'mend-ring': 'Draw the border as it was read: closed, without spikes and crossings',
  're-parent': 'Hang the grid under the one that it lies in',
  snap: 'Bring the stray border to that of the neighbour or the parent',
  'give-gap': 'Give the gap to one neighbour',
  'cut-overlap': 'Leave the common part to one grid and cut it from the others',
  'match-parent': 'Cut off what reaches out of the parent into the land of others',
  'redraw-outline': 'Draw the upper grid by what lies below it',
  unreadable: 'The feature cannot be read and has to be corrected at its source',
  'which-is-right': 'Two grids bear one code; the source has to say which is right',
  circle: 'The parents go round in a circle; the source has to say which is right',
  'nothing-drawn': 'The grid has no border that could be used and has to be drawn',
  'no-parent-there': 'No drawn grid of the level above holds it',
  'tree-first': 'The parents have to be settled first',
  'too-large': 'Larger than the limit: it may be a lake or a missing grid and is left alone',
  swallowed: 'A grid would be left with nothing; decide first which one is to cease',
  'no-neighbour': 'No grid borders on the gap',
  'too-tangled': 'Too many grids lie over each other here to be told apart',
  remains: 'It is still there when all proposals are applied',
};

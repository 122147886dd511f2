import type { AddressIssueCode } from './addresses/address-issue.ts';
import type { CodeErrorCode, CodeIssueCode } from './codes/code-error.ts';
import type { LayerErrorCode } from './layers/layer-definition.ts';
import type { LayerIssueCode } from './layers/layer-entry.ts';

/** The codes of the subpaths `./codes`, `./addresses` and `./layers`. */
export type SubpathCode =
  | AddressIssueCode
  | CodeErrorCode
  | CodeIssueCode
  | LayerErrorCode
  | LayerIssueCode;

/** Their sentences in Chinese. */
export const chineseSentences: Readonly<Record<SubpathCode, string>> = {
  'grid/invalid-scheme': '编码规则有歧义或无法使用',
  'grid/invalid-code': '编码不符合编码规则',
  'grid/codes-exhausted': '该范围的编码已全部用完',
  'grid/no-level-below': '该编码之下没有这一层级',
  'grid/not-numbered': '这一段不是数字，无法顺序编号',
  'grid/unknown-kind': '编码规则没有这一类别',
  'grid/invalid-place': '网格缺少代表点或高度，无法排序',
  'grid/duplicate-key': '两个网格使用同一标识',
  'code-not-text': '编码不是文字',
  'code-bad-character': '编码含有不允许的字符',
  'code-too-short': '编码位数不足',
  'code-too-long': '编码位数过多',
  'code-out-of-range': '编码数值超出规定范围',
  'code-leading-zero': '编码前有多余的零',
  'address-not-an-entry': '不是地址记录：缺少地址或网格编码',
  'address-too-long': '地址超过200个字符',
  'address-empty': '地址没有可识别的名称',
  'address-in-two-cells': '同一地址登记在两个网格',
  'building-in-two-cells': '同一楼栋编码登记在两个网格',
  'grid/invalid-layer': '图层定义有误',
  'grid/unknown-layer': '没有这个图层',
  'grid/invalid-day': '日期有误，应为“年-月-日”',
  'grid/layer-not-summed': '此图层不能汇总',
  'layer-not-an-entry': '不是图层记录',
  'layer-bad-cell': '没有可用的网格编码',
  'layer-unknown': '没有定义这个图层',
  'layer-bad-day': '日期有误，应为“年-月-日”',
  'layer-bad-value': '数值不符合图层定义',
  'layer-day-twice': '同一网格、图层和日期重复，保留第一条',
};

/** Their sentences in English. */
export const englishSentences: Readonly<Record<SubpathCode, string>> = {
  'grid/invalid-scheme': 'Codes by this scheme could not be read in one way',
  'grid/invalid-code': 'The code does not follow the scheme',
  'grid/codes-exhausted': 'All codes of the range have been given',
  'grid/no-level-below': 'There is no such level below the code',
  'grid/not-numbered': 'This part is no number, so none comes next',
  'grid/unknown-kind': 'The scheme has no such kind of code',
  'grid/invalid-place': 'The grid has no point or height to be put in order by',
  'grid/duplicate-key': 'Two grids have one key',
  'code-not-text': 'The code is not a text',
  'code-bad-character': 'The code has a character that is not allowed there',
  'code-too-short': 'The code is too short',
  'code-too-long': 'The code is too long',
  'code-out-of-range': 'The code has a number outside its range',
  'code-leading-zero': 'The code has a zero too many in front of a number',
  'address-not-an-entry': 'This is no entry with an address and a grid code',
  'address-too-long': 'The address has more than 200 characters',
  'address-empty': 'The address has no name to be recognised by',
  'address-in-two-cells': 'The address is registered in two grids',
  'building-in-two-cells': 'The code of the building is registered in two grids',
  'grid/invalid-layer': 'The definition of the layer is wrong',
  'grid/unknown-layer': 'There is no such layer',
  'grid/invalid-day': 'The day is not of the form YYYY-MM-DD, or no day at all',
  'grid/layer-not-summed': 'This layer does not add up',
  'layer-not-an-entry': 'This is no entry of a layer',
  'layer-bad-cell': 'There is no usable grid code',
  'layer-unknown': 'The layer is not defined',
  'layer-bad-day': 'The day is not of the form YYYY-MM-DD, or no day at all',
  'layer-bad-value': 'The value is none that the layer can have',
  'layer-day-twice': 'The grid, layer and day occur twice; the first entry stays',
};

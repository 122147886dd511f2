import type { DmnErrorCode, DmnIssueCode } from './dmn/dmn-issue.ts';
import type { ProofErrorCode, TableErrorCode, TableIssueCode } from './issue.ts';
import type { MessageLanguage } from './message-language.ts';

const chinese = {
  'tables/bad-aggregate': '汇总方式不正确，或与命中策略不符。',
  'tables/bad-cell': '条件的写法与该列的类型不符。',
  'tables/bad-column': '条件列的定义不正确。',
  'tables/bad-effective': '有效期不正确：起止须为日期，止须晚于起。',
  'tables/bad-expression': '结论的算式写法不正确，或该结论已有固定的值。',
  'tables/bad-id': '编号或版本不是文字。',
  'tables/bad-note': '备注不是文字。',
  'tables/bad-otherwise': '兜底结论写法不正确，或命中策略不允许兜底。',
  'tables/bad-day': '日期不正确。',
  'tables/bad-outcome': '结论的值不是普通数据。',
  'tables/bad-output': '结论列的定义不正确。',
  'tables/bad-rule': '规则不完整或写法不正确。',
  'tables/bad-universe': '论域的写法与决策表的条件列不符。',
  'tables/cyclic-tree': '代码树中有代码成为自己的上级。',
  'tables/duplicate-column': '条件列重名。',
  'tables/duplicate-output': '结论列重名。',
  'tables/duplicate-rule': '规则编号重复。',
  'tables/equal-ends': '时段的起止相同。',
  'tables/invalid': '决策表有问题，不能使用。',
  'tables/inverted-range': '区间上下限颠倒，不含任何值。',
  'tables/never-matches': '条件为空，规则永远不会命中。',
  'tables/not-a-number': '要汇总的结论不是数字。',
  'tables/not-a-table': '这不是一张决策表。',
  'tables/not-any': '同时命中的规则结论不一致，本表不允许。',
  'tables/not-unique': '多条规则同时命中，本表不允许。',
  'tables/unknown-column': '没有这个条件列。',
  'tables/unknown-hit': '不认识的命中策略。',
  'tables/unknown-output': '没有这个结论列。',
  'tables/unknown-rule': '表中没有这条规则。',
  'tables/unknown-type': '不认识的列类型。',
  'tables/unknown-zone': '不认识的时区。',
  'tables/unlike-columns': '两张表的同名条件列类型不同，不能比较。',
  'tables/unlisted-value': '结论的值不在该列允许的值之内。',
} satisfies Record<ProofErrorCode | TableErrorCode | TableIssueCode, string>;

const english = {
  'tables/bad-aggregate': 'The aggregate is not right, or does not go with the hit policy.',
  'tables/bad-cell': 'The condition is not written as its column’s type asks.',
  'tables/bad-column': 'The definition of the input is not right.',
  'tables/bad-effective':
    'The time in force is not right: days are asked for, and the second must be after the first.',
  'tables/bad-expression':
    'The expression of the outcome is not written rightly, or the outcome also has a constant value.',
  'tables/bad-id': 'The id or the version is not a text.',
  'tables/bad-note': 'The note is not a text.',
  'tables/bad-otherwise':
    'What is said where no rule matches is not written rightly, or the hit policy does not allow it.',
  'tables/bad-day': 'This is not a day of the calendar.',
  'tables/bad-outcome': 'The value of the outcome is not plain data.',
  'tables/bad-output': 'The definition of the output is not right.',
  'tables/bad-rule': 'The rule is incomplete or not written rightly.',
  'tables/bad-universe': 'The universe does not fit the columns of the table.',
  'tables/cyclic-tree': 'In the tree of codes one code stands above itself.',
  'tables/duplicate-column': 'Two inputs have the same name.',
  'tables/duplicate-output': 'Two outputs have the same name.',
  'tables/duplicate-rule': 'Two rules have the same id.',
  'tables/equal-ends': 'The window begins and ends at the same time.',
  'tables/invalid': 'The table has issues and cannot be used.',
  'tables/inverted-range': 'The bounds are the wrong way round: no value lies between them.',
  'tables/never-matches': 'The condition is empty: the rule can never match.',
  'tables/not-a-number': 'The outcome to be aggregated is not a number.',
  'tables/not-a-table': 'This is not a decision table.',
  'tables/not-any': 'Rules with different outcomes match at once, which this table forbids.',
  'tables/not-unique': 'Several rules match at once, which this table forbids.',
  'tables/unknown-column': 'There is no such input.',
  'tables/unknown-hit': 'There is no such hit policy.',
  'tables/unknown-output': 'There is no such output.',
  'tables/unknown-rule': 'The table has no such rule.',
  'tables/unknown-type': 'There is no such type of column.',
  'tables/unknown-zone': 'There is no such time zone.',
  'tables/unlike-columns':
    'The tables have columns of one name and different types and cannot be compared.',
  'tables/unlisted-value': 'The outcome is not among the values that its output allows.',
} satisfies Record<ProofErrorCode | TableErrorCode | TableIssueCode, string>;

/** What people read for each code, by language (提示语). */
export const tableMessages: Readonly<
  Record<
    MessageLanguage,
    Readonly<Record<ProofErrorCode | TableErrorCode | TableIssueCode, string>>
  >
> = { 'zh-CN': chinese, en: english };

const dmnChinese = {
  'tables/bad-decision-table': '决策表缺少必要的部分。',
  'tables/bad-feel': '单元格不是正确的 FEEL 写法。',
  'tables/duplicate-decision': '两个决策重名。',
  'tables/entry-count': '规则的单元格数与列数不符。',
  'tables/feel-too-long': '单元格文字过长，不予解析。',
  'tables/not-dmn': '这不是 DMN 文件。',
  'tables/unknown-name': '没有这个输入；文字须加引号。',
  'tables/unsupported-dmn': '不支持此处的 DMN 写法。',
  'tables/unsupported-feel': '不支持此处的 FEEL 写法。',
  'tables/unwritable': 'DMN 无法表达此处内容。',
} satisfies Record<DmnErrorCode | DmnIssueCode, string>;

const dmnEnglish = {
  'tables/bad-decision-table': 'The decision table lacks a part that it must have.',
  'tables/bad-feel': 'The cell is not written in FEEL.',
  'tables/duplicate-decision': 'Two decisions have the same name.',
  'tables/entry-count': 'The rule has not as many entries as there are columns.',
  'tables/feel-too-long': 'The text is too long to be parsed.',
  'tables/not-dmn': 'This is not a DMN document.',
  'tables/unknown-name': 'There is no such input; a text needs quotation marks.',
  'tables/unsupported-dmn': 'This part of DMN is not supported.',
  'tables/unsupported-feel': 'This part of FEEL is not supported.',
  'tables/unwritable': 'DMN has no way to say this.',
} satisfies Record<DmnErrorCode | DmnIssueCode, string>;

/** What people read for each code of reading and writing DMN, by language (提示语). */
export const dmnMessages: Readonly<
  Record<MessageLanguage, Readonly<Record<DmnErrorCode | DmnIssueCode, string>>>
> = { 'zh-CN': dmnChinese, en: dmnEnglish };

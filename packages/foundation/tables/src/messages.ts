import { type ColumnWords, cellText, valueText } from './cell-words.ts';
import type { DmnErrorCode, DmnIssue, DmnIssueCode } from './dmn/dmn-issue.ts';
import type { Explanation } from './explain.ts';
import type { ProofErrorCode, TableErrorCode, TableIssue, TableIssueCode } from './issue.ts';
import type { NearMiss } from './near-miss.ts';
import type { RuleVerdict } from './rule-verdict.ts';

/** The languages that messages come in (语言). */
export type MessageLanguage = 'zh-CN' | 'en';

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

/** One issue of a table with its place, in words (提示语). */
export function tableIssueMessage(issue: TableIssue, language: MessageLanguage): string {
  return issueText(issue, tableMessages[language], language === 'zh-CN');
}

interface Placed<Code extends string> {
  readonly code: Code;
  readonly rule?: number;
  readonly id?: string;
  readonly column?: string;
}

function issueText<Code extends string>(
  { code, rule, id, column }: Placed<Code>,
  words: Readonly<Record<Code, string>>,
  zh: boolean,
): string {
  const places = [
    ...(rule === undefined ? [] : [ruleName({ rule, id }, zh)]),
    ...(column === undefined ? [] : [zh ? `列“${column}”` : `column “${column}”`]),
  ];
  if (places.length === 0) return words[code];
  return `${places.join(zh ? '，' : ', ')}${zh ? '：' : ': '}${words[code]}`;
}

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

/** One issue of a DMN document with its decision, its place and what it is about, in words (提示语). */
export function dmnIssueMessage(issue: DmnIssue, language: MessageLanguage): string {
  const zh = language === 'zh-CN';
  const { decision, construct, text } = issue;
  const said = issueText(issue, { ...tableMessages[language], ...dmnMessages[language] }, zh);
  const about = construct ?? text;
  const whole = about === undefined ? said : `${said}${zh ? '（' : ' ('}${about}${zh ? '）' : ')'}`;
  if (decision === undefined) return whole;
  return zh ? `决策“${decision}”，${whole}` : `Decision “${decision}”, ${whole}`;
}

/** How an explanation is told. */
export interface Telling {
  readonly language: MessageLanguage;
  /** How columns and their values are called; by their own names if left out. */
  readonly words?: ColumnWords;
  /** At most so many near misses; 5 if left out. */
  readonly nearMisses?: number;
}

/**
 * Tells why a table decided as it did (裁定说明), a line for each thing: the rule that won with its conditions, or
 * that none did; further rules that match; rules that failed by one condition, and by which.
 */
export function explanationLines(explanation: Explanation, telling: Telling): readonly string[] {
  const { nearMisses, matched, rules } = explanation;
  const told = rules.filter(({ rule }) => isTold(explanation, rule));
  const others = matched.filter((rule) => told.every((one) => one.rule !== rule));
  const shown = nearMisses.slice(0, telling.nearMisses ?? 5);
  return [
    ...headline(explanation, telling),
    ...told.map((verdict) => matchLine(verdict, explanation, telling)),
    ...othersLine(others, rules, telling),
    ...shown.map((miss) => missLine(miss, explanation, telling)),
    ...restLine(nearMisses.length - shown.length, telling),
  ];
}

/** The winner; where several win or none may, all that match. */
function isTold({ winner, matched }: Explanation, rule: number): boolean {
  return winner === undefined ? matched.includes(rule) : rule === winner;
}

function headline({ refusal, matched }: Explanation, { language }: Telling): readonly string[] {
  if (refusal) return [tableMessages[language][refusal]];
  if (matched.length > 0) return [];
  return [language === 'zh-CN' ? '没有规则命中。' : 'No rule matches.'];
}

function matchLine(verdict: RuleVerdict, { zone }: Explanation, telling: Telling): string {
  const zh = telling.language === 'zh-CN';
  const met = verdict.cells.map((cell) => cellText(cell, zone, telling));
  const name = ruleName(verdict, zh);
  if (met.length === 0) return zh ? `${name}命中：没有条件。` : `${name} matches: no condition.`;
  return zh ? `${name}命中：${met.join('；')}。` : `${name} matches: ${met.join('; ')}.`;
}

function missLine({ rule, id, failed }: NearMiss, { zone }: Explanation, telling: Telling): string {
  const zh = telling.language === 'zh-CN';
  const name = ruleName({ rule, id }, zh);
  const text = cellText(failed, zone, telling);
  const value = valueText(failed, zone, telling);
  return zh
    ? `${name}只差一项：要求${text}，实际为${value}。`
    : `${name} fails by one condition: it asks that ${text}, but met ${value}.`;
}

function othersLine(
  others: readonly number[],
  rules: readonly RuleVerdict[],
  { language }: Telling,
): readonly string[] {
  if (others.length === 0) return [];
  const zh = language === 'zh-CN';
  const names = others.map((rule) => ruleName(rules[rule] ?? { rule }, zh));
  return [zh ? `此外也符合：${names.join('、')}。` : `Also matching: ${names.join(', ')}.`];
}

function restLine(rest: number, { language }: Telling): readonly string[] {
  if (rest <= 0) return [];
  return [
    language === 'zh-CN' ? `另有 ${rest} 条规则只差一项。` : `${rest} more fail by one condition.`,
  ];
}

/** Rules are counted from 1 for people. */
function ruleName(
  { rule, id }: { readonly rule: number; readonly id?: string | undefined },
  zh: boolean,
): string {
  const name = zh ? `规则 ${rule + 1}` : `Rule ${rule + 1}`;
  if (id === undefined) return name;
  return zh ? `${name}（${id}）` : `${name} (${id})`;
}

export type { ColumnWords } from './cell-words.ts';

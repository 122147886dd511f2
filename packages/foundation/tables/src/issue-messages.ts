import type { DmnIssue } from './dmn/dmn-issue.ts';
import type { TableIssue } from './issue.ts';
import { dmnMessages, tableMessages } from './message-catalogue.ts';
import type { MessageLanguage } from './message-language.ts';
import { ruleName } from './rule-name.ts';

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

import { cellText, valueText } from './cell-words.ts';
import type { Explanation } from './explain.ts';
import { tableMessages } from './message-catalogue.ts';
import type { NearMiss } from './near-miss.ts';
import { ruleName } from './rule-name.ts';
import type { RuleVerdict } from './rule-verdict.ts';
import type { Telling } from './telling.ts';

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

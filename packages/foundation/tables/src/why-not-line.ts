import { cellText, valueText } from './cell-words.ts';
import { tableMessages } from './message-catalogue.ts';
import { ruleName } from './rule-name.ts';
import type { Table } from './table.ts';
import type { Telling } from './telling.ts';
import type { WhyNot } from './why-not.ts';

/** Tells why one rule does not decide (为何不是这条规则): every condition that failed, or the rule that comes before it. */
export function whyNotLine(whyNot: WhyNot, table: Table, telling: Telling): string {
  const zh = telling.language === 'zh-CN';
  const { verdict, decides, beatenBy, refusal } = whyNot;
  const name = ruleName(verdict, zh);
  if (decides) return zh ? `${name}命中。` : `${name} decides.`;
  if (refusal) return `${name}${zh ? '：' : ': '}${tableMessages[telling.language][refusal]}`;
  if (beatenBy !== undefined) {
    const winner = ruleName({ rule: beatenBy, id: table.rules[beatenBy]?.id }, zh);
    return zh
      ? `${name}也符合，但${winner}在先。`
      : `${name} matches too, but ${winner} comes first.`;
  }
  const zone = table.zone ?? 'Asia/Shanghai';
  const failed = verdict.cells.filter(({ fate }) => fate !== 'met');
  const texts = failed.map((cell) => {
    const asked = cellText(cell, zone, telling);
    const met = valueText(cell, zone, telling);
    return zh ? `要求${asked}，实际为${met}` : `it asks that ${asked}, but met ${met}`;
  });
  return `${name}${zh ? '不命中：' : ' does not match: '}${texts.join(zh ? '；' : '; ')}${zh ? '。' : '.'}`;
}

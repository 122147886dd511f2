import { nameOf, valueText } from './cell-words.ts';
import { ruleName } from './rule-name.ts';
import type { Table } from './table.ts';
import type { Telling } from './telling.ts';
import type { Verification, Witness } from './verify/verification.ts';

/** What the lines need to name things. */
interface Told {
  readonly table: Table;
  readonly telling: Telling;
}

/**
 * Tells what a proof found in a table (核验结果), a line for each finding with the input that shows it, and whether every
 * input is answered. The overlaps that order settles are counted only.
 */
export function verificationLines(
  report: Verification,
  table: Table,
  telling: Telling,
): readonly string[] {
  const told = { table, telling };
  const zh = telling.language === 'zh-CN';
  const name = (rule: number) => ruleName({ rule, id: table.rules[rule]?.id }, zh);
  const at = (witness: Witness) => witnessText(witness, told);
  const both = ([a, b]: readonly [number, number]) => `${name(a)}${zh ? '与' : ' and '}${name(b)}`;
  return [
    headline(report, zh),
    ...report.gaps.map(({ witness }) =>
      zh ? `缺口：没有规则回答${at(witness)}。` : `Gap: no rule answers ${at(witness)}.`,
    ),
    ...report.conflicts.map(({ rules, witness }) =>
      zh
        ? `冲突：${both(rules)}同时命中${at(witness)}。`
        : `Conflict: ${both(rules)} both match ${at(witness)}.`,
    ),
    ...report.unreachable.map(({ rule, by, witness }) => {
      if (by === undefined)
        return zh
          ? `死规则：没有任何情形满足${name(rule)}。`
          : `Dead rule: no input satisfies ${name(rule)}.`;
      return zh
        ? `死规则：${name(rule)}从不生效，如${at(witness)}由${name(by)}回答。`
        : `Dead rule: ${name(rule)} never wins; ${at(witness)} is answered by ${name(by)}.`;
    }),
    ...report.redundant.map(({ rule, by }) =>
      zh
        ? `多余：没有${name(rule)}，结论也不变，${name(by)}说的相同。`
        : `Redundant: without ${name(rule)} nothing changes, ${name(by)} says the same.`,
    ),
    ...countLine(report.overlaps.length, zh, [
      '处重叠由次序决定。',
      'overlaps are settled by order.',
    ]),
    ...countLine(report.undecided.length, zh, ['处未能判定。', 'things could not be decided.']),
    ...(report.more.length > 0
      ? [zh ? '所列不全，还有更多。' : 'The lists are cut: there is more.']
      : []),
  ];
}

function headline({ complete, gaps }: Verification, zh: boolean): string {
  if (complete) return zh ? '每种情形都有规则回答，已证明。' : 'Every input is answered: proven.';
  if (gaps.length > 0) return zh ? '并非每种情形都有规则回答。' : 'Not every input is answered.';
  return zh
    ? '未能证明每种情形都有规则回答。'
    : 'It could not be proven that every input is answered.';
}

function countLine(
  count: number,
  zh: boolean,
  [chinese, english]: readonly [string, string],
): readonly string[] {
  if (count === 0) return [];
  return [zh ? `${count} ${chinese}` : `${count} ${english}`];
}

function witnessText(witness: Witness, { table, telling }: Told): string {
  const zh = telling.language === 'zh-CN';
  const zone = table.zone ?? 'Asia/Shanghai';
  const values = table.inputs.flatMap(({ name, type }) => {
    const value = Object.hasOwn(witness, name) ? witness[name] : undefined;
    if (value === undefined) return [];
    const fate = value === null ? ('missing' as const) : ('met' as const);
    const shown = value === null ? {} : { value };
    const text = valueText({ column: name, type, cell: {}, fate, ...shown }, zone, telling);
    return [`${nameOf(name, telling)}${zh ? '为' : ' = '}${text}`];
  });
  return values.join(zh ? '、' : ', ');
}

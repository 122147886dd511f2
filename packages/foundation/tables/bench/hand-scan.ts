import type { Rule, Table, TableInput } from '@civigrid/tables';
import type { Asker } from './asker.ts';
import { sources } from './city.ts';
import { cityCells } from './city-cells.ts';
import { minuteOfDay, minuteOfWeek } from './city-clock.ts';

/** A rule as somebody would write it who knows these seven columns and no others. */
interface HandRule {
  readonly category: readonly string[] | undefined;
  readonly grid: readonly string[] | undefined;
  /** Bits of sources; the highest bit stands for all others. -1 takes any, a missing one too. */
  readonly sources: number;
  /** Bits of severities 1 to 5; -1 takes any. */
  readonly severities: number;
  readonly hasAmount: boolean;
  readonly amountFrom: number;
  readonly amountBelow: number;
  readonly protected: boolean | undefined;
  readonly window: Window | undefined;
}

/** Minutes of the day, and bits of the days (bit 0 = Monday) on which it opens. */
interface Window {
  readonly from: number;
  readonly to: number;
  readonly days: number;
}

const sourceBits = new Map(sources.map((source, i) => [source, 1 << i]));
const otherSource = 1 << sources.length;

function bits<Value>(values: readonly Value[], bit: (value: Value) => number): number {
  return values.reduce((sum, value) => sum | bit(value), 0);
}

function handRule(rule: Rule): HandRule {
  const { category, grid, source, severity, amount, protected: guarded, at } = cityCells(rule);
  const sourceBit = (name: string) => sourceBits.get(name) ?? 0;
  const asked = source && bits(source.is ?? source.not ?? [], sourceBit);
  const { gte = 1, lte = 5 } = severity ?? {};
  return {
    category: category?.within,
    grid: grid?.within,
    sources: asked === undefined ? -1 : source?.not ? ~asked & (2 * otherSource - 1) : asked,
    severities:
      severity === undefined
        ? -1
        : bits([1, 2, 3, 4, 5], (n) =>
            (severity.is?.includes(n) ?? (gte <= n && n <= lte)) ? 1 << n : 0,
          ),
    hasAmount: amount !== undefined,
    amountFrom: amount?.gte ?? Number.NEGATIVE_INFINITY,
    amountBelow: amount?.lt ?? Number.POSITIVE_INFINITY,
    protected: guarded?.is[0],
    window: at && {
      from: minuteOfDay(at.between[0]),
      to: minuteOfDay(at.between[1]),
      days: at.days ? bits(at.days, (day) => 1 << (day - 1)) : 127,
    },
  };
}

/** Whether a code is one of these or lies below one. */
function lies(code: string, within: readonly string[]): boolean {
  for (let i = 0; i < within.length; i++) {
    const upper = within[i] as string;
    if (
      code.startsWith(upper) &&
      (code.length === upper.length || code.charCodeAt(upper.length) === 46)
    )
      return true;
  }
  return false;
}

function open({ from, to, days }: Window, day: number, minute: number): boolean {
  if (from < to) return from <= minute && minute < to && ((days >> day) & 1) === 1;
  if (minute >= from) return ((days >> day) & 1) === 1;
  return minute < to && ((days >> ((day + 6) % 7)) & 1) === 1;
}

/**
 * The linear scan that one writes by hand for these seven columns, and the naive reading that all answers are compared
 * with: it shares nothing with the engine. Takes cases as they come.
 */
export function handScan(table: Table): (input: TableInput) => number {
  const rules = table.rules.map(handRule);
  return (input) => {
    const { category, grid, source, severity, amount, at, protected: guarded } = input;
    const sourceBit = typeof source === 'string' ? (sourceBits.get(source) ?? otherSource) : 0;
    const severityBit = typeof severity === 'number' ? 1 << severity : 0;
    const weekMinute = minuteOfWeek(at);
    const day = Math.floor(weekMinute / 1440);
    const minute = weekMinute % 1440;
    for (let i = 0; i < rules.length; i++) {
      const rule = rules[i] as HandRule;
      if (rule.severities !== -1 && (rule.severities & severityBit) === 0) continue;
      if (rule.sources !== -1 && (rule.sources & sourceBit) === 0) continue;
      if (rule.protected !== undefined && rule.protected !== guarded) continue;
      if (rule.category && !(typeof category === 'string' && lies(category, rule.category)))
        continue;
      if (rule.grid && !(typeof grid === 'string' && lies(grid, rule.grid))) continue;
      if (
        rule.hasAmount &&
        !(typeof amount === 'number' && amount >= rule.amountFrom && amount < rule.amountBelow)
      )
        continue;
      if (rule.window && (weekMinute < 0 || !open(rule.window, day, minute))) continue;
      return i;
    }
    return -1;
  };
}

/** The scan as a contender. */
export function handAsker(table: Table, inputs: readonly TableInput[]): Asker {
  const find = handScan(table);
  return {
    name: 'hand-written scan',
    ask(start, count, answers) {
      for (let i = 0; i < count; i++) answers[i] = find(inputs[start + i] as TableInput);
    },
  };
}

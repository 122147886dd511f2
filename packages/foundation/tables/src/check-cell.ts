import { dayNumber, isLocalDate, minuteOfDay } from '@civigrid/calendar';
import type { ColumnType } from './column.ts';
import type { TableIssueCode } from './issue.ts';
import { isPlain, type Plain } from './plain-copy.ts';

type Verdict = TableIssueCode | undefined;

/** What is wrong with a cell of a column's type. */
export function checkCell(cell: unknown, type: ColumnType): Verdict {
  return isPlain(cell) ? byType[type](cell) : 'tables/bad-cell';
}

const isText = (value: unknown): boolean => typeof value === 'string';
const isBoolean = (value: unknown): boolean => typeof value === 'boolean';

const byType: Readonly<Record<ColumnType, (cell: Plain) => Verdict>> = {
  tree: (cell) => checkList(cell, 'within', isText),
  text: (cell) => (Object.hasOwn(cell, 'not') ? checkNot(cell) : checkList(cell, 'is', isText)),
  boolean: (cell) => checkList(cell, 'is', isBoolean),
  number: (cell) => checkRange(cell, Number.isFinite, Number, false),
  integer: (cell) => checkRange(cell, Number.isInteger, Number, true),
  date: (cell) => checkRange(cell, isLocalDate, (date) => dayNumber(String(date)) ?? 0, true),
  weekTime: checkWeekTime,
};

function checkList(cell: Plain, key: string, isValue: (value: unknown) => boolean): Verdict {
  const list = cell[key];
  if (!hasOnly(cell, [key]) || !Array.isArray(list) || !list.every(isValue))
    return 'tables/bad-cell';
  return list.length === 0 ? 'tables/never-matches' : undefined;
}

function checkNot(cell: Plain): Verdict {
  const { not } = cell as { readonly not?: unknown };
  return hasOnly(cell, ['not']) && Array.isArray(not) && not.every(isText)
    ? undefined
    : 'tables/bad-cell';
}

/** Bounds on a scale; where it is `stepped` in ones, nothing lies between neighbours. */
function checkRange(
  cell: Plain,
  isValue: (value: unknown) => boolean,
  onScale: (value: unknown) => number,
  stepped: boolean,
): Verdict {
  if (Object.hasOwn(cell, 'is')) return checkList(cell, 'is', isValue);
  if (!hasOnly(cell, ['gte', 'gt', 'lte', 'lt']) || !Object.values(cell).every(isValue))
    return 'tables/bad-cell';
  const bound = (key: string, none: number) =>
    Object.hasOwn(cell, key) ? onScale(cell[key]) : none;
  const step = stepped ? 1 : 0;
  const [gte, gt] = [bound('gte', -Infinity), bound('gt', -Infinity) + step];
  const [lte, lt] = [bound('lte', Infinity), bound('lt', Infinity) - step];
  const low = Math.max(gte, gt);
  const high = Math.min(lte, lt);
  const strict = !stepped && (gt === low || lt === high);
  const empty = low > high || (low === high && strict);
  return empty ? 'tables/inverted-range' : undefined;
}

function checkWeekTime(cell: Plain): Verdict {
  const { between, days } = cell as { readonly between?: unknown; readonly days?: unknown };
  if (!hasOnly(cell, ['between', 'days']) || !Array.isArray(between) || between.length !== 2)
    return 'tables/bad-cell';
  const [from, to] = between.map((text: unknown) =>
    typeof text === 'string' ? minuteOfDay(text) : undefined,
  );
  if (from === undefined || to === undefined || from === 1440) return 'tables/bad-cell';
  if (from === to) return 'tables/equal-ends';
  return days === undefined ? undefined : checkDays(days);
}

function checkDays(days: unknown): Verdict {
  const isDay = (day: unknown) => Number.isInteger(day) && Number(day) >= 1 && Number(day) <= 7;
  if (!Array.isArray(days) || !days.every(isDay)) return 'tables/bad-cell';
  return days.length === 0 ? 'tables/never-matches' : undefined;
}

function hasOnly(cell: Plain, keys: readonly string[]): boolean {
  return Object.keys(cell).every((key) => keys.includes(key));
}

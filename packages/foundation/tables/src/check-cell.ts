import { minuteOfDay, type Zone, zone as zoneOf } from '@civigrid/calendar';
import type { Cell } from './cell.ts';
import type { ColumnType } from './column.ts';
import type { TableIssueCode } from './issue.ts';
import { neverMatches } from './never-matches.ts';
import { isPlain, type Plain } from './plain-copy.ts';
import { readerOf } from './read-value.ts';

type Verdict = TableIssueCode | undefined;

/** Whether a value may stand in a cell. */
type IsValue = (value: unknown) => boolean;

/** Tells what is wrong with a cell of a column's type; date-times without an offset are read in the zone. */
export type CellChecker = (cell: unknown) => Verdict;

export function cellChecker(type: ColumnType, zone: Zone = zoneOf('UTC')): CellChecker {
  const check = plainChecker(type, zone);
  return (cell) => (isPlain(cell) ? check(cell) : 'tables/bad-cell');
}

function plainChecker(type: ColumnType, zone: Zone): (cell: Plain) => Verdict {
  if (type === 'tree') return (cell) => checkList(cell, 'within', isText);
  if (type === 'weekTime') return checkWeekTime;
  const read = readerOf(type, zone);
  const isBounded = (value: unknown) => value !== Infinity && value !== -Infinity;
  const isValue: IsValue = (value) =>
    (read(value) !== undefined && isBounded(value)) || isReference(value);
  return (cell) => {
    const verdict = checkForm(cell, { isValue, type });
    // The form was checked just now. An empty list or range has been told by its own code.
    if (verdict) return verdict;
    if (isSurelyMet(cell) || !neverMatches(cell as Cell, type, zone)) return undefined;
    const isRange = ['gte', 'gt', 'lte', 'lt'].some((key) => Object.hasOwn(cell, key));
    return isRange ? 'tables/inverted-range' : 'tables/never-matches';
  };
}

/** Most cells need no closer look: lists that are not empty, one bound, or bounds with more than one step between them. */
function isSurelyMet(cell: Plain): boolean {
  const keys = Object.keys(cell);
  const [key = 'is'] = keys;
  if (keys.length <= 1) return key !== 'any' && key !== 'not';
  let low = Number.NEGATIVE_INFINITY;
  let high = Number.POSITIVE_INFINITY;
  for (const side of keys) {
    const bound = cell[side];
    if (typeof bound !== 'number') return false;
    if (side === 'gte' || side === 'gt') low = Math.max(low, bound);
    else high = Math.min(high, bound);
  }
  return low + 1 < high;
}

/** Whether something is the name of another input, by its path. */
export function isPath(path: unknown): boolean {
  return Array.isArray(path) && path.length > 0 && path.every(isText);
}

const isText: IsValue = (value) => typeof value === 'string';

interface Kind {
  readonly isValue: IsValue;
  readonly type: ColumnType;
}

function checkForm(cell: unknown, kind: Kind): Verdict {
  if (!isPlain(cell)) return 'tables/bad-cell';
  const { isValue } = kind;
  if (Object.hasOwn(cell, 'is')) return checkList(cell, 'is', isValue);
  if (Object.hasOwn(cell, 'any')) return checkAny(cell, kind);
  if (Object.hasOwn(cell, 'not')) return checkNot(cell, kind, isValue);
  const isOrdered = kind.type !== 'text' && kind.type !== 'boolean';
  const isRange = hasOnly(cell, ['gte', 'gt', 'lte', 'lt']) && Object.values(cell).every(isValue);
  return isOrdered && isRange ? undefined : 'tables/bad-cell';
}

function checkAny(cell: Plain, kind: Kind): Verdict {
  const { any } = cell as { readonly any?: unknown };
  if (!hasOnly(cell, ['any']) || !Array.isArray(any)) return 'tables/bad-cell';
  if (any.length === 0) return 'tables/never-matches';
  return any.map((one: unknown) => checkForm(one, kind)).find((code) => code);
}

function checkNot(cell: Plain, kind: Kind, isValue: IsValue): Verdict {
  const { not } = cell as { readonly not?: unknown };
  if (!hasOnly(cell, ['not'])) return 'tables/bad-cell';
  if (!Array.isArray(not)) return checkForm(not, kind);
  return kind.type === 'text' && not.every(isValue) ? undefined : 'tables/bad-cell';
}

function isReference(value: unknown): boolean {
  return (
    isPlain(value) && hasOnly(value, ['input']) && isPath((value as { input?: unknown }).input)
  );
}

function checkList(cell: Plain, key: string, isValue: IsValue): Verdict {
  const list = cell[key];
  if (!hasOnly(cell, [key]) || !Array.isArray(list) || !list.every(isValue))
    return 'tables/bad-cell';
  return list.length === 0 ? 'tables/never-matches' : undefined;
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

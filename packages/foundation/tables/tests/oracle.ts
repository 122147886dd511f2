import { isDomainError, type Json } from '@civigrid/kernel';
import type {
  Cell,
  Column,
  Expression,
  Rule,
  Table,
  TableInput,
  TreeColumn,
  WeekTimeCell,
} from '@civigrid/tables';

/** The plain reading of a table, rule by rule and cell by cell, as the contract tells it. */
export type Answer =
  | { readonly rule: number; readonly outcome: unknown }
  | { readonly rules: readonly number[]; readonly outcomes: readonly unknown[]; value?: number }
  | { readonly refused: string }
  | undefined;

/** An answer, or the code with which it was refused. */
export function answer(act: () => unknown): Answer {
  try {
    return act() as Answer;
  } catch (error) {
    if (isDomainError(error)) return { refused: error.code };
    throw error;
  }
}

export function failingCells(rule: Rule, table: Table, input: TableInput): readonly string[] {
  return table.inputs
    .filter(({ name }) => Object.hasOwn(rule.when, name))
    .filter((column) => {
      const value = lookUp(input, column.name, column.path);
      const cell = rule.when[column.name];
      return (
        cell !== undefined &&
        holds(cell, { column, zone: table.zone ?? 'Asia/Shanghai', input }, value) !== true
      );
    })
    .map(({ name }) => name);
}

export function naiveDecide(table: Table, input: TableInput): Answer {
  const matched = table.rules
    .map((_, index) => index)
    .filter((index) => {
      const rule = table.rules[index];
      return rule !== undefined && failingCells(rule, table, input).length === 0;
    });
  const then = (index: number) => said(table.rules[index], input);
  const text = (index: number) =>
    JSON.stringify(Object.entries(then(index)).sort(([a], [b]) => (a < b ? -1 : 1)));
  const single = (index: number | undefined): Answer =>
    index === undefined ? undefined : { rule: index, outcome: then(index) };
  const multi = (rules: readonly number[]) => ({ rules, outcomes: rules.map(then) });
  const isBetter = (a: number, b: number): boolean => {
    for (const { name, values } of table.outputs) {
      if (!values) continue;
      const rank = (index: number) => {
        const found = values.indexOf(then(index)[name] ?? null);
        return found < 0 ? values.length : found;
      };
      if (rank(a) !== rank(b)) return rank(a) < rank(b);
    }
    return a < b;
  };
  // Selection sort: slow, and plain to see.
  const ordered: number[] = [];
  for (const index of matched) {
    const at = ordered.findIndex((other) => isBetter(index, other));
    ordered.splice(at < 0 ? ordered.length : at, 0, index);
  }
  switch (table.hit) {
    case 'first':
      return single(matched[0]);
    case 'unique':
      return matched.length > 1 ? { refused: 'tables/not-unique' } : single(matched[0]);
    case 'any': {
      const kinds = new Set(matched.map(text));
      return kinds.size > 1 ? { refused: 'tables/not-any' } : single(matched[0]);
    }
    case 'priority':
      return single(ordered[0]);
    case 'outputOrder':
      return multi(ordered);
    case 'ruleOrder':
      return multi(matched);
    case 'collect':
      return aggregated(table, matched, then, multi(matched));
  }
}

function aggregated(
  table: Table,
  matched: readonly number[],
  then: (index: number) => Rule['then'],
  answer: { readonly rules: readonly number[]; readonly outcomes: readonly unknown[] },
): Answer {
  const name = table.outputs[0]?.name ?? '';
  const values = matched.map((index) => then(index)[name]);
  const numbers = values.map(Number);
  if (table.aggregate === undefined) return answer;
  if (table.aggregate === 'count') return { ...answer, value: numbers.length };
  if (numbers.length === 0 || values.some((value) => typeof value !== 'number')) return answer;
  let value = numbers[0] ?? 0;
  for (const number of numbers.slice(1)) {
    if (table.aggregate === 'sum') value += number;
    if (table.aggregate === 'min' && number < value) value = number;
    if (table.aggregate === 'max' && number > value) value = number;
  }
  return { ...answer, value };
}

/** What an input says, by its whole name or along the path. */
function lookUp(input: unknown, name: string, path: readonly string[] = [name]): unknown {
  const own = (from: unknown, key: string) =>
    Object(from) === from && !Array.isArray(from)
      ? Object.getOwnPropertyDescriptor(from, key)?.value
      : undefined;
  const whole = Object(input) === input && Object.hasOwn(Object(input), name);
  return whole ? own(input, name) : path.reduce(own, input);
}

/** What a rule says, its computed outputs too. */
function said(rule: Rule | undefined, input: TableInput): Rule['then'] {
  const entries = Object.entries(rule?.compute ?? {}).map(
    ([name, expression]) => [name, expression ? worth(expression, input) : null] as const,
  );
  return { ...rule?.then, ...Object.fromEntries(entries) };
}

function worth(expression: Expression, input: TableInput): Json {
  if ('value' in expression) return expression.value;
  if ('input' in expression) {
    const value = lookUp(input, expression.input.join('.'), expression.input);
    const finite = typeof value !== 'number' || Number.isFinite(value);
    return value === undefined || !finite ? null : (value as Json);
  }
  if ('join' in expression) {
    const parts = expression.join.map((one) => worth(one, input));
    return parts.some((part) => typeof part !== 'string') ? null : parts.join('');
  }
  const [operator = '', operands = []] = Object.entries(expression)[0] ?? [];
  const [a, b] = (operands as readonly Expression[]).map((one) => worth(one, input));
  if (operator === 'add' && typeof a === 'string' && typeof b === 'string') return a + b;
  if (typeof a !== 'number' || typeof b !== 'number') return null;
  const results: Record<string, number> = {
    add: a + b,
    subtract: a - b,
    multiply: a * b,
    divide: a / b,
  };
  const result = results[operator] ?? Number.NaN;
  return Number.isFinite(result) ? result : null;
}

interface Met {
  readonly column: Column;
  readonly zone: string;
  readonly input: TableInput;
}

/** Undefined: left open by an input that is missing. */
function holds(cell: Cell, met: Met, value: unknown): boolean | undefined {
  const { column, zone } = met;
  const place = placeOf(column, value, zone);
  if (place === undefined) return false;
  if ('any' in cell) {
    const all = cell.any.map((one) => holds(one, met, value));
    if (all.includes(true)) return true;
    return all.includes(undefined) ? undefined : false;
  }
  if ('not' in cell) {
    const inner = Array.isArray(cell.not) ? { is: cell.not } : (cell.not as Cell);
    const held = holds(inner, met, value);
    return held === undefined ? undefined : !held;
  }
  if ('within' in cell) {
    const { parents } = column as TreeColumn;
    return chainOf(String(value), parents).some((code) => cell.within.includes(code));
  }
  if ('between' in cell) return inWindow(cell, Number(value), zone);
  const given = (item: unknown): readonly (Place | undefined)[] => {
    const { input: path } = Object(item) as { input?: readonly string[] };
    if (!path) return [placeOf(column, item, zone)];
    const raw = lookUp(met.input, path.join('.'), path);
    if (!Array.isArray(raw)) return [placeOf(column, raw, zone)];
    return raw.map((one) => placeOf(column, one, zone) ?? 'nothing');
  };
  if ('is' in cell) {
    const items = (cell.is as readonly unknown[]).flatMap(given);
    if (items.includes(place)) return true;
    return items.includes(undefined) ? undefined : false;
  }
  const bounds = Object.entries(cell).map(([key, bound]) => {
    const raw =
      Object(bound) === bound ? lookUp(met.input, bound.input.join('.'), bound.input) : bound;
    const other = placeOf(column, raw, zone);
    if (other === undefined) return undefined;
    if (key === 'gte') return place >= other;
    if (key === 'gt') return place > other;
    return key === 'lte' ? place <= other : place < other;
  });
  if (bounds.includes(false)) return false;
  return bounds.includes(undefined) ? undefined : true;
}

type Place = string | number | boolean;

/** Where a value stands among those of its column; undefined where it is none of them. */
function placeOf({ type }: Column, value: unknown, zone: string): Place | undefined {
  const isNumber = typeof value === 'number' && !Number.isNaN(value);
  switch (type) {
    case 'tree':
    case 'text':
      return typeof value === 'string' ? value : undefined;
    case 'boolean':
      return typeof value === 'boolean' ? value : undefined;
    case 'number':
      return isNumber ? value : undefined;
    case 'integer':
      return isNumber && !(Number.isFinite(value) && value % 1 !== 0) ? value : undefined;
    case 'weekTime':
      return isNumber && Number.isFinite(value) ? value : undefined;
    case 'date':
      return typeof value === 'string' && isDay(value) ? value : undefined;
    case 'time':
      if (typeof value !== 'string' || !/^\d\d:\d\d/.test(value) || isFar(value)) return undefined;
      return real(
        Date.parse(`2000-01-01T${/(Z|[+-]\d\d:\d\d)$/.test(value) ? value : `${value}Z`}`),
      );
    case 'dateTime':
      if (typeof value !== 'string' || !value.includes('T')) return undefined;
      return /(Z|[+-]\d\d:\d\d)$/.test(value) ? real(Date.parse(value)) : local(value, zone);
    case 'dayTimeDuration':
      return duration(value, /^-?P(\d+D)?(T(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$/, {
        D: 86_400,
        H: 3600,
        M: 60,
        S: 1,
      });
    case 'yearMonthDuration':
      return duration(value, /^-?P(\d+Y)?(\d+M)?$/, { Y: 12, M: 1 });
  }
}

/** Whether a text says how far it is ahead of UTC by more than any clock is. */
function isFar(text: string): boolean {
  return (/[+-](\d\d:\d\d)$/.exec(text)?.[1] ?? '') > '14:00';
}

function real(at: number): number | undefined {
  return Number.isNaN(at) ? undefined : at;
}

function duration(value: unknown, form: RegExp, units: Record<string, number>): number | undefined {
  if (typeof value !== 'string' || !form.test(value) || !/\d[A-Z]$/.test(value)) return undefined;
  let size = 0;
  for (const [, amount, unit] of value.matchAll(/([\d.]+)([A-Z])/g))
    size += Number(amount) * (units[unit ?? ''] ?? 0);
  return value.startsWith('-') ? 0 - size : size;
}

const instants = new Map<string, number | undefined>();

/** The first instant at which clocks in the zone show this, tried quarter by quarter of an hour. */
function local(text: string, zone: string): number | undefined {
  const known = instants.get(zone + text);
  if (known !== undefined) return known;
  const shown = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  const guess = Date.parse(`${text}Z`);
  for (let quarter = -60; quarter <= 60; quarter++) {
    const at = guess + quarter * 900_000;
    if (shown.format(at).replace(' ', 'T') !== text.slice(0, 19)) continue;
    instants.set(zone + text, at);
    return at;
  }
  return undefined;
}

/** A code and all codes above it. */
function chainOf(value: string, parents: TreeColumn['parents']): readonly string[] {
  const parts = value.split('.');
  if (!parents) return parts.map((_, i) => parts.slice(0, i + 1).join('.'));
  const parent = Object.hasOwn(parents, value) ? parents[value] : undefined;
  return typeof parent === 'string' ? [value, ...chainOf(parent, parents)] : [value];
}

function isDay(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(text) && new Date(at || 0).toISOString().startsWith(text);
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Whether the clock on the wall shows a time within the window; a morning belongs to the day before. */
function inWindow(cell: WeekTimeCell, at: number, zone: string): boolean {
  const [from, to] = cell.between;
  const days = cell.days ?? [1, 2, 3, 4, 5, 6, 7];
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
  formats.set(zone, format);
  const shown = format.format(at);
  const weekday = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(shown.slice(0, 3)) + 1;
  const clock = shown.slice(-5);
  const before = weekday === 1 ? 7 : weekday - 1;
  const end = to === '00:00' ? '24:00' : to;
  if (from < end) return days.includes(weekday) && clock >= from && clock < end;
  if (clock >= from) return days.includes(weekday);
  return clock < end && days.includes(before);
}

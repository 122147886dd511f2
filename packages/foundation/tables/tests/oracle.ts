import type {
  Cell,
  Column,
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

export function failingCells(rule: Rule, table: Table, input: TableInput): readonly string[] {
  return table.inputs
    .filter(({ name }) => Object.hasOwn(rule.when, name))
    .filter((column) => {
      const value = Object.hasOwn(input, column.name) ? input[column.name] : undefined;
      const cell = rule.when[column.name];
      return cell !== undefined && !holds(cell, column, value, table.zone ?? 'Asia/Shanghai');
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
  const then = (index: number) => table.rules[index]?.then ?? {};
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
  const numbers = matched.map((index) => Number(then(index)[name]));
  if (table.aggregate === undefined) return answer;
  if (table.aggregate === 'count') return { ...answer, value: numbers.length };
  if (numbers.length === 0) return answer;
  let value = numbers[0] ?? 0;
  for (const number of numbers.slice(1)) {
    if (table.aggregate === 'sum') value += number;
    if (table.aggregate === 'min' && number < value) value = number;
    if (table.aggregate === 'max' && number > value) value = number;
  }
  return { ...answer, value };
}

function holds(cell: Cell, column: Column, value: unknown, zone: string): boolean {
  const c = cell as Record<string, unknown>;
  const list = (key: string) => c[key] as readonly unknown[] | undefined;
  const isNumber = typeof value === 'number';
  switch (column.type) {
    case 'tree':
      return (
        typeof value === 'string' &&
        chainOf(value, column.parents).some((code) => list('within')?.includes(code))
      );
    case 'text':
      if (typeof value !== 'string') return false;
      return list('is')?.includes(value) ?? !list('not')?.includes(value);
    case 'boolean':
      return typeof value === 'boolean' && list('is')?.includes(value) === true;
    case 'number':
      return isNumber && inRange(c, value);
    case 'integer':
      return isNumber && !(Number.isFinite(value) && value % 1 !== 0) && inRange(c, value);
    case 'date':
      return typeof value === 'string' && isDay(value) && inRange(c, value);
    case 'weekTime':
      return isNumber && Number.isFinite(value) && inWindow(cell as WeekTimeCell, value, zone);
  }
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

function inRange(cell: Record<string, unknown>, value: string | number): boolean {
  if (Number.isNaN(value)) return false;
  const { is, gte, gt, lte, lt } = cell as Readonly<Record<string, string | number | undefined>> & {
    readonly is?: never;
  };
  if (is !== undefined) return (is as readonly unknown[]).includes(value);
  if (gte !== undefined && !(value >= gte)) return false;
  if (gt !== undefined && !(value > gt)) return false;
  if (lte !== undefined && !(value <= lte)) return false;
  return !(lt !== undefined && !(value < lt));
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

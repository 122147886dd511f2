import type { Cell, Column, Rule, Table } from '@civigrid/tables';
import { type HourSpan, type WeekHours, weekSpans } from './hours.ts';
import type { Duty, MatrixCategory, MatrixGrid } from './matrix-input.ts';
import type { MatrixIssue, MatrixIssueCode } from './matrix-issue.ts';

/** The axes of the matrix that a table is read for, and what its columns are called. */
export interface TableReading {
  readonly categories: readonly MatrixCategory[];
  readonly grids: readonly MatrixGrid[];
  readonly levels: readonly string[];
  /** A typical week in the table's zone; in hours if left out. */
  readonly hours?: WeekHours;
  /** Names of the columns; `category`, `grid`, `level` and `at` if left out. */
  readonly columns?: {
    readonly category?: string;
    readonly grid?: string;
    readonly level?: string;
    readonly at?: string;
  };
  /** The output that names the leading role; `lead` if left out. */
  readonly output?: string;
}

/** The rules of a table as duties, for the input of a matrix. */
export type TableDuties =
  | { readonly ok: true; readonly duties: readonly Duty[]; readonly unique: boolean }
  | { readonly ok: false; readonly issues: readonly MatrixIssue[] };

type Path = readonly (string | number)[];
type Read<Value> = Value | { readonly issue: MatrixIssueCode };

const unread = { issue: 'cases/unread-cell' } as const;

const isText = (value: unknown): value is string => typeof value === 'string';

function codesIn(cell: Cell): Read<readonly string[]> {
  return 'within' in cell ? cell.within : unread;
}

function levelsIn(cell: Cell, levels: readonly string[]): Read<readonly string[]> {
  if ('is' in cell) return cell.is.every(isText) ? cell.is.filter(isText) : unread;
  if (!('not' in cell) || !Array.isArray(cell.not) || !cell.not.every(isText)) return unread;
  const { not } = cell;
  return levels.filter((level) => !not.includes(level));
}

function hoursIn(cell: Cell, hours: WeekHours): Read<readonly HourSpan[]> {
  if (!('between' in cell)) return unread;
  return weekSpans(cell, hours) ?? { issue: 'cases/off-slot' };
}

/** The place of every rule among all, best first: as the hit policy settles who speaks. */
function ranksOf({ hit, rules, outputs }: Table): readonly number[] | undefined {
  switch (hit) {
    case 'unique':
    case 'any':
      return rules.map(() => 0);
    case 'first':
      return rules.map((_, i) => i);
    case 'priority': {
      const places = rules.map(({ then }) =>
        outputs
          .filter(({ values }) => values !== undefined)
          .map(({ name, values = [] }) => {
            const said = JSON.stringify(then[name]);
            const place = values.findIndex((value) => JSON.stringify(value) === said);
            return place < 0 ? values.length : place;
          }),
      );
      const order = rules.map((_, i) => i).sort((one, other) => before(places, one, other));
      const ranks: number[] = [];
      order.forEach((rule, rank) => {
        ranks[rule] = rank;
      });
      return ranks;
    }
    case 'collect':
    case 'ruleOrder':
    case 'outputOrder':
      return undefined;
  }
}

function before(places: readonly (readonly number[])[], one: number, other: number): number {
  const theirs = places[other] ?? [];
  const differing = (places[one] ?? [])
    .map((place, i) => place - (theirs[i] ?? 0))
    .find((difference) => difference !== 0);
  return differing ?? one - other;
}

/** Parents as the matrix reads them. */
function parentsOf(things: readonly (MatrixCategory | MatrixGrid)[]): Map<string, string | null> {
  const parents = new Map<string, string | null>();
  for (const thing of things) {
    if (typeof thing !== 'string') {
      parents.set(thing.code, thing.parent ?? null);
      continue;
    }
    for (let code = thing; !parents.has(code); ) {
      const dot = code.lastIndexOf('.');
      parents.set(code, dot < 0 ? null : code.slice(0, dot));
      if (dot >= 0) code = code.slice(0, dot);
    }
  }
  return parents;
}

function liesIn(
  code: string,
  top: string,
  parentOf: (code: string) => string | null | undefined,
  most: number,
): boolean {
  let at: string | null | undefined = code;
  for (let i = 0; i <= most && typeof at === 'string'; i++) {
    if (at === top) return true;
    at = parentOf(at);
  }
  return false;
}

/** Whether the column and the matrix agree on what lies in a code. */
function sameTree(
  column: Column | undefined,
  code: string,
  parents: ReadonlyMap<string, string | null>,
): boolean {
  if (column?.type !== 'tree') return false;
  const own = column.parents === undefined ? undefined : new Map(Object.entries(column.parents));
  return [...parents.keys()].every((one) => {
    const theirs = own
      ? liesIn(one, code, (at) => own.get(at), own.size)
      : one === code || one.startsWith(`${code}.`);
    return theirs === liesIn(one, code, (at) => parents.get(at), parents.size);
  });
}

/** What a rule's cells say, by the names that the matrix has for them. */
type Conditions = Pick<Duty, 'categories' | 'grids' | 'levels' | 'hours'>;

/**
 * Reads the rules of a routing table (派遣规则表) as duties, where its conditions are category, grid, level and hour and
 * one output names the lead. What a matrix cannot say is told and nothing is left out silently: conditions on other
 * columns (`cases/unread-column`), cells of other forms, times inside a slot, a lead that is computed or no text, hit
 * policies that answer with several rules, trees in which other codes lie than in the matrix's.
 */
export function dutiesOfTable(table: Table, reading: TableReading): TableDuties {
  const { levels, hours = { kind: 'week' }, output = 'lead' } = reading;
  const {
    category = 'category',
    grid = 'grid',
    level = 'level',
    at = 'at',
  } = reading.columns ?? {};
  const issues: MatrixIssue[] = [];
  const tell = (code: MatrixIssueCode, path: Path, what?: string): void => {
    issues.push({ code, path, ...(what === undefined ? {} : { what }) });
  };
  const trees = new Map([
    [category, parentsOf(reading.categories)],
    [grid, parentsOf(reading.grids)],
  ]);
  /** Codes that were compared, by column: rules name the same ones again and again. */
  const compared = new Map<string, boolean>();
  const checkTree = (name: string, codes: readonly string[], path: Path): void => {
    const column = table.inputs.find((input) => input.name === name);
    for (const code of codes) {
      const key = JSON.stringify([name, code]);
      const same = compared.get(key) ?? sameTree(column, code, trees.get(name) ?? new Map());
      compared.set(key, same);
      if (!same) tell('cases/other-tree', path, code);
    }
  };
  const read = <Value>(found: Read<Value>, path: Path): Value | undefined => {
    if (typeof found === 'object' && found !== null && 'issue' in found) {
      tell(found.issue, path);
      return undefined;
    }
    return found as Value;
  };
  const conditionsOf = ({ when }: Rule, i: number): Conditions => {
    const said: { -readonly [Key in keyof Conditions]: Conditions[Key] } = {};
    for (const [name, cell] of Object.entries(when)) {
      const path = ['rules', i, 'when', name];
      if (cell === undefined) continue;
      if (name === category || name === grid) {
        const codes = read(codesIn(cell), path);
        if (codes) checkTree(name, codes, path);
        if (codes) said[name === category ? 'categories' : 'grids'] = codes;
      } else if (name === level) {
        const found = read(levelsIn(cell, levels), path);
        if (found) said.levels = found;
      } else if (name === at) {
        const found = read(hoursIn(cell, hours), path);
        if (found) said.hours = found;
      } else tell('cases/unread-column', path, name);
    }
    return said;
  };
  const leadOf = (then: Rule['then'], computed: boolean, path: Path): string => {
    const lead = then[output];
    if (isText(lead) && !computed) return lead;
    tell('cases/lead-missing', path);
    return '';
  };
  const ranks = ranksOf(table);
  if (!ranks) return { ok: false, issues: [{ code: 'cases/not-one-lead', path: ['hit'] }] };
  const duties = table.rules.map((rule, i): Duty => {
    const computed = Object.hasOwn(rule.compute ?? {}, output);
    const lead = leadOf(rule.then, computed, ['rules', i]);
    return { id: rule.id ?? `#${i + 1}`, ...conditionsOf(rule, i), lead, rank: ranks[i] ?? 0 };
  });
  if (table.otherwise) {
    const lead = leadOf(table.otherwise, false, ['otherwise']);
    duties.push({ id: 'otherwise', lead, rank: table.rules.length });
  }
  return issues.length > 0
    ? { ok: false, issues }
    : { ok: true, duties, unique: table.hit === 'unique' };
}

import { type Cell, type Column, compileTable, type Rule, type Table } from '@civigrid/tables';
import type { ResponsibilityIssue, ResponsibilityNote } from './reading.ts';

/** The columns that the matrix varies itself, by their names in the table. */
interface AxisColumns {
  readonly category: string;
  readonly grid: string;
  readonly at: string;
}

/** A routing table as it stands for one kind of matter: conditions on category, grid and hour alone. */
export interface RulesForMatter {
  readonly table: Table;
  readonly columns: AxisColumns;
  /** By rule of the reduced table: its place in the whole one. */
  readonly places: readonly number[];
  readonly notes: readonly ResponsibilityNote[];
  readonly issues: readonly ResponsibilityIssue[];
}

/** What else the table sees of a matter, by the names of its columns. */
export type Given = Readonly<Record<string, unknown>>;

/** The id of a rule, or its place among all. */
function ruleName({ id }: Rule, place: number): string {
  return id ?? `#${place + 1}`;
}

/** The column that reads an input of the town: of its name, or by a path that leads there. */
function columnOf(inputs: readonly Column[], axis: string, given: Given): string {
  const found = inputs.find(
    ({ name, path }) =>
      name === axis || (!Object.hasOwn(given, name) && path?.length === 1 && path[0] === axis),
  );
  return found?.name ?? axis;
}

/** Whether something in a cell names one of the inputs that the matrix varies. */
function namesAxis(cell: unknown, axes: readonly string[]): boolean {
  if (typeof cell !== 'object' || cell === null) return false;
  const { input } = cell as { readonly input?: unknown };
  if (Array.isArray(input)) return axes.includes(input.join('.')) || axes.includes(input[0]);
  return Object.values(cell).some((inner) => namesAxis(inner, axes));
}

function cellsOf({ when }: Rule): readonly (readonly [column: string, cell: Cell])[] {
  return Object.entries(when).flatMap(([column, cell]) =>
    cell === undefined ? [] : [[column, cell] as const],
  );
}

function part({ when }: Rule, wanted: (column: string) => boolean): Rule['when'] {
  return Object.fromEntries(Object.entries(when).filter(([column]) => wanted(column)));
}

/** Which rules hold as far as their conditions besides category, grid and hour go: the table itself is asked. */
function holding(table: Table, isAxis: (column: string) => boolean, given: Given): Set<number> {
  const rules = table.rules.map((rule, place) => ({
    when: part(rule, (column) => !isAxis(column)),
    then: { place },
  }));
  const asked = compileTable({
    ...(table.zone === undefined ? {} : { zone: table.zone }),
    hit: 'ruleOrder' as const,
    inputs: table.inputs,
    outputs: [{ name: 'place' }],
    rules,
  });
  return new Set(asked.kind === 'multi' ? asked.decide(given).rules : []);
}

/** The condition besides category, grid and hour that fails first. */
function failing(table: Table, rule: Rule, isAxis: (column: string) => boolean, given: Given) {
  return cellsOf(rule).find(
    ([column]) =>
      !isAxis(column) &&
      holding(
        { ...table, rules: [{ ...rule, when: part(rule, (one) => one === column) }] },
        isAxis,
        given,
      ).size === 0,
  )?.[0];
}

/** A town dispatches by the first rule of all that a table gives; the matrix knows one rule a matter. */
function singleHit({ aggregate: _, otherwise: __, ...table }: Table): Table {
  switch (table.hit) {
    case 'collect':
    case 'ruleOrder':
      return { ...table, hit: 'first' };
    case 'outputOrder':
      return { ...table, hit: 'priority' };
    default:
      return table;
  }
}

/** Two rules of one lead that say different things beside it: where both match, policy `any` decides nothing. */
function unlikeOutcomes({ hit, rules }: Table): readonly ResponsibilityNote[] {
  if (hit !== 'any') return [];
  const said = new Map<unknown, string>();
  return rules.flatMap((rule, place): readonly ResponsibilityNote[] => {
    const lead = rule.then['lead'];
    const outcome = JSON.stringify(Object.entries(rule.then).sort());
    const known = said.get(lead) ?? outcome;
    said.set(lead, known);
    return known === outcome
      ? []
      : [{ code: 'governance/unlike-outcomes', what: ruleName(rule, place) }];
  });
}

/** What ranks the rules must be written in them, not computed. */
function computedRanks({ hit, outputs, rules }: Table): readonly ResponsibilityIssue[] {
  if (hit !== 'priority') return [];
  const ranked = outputs.filter(({ values }) => values !== undefined);
  return rules.flatMap(({ compute = {} }, place) =>
    ranked
      .filter(({ name }) => Object.hasOwn(compute, name))
      .map(({ name }) => ({
        code: 'cases/not-one-lead' as const,
        path: ['routing', 'rules', place, 'compute', name],
      })),
  );
}

/**
 * Settles every condition besides category, grid and hour by what is given of the matter: rules whose other conditions
 * fail are left out and told, the others keep what the matrix varies.
 */
export function rulesForMatter(whole: Table, given: Given): RulesForMatter {
  const table = singleHit(whole);
  const [category, grid, at] = ['category', 'grid', 'at'].map((axis) =>
    columnOf(table.inputs, axis, given),
  ) as [string, string, string];
  const columns: AxisColumns = { category, grid, at };
  const axes = [category, grid, at];
  const isAxis = (column: string): boolean => axes.includes(column);
  const rules: Rule[] = [];
  const places: number[] = [];
  const notes: ResponsibilityNote[] = [...unlikeOutcomes(table)];
  const issues: ResponsibilityIssue[] = [...computedRanks(table)];
  const holds = holding(table, isAxis, given);
  table.rules.forEach((rule, place) => {
    const crossing = cellsOf(rule).find(
      ([column, cell]) => !isAxis(column) && namesAxis(cell, [...axes, 'category', 'grid', 'at']),
    );
    if (crossing !== undefined) {
      const path = ['routing', 'rules', place, 'when', crossing[0]];
      issues.push({ code: 'cases/unread-cell', path });
    } else if (holds.has(place)) {
      rules.push({ ...rule, id: ruleName(rule, place), when: part(rule, isAxis) });
      places.push(place);
    } else {
      const column = failing(table, rule, isAxis, given);
      notes.push({
        code: 'governance/other-matters',
        what: ruleName(rule, place),
        ...(column === undefined ? {} : { column }),
      });
    }
  });
  if (whole.otherwise !== undefined)
    notes.push({ code: 'governance/otherwise-unused', what: 'otherwise' });
  return { table: { ...table, rules }, columns, places, notes, issues };
}

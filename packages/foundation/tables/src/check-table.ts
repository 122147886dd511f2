import { findZone, isLocalDate, type Zone } from '@civigrid/calendar';
import { type CellChecker, cellChecker } from './check-cell.ts';
import { checkColumns, checkOutputs } from './check-columns.ts';
import { isComputed } from './check-expression.ts';
import type { Column } from './column.ts';
import { aggregates, hitPolicies, isMultiHit } from './hit-policy.ts';
import type { TableIssue, TableIssueCode } from './issue.ts';
import { isJson, isPlain, type Plain, plainCopy } from './plain-copy.ts';
import { sameJson } from './same-json.ts';
import type { Output, Rule, Table } from './table.ts';

/** Where a table without a zone stands. */
const defaultZone = 'Asia/Shanghai';

/** A table that was checked: frozen, its own, and not compiled yet. */
export type Examined =
  | { readonly table: Table; readonly issues: readonly [] }
  | { readonly issues: readonly TableIssue[] };

/**
 * What is wrong with a table (检查决策表), each with code, rule and column; nothing if it can be compiled. Never
 * throws, whatever it is given.
 *
 * @example
 * checkTable({ hit: 'first', inputs: [], outputs: [], rules: [{ when: { weather: {} }, then: {} }] });
 * // [{ code: 'tables/unknown-column', path: ['rules', 0, 'when', 'weather'], rule: 0, column: 'weather' }]
 */
export function checkTable(table: unknown): readonly TableIssue[] {
  return examine(table).issues;
}

export function examine(value: unknown): Examined {
  const table = copyOf(value);
  if (!table) return { issues: [{ code: 'tables/not-a-table', path: [] }] };
  const { aggregate, zone, inputs, outputs, rules } = table as Partial<
    Record<keyof Table, unknown>
  >;
  const issues: TableIssue[] = [];
  const wrong: Wrong = (code, key) => issues.push({ code, path: [key] });
  const place = findZone(typeof zone === 'string' ? zone : defaultZone);
  checkHead(table, place, wrong);
  const columns = checkColumns(inputs, issues, place);
  const results = checkOutputs(outputs, issues);
  const [first] = results.keys();
  if (aggregate !== undefined && aggregate !== 'count' && first === undefined)
    wrong('tables/bad-aggregate', 'aggregate');
  const added = aggregate === undefined || aggregate === 'count' ? undefined : first;
  const { otherwise } = table as { readonly otherwise?: unknown };
  if (otherwise !== undefined && !isOtherwise(otherwise, table, results))
    wrong('tables/bad-otherwise', 'otherwise');
  const checkers = new Map<Column, CellChecker>();
  for (const column of columns.values())
    if (column) checkers.set(column, cellChecker(column.type, place));
  checkRules(rules, { columns, checkers, results, added, ids: new Set(), issues });
  // Every part was looked at: what is left without an issue has the form of a table.
  return issues.length > 0 ? { issues } : { table: table as unknown as Table, issues: [] };
}

/** Adds an issue of the table itself. */
type Wrong = (code: TableIssueCode, key: string) => void;

function checkHead(table: Plain, place: Zone | undefined, wrong: Wrong): void {
  const { hit, aggregate, zone, id, version, note, effective } = table as Partial<
    Record<keyof Table, unknown>
  >;
  if (!hitPolicies.some((policy) => policy === hit)) wrong('tables/unknown-hit', 'hit');
  const known = aggregate === undefined || aggregates.some((one) => one === aggregate);
  if (!known || (aggregate !== undefined && hit !== 'collect'))
    wrong('tables/bad-aggregate', 'aggregate');
  if (zone !== undefined && (typeof zone !== 'string' || !place))
    wrong('tables/unknown-zone', 'zone');
  if (!isOptionalText(id)) wrong('tables/bad-id', 'id');
  if (!isOptionalText(version)) wrong('tables/bad-id', 'version');
  if (!isOptionalText(note)) wrong('tables/bad-note', 'note');
  if (!isEffective(effective)) wrong('tables/bad-effective', 'effective');
}

function copyOf(value: unknown): Plain | undefined {
  try {
    const copy = plainCopy(value);
    return isPlain(copy) ? copy : undefined;
  } catch {
    // Cyclic, too deep, or an object whose own reading throws.
    return undefined;
  }
}

/** What the rules are checked against, and where issues go. */
interface Known {
  readonly columns: ReadonlyMap<string, Column | undefined>;
  readonly results: ReadonlyMap<string, Output | undefined>;
  /** The output that has to hold numbers, if there is one. */
  readonly added: string | undefined;
  readonly checkers: ReadonlyMap<Column, CellChecker>;
  readonly ids: Set<string>;
  readonly issues: TableIssue[];
}

/** Adds an issue in one rule. */
type Report = (code: TableIssueCode, path: readonly string[], column?: string) => void;

function checkRules(rules: unknown, known: Known): void {
  if (!Array.isArray(rules)) {
    known.issues.push({ code: 'tables/bad-rule', path: ['rules'] });
    return;
  }
  rules.forEach((rule: unknown, index) => {
    const { id, when, then, compute, note, effective } = (isPlain(rule) ? rule : {}) as Partial<
      Record<keyof Rule, unknown>
    >;
    const report: Report = (code, path, column) => {
      known.issues.push({
        code,
        path: ['rules', index, ...path],
        rule: index,
        ...(typeof id === 'string' && { id }),
        ...(column !== undefined && { column }),
      });
    };
    if (!isPlain(rule)) report('tables/bad-rule', []);
    else {
      checkId(id, known, report);
      if (isPlain(when)) checkWhen(when, known, report);
      else report('tables/bad-rule', ['when']);
      if (isPlain(then)) checkThen(then, { known, compute, report });
      else report('tables/bad-rule', ['then']);
      if (compute !== undefined) checkCompute(compute, then, { known, report });
      if (!isOptionalText(note)) report('tables/bad-note', ['note']);
      if (!isEffective(effective)) report('tables/bad-effective', ['effective']);
    }
  });
}

function checkId(id: unknown, { ids }: Known, report: Report): void {
  if (id === undefined) return;
  if (typeof id !== 'string') report('tables/bad-rule', ['id']);
  else if (ids.has(id)) report('tables/duplicate-rule', ['id']);
  else ids.add(id);
}

function checkWhen(when: Plain, { columns, checkers }: Known, report: Report): void {
  for (const [name, cell] of Object.entries(when)) {
    const column = columns.get(name);
    if (!columns.has(name)) report('tables/unknown-column', ['when', name], name);
    // A column that is itself wrong was told once; its cells cannot be judged.
    if (!column || cell === null) continue;
    const code = checkers.get(column)?.(cell);
    if (code) report(code, ['when', name], name);
  }
}

function checkThen(
  then: Plain,
  what: { readonly known: Known; readonly compute: unknown; readonly report: Report },
): void {
  const { known, compute, report } = what;
  const { results, added } = known;
  for (const [name, value] of Object.entries(then)) {
    if (!results.has(name)) report('tables/unknown-output', ['then', name], name);
    else if (!isJson(value)) report('tables/bad-outcome', ['then', name], name);
    else if (!isListed(value, results.get(name)))
      report('tables/unlisted-value', ['then', name], name);
  }
  if (added === undefined || (isPlain(compute) && Object.hasOwn(compute, added))) return;
  const value = Object.hasOwn(then, added) ? then[added] : undefined;
  if (!Number.isFinite(value)) report('tables/not-a-number', ['then', added], added);
}

function checkCompute(
  compute: unknown,
  then: unknown,
  { known, report }: { readonly known: Known; readonly report: Report },
): void {
  if (!isPlain(compute)) {
    report('tables/bad-expression', ['compute']);
    return;
  }
  for (const [name, expression] of Object.entries(compute)) {
    const twice = isPlain(then) && Object.hasOwn(then, name);
    if (!known.results.has(name)) report('tables/unknown-output', ['compute', name], name);
    else if (twice || !isComputed(expression))
      report('tables/bad-expression', ['compute', name], name);
  }
}

function isOtherwise(
  otherwise: unknown,
  { hit }: Plain & { readonly hit?: unknown },
  results: Known['results'],
): boolean {
  const single = hitPolicies.some((policy) => policy === hit && !isMultiHit(policy));
  return (
    single &&
    isPlain(otherwise) &&
    Object.entries(otherwise).every(
      ([name, value]) => results.has(name) && isJson(value) && isListed(value, results.get(name)),
    )
  );
}

function isOptionalText(value: unknown): boolean {
  return value === undefined || typeof value === 'string';
}

function isEffective(value: unknown): boolean {
  if (value === undefined) return true;
  if (!isPlain(value)) return false;
  const { from, until } = value as { readonly from?: unknown; readonly until?: unknown };
  const isDay = (day: unknown) => day === undefined || isLocalDate(day);
  if (!isDay(from) || !isDay(until)) return false;
  return from === undefined || until === undefined || String(from) < String(until);
}

function isListed(value: unknown, output: Output | undefined): boolean {
  if (!output?.values || value === null) return true;
  return output.values.some((one) => sameJson(one, value as typeof one));
}

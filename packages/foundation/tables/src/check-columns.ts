import type { Zone } from '@civigrid/calendar';
import { cellChecker, isPath } from './check-cell.ts';
import { type Column, columnTypes, type TreeColumn } from './column.ts';
import type { TableIssue, TableIssueCode } from './issue.ts';
import { isJson, isPlain, type Plain } from './plain-copy.ts';
import type { Output } from './table.ts';

/** What is right of the inputs, by name; a name whose column is wrong stands there without one. */
export function checkColumns(
  inputs: unknown,
  issues: TableIssue[],
  zone?: Zone,
): ReadonlyMap<string, Column | undefined> {
  return named<Column>({
    list: inputs,
    key: 'inputs',
    bad: 'tables/bad-column',
    duplicate: 'tables/duplicate-column',
    check: (item) => checkColumn(item, zone),
    issues,
  });
}

/** What is right of the outputs, by name. */
export function checkOutputs(
  outputs: unknown,
  issues: TableIssue[],
): ReadonlyMap<string, Output | undefined> {
  return named<Output>({
    list: outputs,
    key: 'outputs',
    bad: 'tables/bad-output',
    duplicate: 'tables/duplicate-output',
    check: ({ values, bare }: { readonly values?: unknown; readonly bare?: unknown }) => {
      const isList = values === undefined || (Array.isArray(values) && isJson(values));
      const only = Array.isArray(outputs) && outputs.length === 1;
      const isAllowed = bare === undefined || bare === false || (bare === true && only);
      return isList && isAllowed ? undefined : 'tables/bad-output';
    },
    issues,
  });
}

interface Naming {
  readonly list: unknown;
  readonly key: 'inputs' | 'outputs';
  readonly bad: TableIssueCode;
  readonly duplicate: TableIssueCode;
  readonly check: (item: Plain) => TableIssueCode | undefined;
  readonly issues: TableIssue[];
}

function named<Item>(what: Naming): ReadonlyMap<string, Item | undefined> {
  const found = new Map<string, Item | undefined>();
  const { list, key, issues } = what;
  if (!Array.isArray(list)) {
    issues.push({ code: what.bad, path: [key] });
    return found;
  }
  list.forEach((item: unknown, index) => {
    const name = isPlain(item) ? (item as { readonly name?: unknown }).name : undefined;
    if (!isPlain(item) || typeof name !== 'string') {
      issues.push({ code: what.bad, path: [key, index] });
      return;
    }
    const code = found.has(name) ? what.duplicate : what.check(item);
    if (code) issues.push({ code, path: [key, index], column: name });
    // The form was checked just now.
    found.set(name, code ? undefined : (item as Item));
  });
  return found;
}

function checkColumn(item: Plain, zone: Zone | undefined): TableIssueCode | undefined {
  const { type, parents, path, allowed } = item as Readonly<Record<keyof TreeColumn, unknown>>;
  const known = columnTypes.find((one) => one === type);
  if (!known) return 'tables/unknown-type';
  if (path !== undefined && !isPath(path)) return 'tables/bad-column';
  if (allowed !== undefined && cellChecker(known, zone)(allowed)) return 'tables/bad-column';
  if (parents === undefined) return undefined;
  if (type !== 'tree' || !isPlain(parents)) return 'tables/bad-column';
  if (!Object.values(parents).every((code) => code === null || typeof code === 'string'))
    return 'tables/bad-column';
  return isCyclic(new Map(Object.entries(parents))) ? 'tables/cyclic-tree' : undefined;
}

/** Whether some code is above itself; every code is walked over once. */
function isCyclic(parents: ReadonlyMap<string, unknown>): boolean {
  const safe = new Set<unknown>();
  for (const start of parents.keys()) {
    const walked = new Set<unknown>();
    for (let code: unknown = start; typeof code === 'string'; code = parents.get(code)) {
      if (safe.has(code)) break;
      if (walked.has(code)) return true;
      walked.add(code);
    }
    for (const code of walked) safe.add(code);
  }
  return false;
}

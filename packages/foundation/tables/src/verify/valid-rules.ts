import { examine } from '../check-table.ts';
import type { TableIssue } from '../issue.ts';
import type { Rule, Table } from '../table.ts';
import { invalid } from '../valid-table.ts';

/** Checked copies of rules that come into a table in the stead of those from one place to before another. */
export function validRules(
  table: Table,
  rules: unknown,
  { from: at, until }: { readonly from: number; readonly until: number },
): readonly Rule[] {
  const issues: TableIssue[] = [];
  const inputs = table.inputs.map(({ name, type }) => ({ name, type }));
  const examined = examine({ ...table, inputs, rules });
  for (const issue of examined.issues) {
    const [list, rule, ...rest] = issue.path;
    const isOfRule = list === 'rules' && typeof rule === 'number';
    issues.push(isOfRule ? { ...issue, path: [list, rule + at, ...rest], rule: rule + at } : issue);
  }
  const fresh = 'table' in examined ? examined.table.rules : [];
  const places = new Map(fresh.map(({ id }, i) => [id, at + i] as const));
  places.delete(undefined);
  table.rules.forEach(({ id }, place) => {
    const rule = places.get(id);
    if (id === undefined || rule === undefined || (place >= at && place < until)) return;
    issues.push({ code: 'tables/duplicate-rule', path: ['rules', rule, 'id'], rule, id });
  });
  if (issues.length > 0) throw invalid(issues);
  return fresh;
}

import type { MatrixCategory } from '@civigrid/cases/responsibility';
import type { Table } from '@civigrid/tables';

/** What lies in a code and in none that the table names below it (其他). */
const other = '*';

/**
 * The categories that a table tells apart (规则表所区分的类别): every code that it names, and with dotted codes, for each
 * and for the whole tree, `*`: whatever else lies there. A column with parents of its own has its own codes.
 */
export function tableCategories(table: Table, column: string): readonly MatrixCategory[] {
  const named = new Set<string>();
  for (const { when } of table.rules) {
    const cell = when[column];
    if (cell !== undefined && 'within' in cell) for (const code of cell.within) named.add(code);
  }
  const input = table.inputs.find(({ name }) => name === column);
  const parents = input !== undefined && 'parents' in input ? input.parents : undefined;
  if (parents !== undefined) {
    const known = new Map(Object.entries(parents));
    for (const code of named) if (!known.has(code)) known.set(code, null);
    return Array.from(known, ([code, parent]) => ({ code, parent }));
  }
  return [...named].flatMap((code) => [code, `${code}.${other}`]).concat(other);
}

import { isInputRef, namesInput } from './cell.ts';
import type { Table } from './table.ts';
import type { NamedValue } from './table-input.ts';

/** Everything of an input that a table looks at: its columns, and what its cells and outcomes name besides. */
export function lookedAt({ inputs, rules }: Table): readonly NamedValue[] {
  const named = new Map<string, NamedValue>(inputs.map((column) => [column.name, column]));
  const walk = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) return;
    if (isInputRef(part)) {
      const name = part.input.join('.');
      if (!named.has(name)) named.set(name, { name, path: part.input });
    } else for (const inner of Object.values(part)) walk(inner);
  };
  for (const { when, compute } of rules) {
    for (const cell of Object.values(when)) if (cell && namesInput(cell)) walk(cell);
    if (compute) walk(compute);
  }
  return [...named.values()];
}

import { type Cell, isInputRef, namesInput } from '../cell.ts';
import type { Column } from '../column.ts';
import type { Table } from '../table.ts';
import { isRefused } from './dmn-issue.ts';
import { cellOf } from './feel-cell.ts';
import { expressionOf } from './feel-outcome.ts';
import { type FeelNames, feelParser } from './feel-tree.ts';
import { cellText } from './write-cell.ts';
import { expressionText } from './write-expression.ts';
import { unwritable } from './xml-text.ts';

/**
 * FEEL has no way to quote a name. Whatever names other inputs is read back, and refused where the grammar takes it
 * for something else (`tables/unwritable`).
 */
export function checkReadable({ inputs, rules }: Table, roots: readonly string[]): void {
  const names: FeelNames = Object.fromEntries(roots.map((root) => [root, {}] as const));
  const parser = feelParser();
  const typeOf = (path: readonly string[]) =>
    inputs.find((column) => !column.path && column.name === path.join('.'))?.type;
  const compare = (text: string, said: unknown, read: unknown, place: string) => {
    if (isRefused(read) || pathsIn(said) !== pathsIn(read)) throw unwritable(place, text);
  };
  for (const [i, { when, compute = {} }] of rules.entries()) {
    const cells: readonly (readonly [Column, Cell | null | undefined])[] = inputs.map((column) => [
      column,
      Object.hasOwn(when, column.name) ? when[column.name] : undefined,
    ]);
    for (const [column, cell] of cells) {
      if (!cell || !namesInput(cell)) continue;
      const text = cellText(cell, column);
      compare(text, cell, cellOf(text, { parser, names, column }), `rule ${i + 1}, ${column.name}`);
    }
    for (const [name, expression] of Object.entries(compute)) {
      if (!expression) continue;
      const text = expressionText(expression);
      const read = expressionOf(text, { parser, names, typeOf });
      compare(text, expression, read, `rule ${i + 1}, ${name}`);
    }
  }
}

/** All inputs that are named, sorted: lists of alternatives are read values first. Constants are not looked into. */
function pathsIn(part: unknown): string {
  return JSON.stringify([...paths(part)].sort());
}

function paths(part: unknown): readonly string[] {
  if (typeof part !== 'object' || part === null || 'value' in part) return [];
  return isInputRef(part) ? [JSON.stringify(part.input)] : Object.values(part).flatMap(paths);
}

import type { Cell } from './cell.ts';
import type { Rule } from './table.ts';

/** A rule's cell in a column, if it has one. */
export function cellOf({ when }: Rule, name: string): Cell | undefined {
  return (Object.hasOwn(when, name) ? when[name] : undefined) ?? undefined;
}

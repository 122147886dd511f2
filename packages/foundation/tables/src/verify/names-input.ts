import type { Cell } from '../cell.ts';

/** Whether a cell asks about another input, so that no set of values says what it matches. */
export function namesInput(_cell: Cell): boolean {
  return false;
}

import { isInputRef } from './cell.ts';
import { isPath } from './check-cell.ts';
import { arithmetics, type Expression } from './expression.ts';
import { isJson, isPlain } from './plain-copy.ts';

/** Whether something is an expression over inputs; one that names none is a constant, and constants stand in `then`. */
export function isComputed(value: unknown): boolean {
  return isExpression(value) && looksAtInput(value as Expression);
}

/** Whether an expression names an input. */
export function looksAtInput(expression: Expression): boolean {
  if ('value' in expression) return false;
  if (isInputRef(expression)) return true;
  return Object.values(expression).flat().some(looksAtInput);
}

/** One key, and what it asks for. */
function isExpression(value: unknown): boolean {
  if (!isPlain(value)) return false;
  const entries = Object.entries(value);
  const [entry] = entries;
  if (!entry || entries.length !== 1) return false;
  const [key, part] = entry;
  if (key === 'value') return isJson(part);
  if (key === 'input') return isPath(part);
  if (!Array.isArray(part) || !part.every(isExpression)) return false;
  return key === 'join' ? part.length > 0 : arithmetics.includes(key) && part.length === 2;
}

import { isPath } from './check-cell.ts';
import { arithmetics } from './expression.ts';
import { isJson, isPlain } from './plain-copy.ts';

/** Whether something is written as an expression: one key, and what it asks for. */
export function isExpression(value: unknown): boolean {
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

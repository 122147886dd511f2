/** Deeper than this is looked at by those who refuse it properly. */
const deepest = 100;

/**
 * Whether a value crosses to another thread as what it is: texts, numbers, truths, lists and bare records. A clone
 * makes a bare record of an instance and drops members named by symbols, which a store refuses.
 */
export function isPlain(value: unknown, depth = 0): boolean {
  if (typeof value !== 'object' || value === null)
    return typeof value !== 'function' && typeof value !== 'symbol';
  if (depth > deepest) return false;
  if (Object.getOwnPropertySymbols(value).length > 0) return false;
  if (Array.isArray(value)) return value.every((one) => isPlain(one, depth + 1));
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return false;
  return Object.values(value).every((one) => isPlain(one, depth + 1));
}

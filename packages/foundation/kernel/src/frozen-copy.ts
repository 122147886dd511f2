import { canonicalJson } from './canonical-json.ts';

function frozen(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
}

/** A copy of a value by its JSON text, frozen through and through: what is in memory can be changed as little as what is on disk. */
export function frozenCopy<Value>(value: Value): Value {
  return frozen(JSON.parse(canonicalJson(value))) as Value;
}

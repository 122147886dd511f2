/** A plain object, own keys only. */
export type Plain = Readonly<Record<string, unknown>>;

/** How deep a table may nest; what a clerk writes ends far above. */
const maxDepth = 64;

/**
 * A frozen copy of plain objects and lists, so that nobody can change a table that was checked. Everything that is
 * neither stays as it is, for the checks to refuse. Throws where what it reads throws, is cyclic or too deep.
 */
export function plainCopy(value: unknown): unknown {
  return copied(value, []);
}

/** `above` holds the objects on the way down; it is left as it was found. */
function copied(value: unknown, above: unknown[]): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const isList = Array.isArray(value);
  if (!isList && !isPlain(value)) return value;
  if (above.length >= maxDepth || above.includes(value)) throw new RangeError('Cyclic or too deep');
  above.push(value);
  const copy = isList ? copiedList(value, above) : copiedObject(value as Plain, above);
  above.pop();
  return Object.freeze(copy);
}

function copiedList(list: readonly unknown[], above: unknown[]): readonly unknown[] {
  const copy: unknown[] = [];
  for (let i = 0; i < list.length; i++) copy.push(copied(list[i], above));
  return copy;
}

function copiedObject(object: Plain, above: unknown[]): Plain {
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(object)) {
    const item = copied(object[key], above);
    if (item === undefined) continue;
    // Assigning would not make an own key of `__proto__`.
    if (key === '__proto__') Object.defineProperty(copy, key, { value: item, enumerable: true });
    else copy[key] = item;
  }
  return copy;
}

/** Whether a value is an object literal or its like, of this or another realm; not a list, a date, a map. */
export function isPlain(value: unknown): value is Plain {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** Whether a plain copy is JSON through and through. */
export function isJson(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (Array.isArray(value)) return value.every(isJson);
  return isPlain(value) && Object.keys(value).every((key) => isJson(value[key]));
}

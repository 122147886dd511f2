import type { DeviceMapping } from './mapping.ts';
import { parsePointer, resolvePointer } from './pointer.ts';

/**
 * What pointers are resolved in: what lies around the body (no member of the body can pass for it), the element, the body;
 * the first that has it answers.
 */
export interface Scope {
  readonly around?: unknown;
  /** Left out where there is no `each`. */
  readonly element?: { readonly value: unknown; readonly view: unknown };
  readonly body: unknown;
}

/** What a pointer, or the first of several that finds something, finds; and which it was. */
export interface Found {
  readonly pointer: string;
  readonly value: unknown;
}

/** Finds a pointer, or the first of several, in what is read. */
export function finder(at: string | readonly string[]): (scope: Scope) => Found {
  const [first = '', ...others] = typeof at === 'string' ? [at] : at;
  const found = (pointer: string) => {
    const path = parsePointer(pointer) ?? [];
    if (path.length === 0)
      return ({ element, body }: Scope) => (element === undefined ? body : element.value);
    return ({ around, element, body }: Scope): unknown => {
      const outside = resolvePointer(around, path);
      if (outside !== undefined) return outside;
      if (element !== undefined) {
        const key = resolvePointer(element.view, path);
        if (key !== undefined) return key;
        const own = resolvePointer(element.value, path);
        if (own !== undefined) return own;
      }
      return resolvePointer(body, path);
    };
  };
  const start = found(first);
  const rest = others.map((pointer) => ({ pointer, find: found(pointer) }));
  return (scope) => {
    const value = start(scope);
    if (value === undefined)
      for (const { pointer, find } of rest) {
        const next = find(scope);
        if (next !== undefined) return { pointer, value: next };
      }
    return { pointer: first, value };
  };
}

/** One element of a message with `each`. */
export interface Element {
  /** JSON pointer to it. */
  readonly path: string;
  readonly value: unknown;
  /** What `/each` finds. */
  readonly view: { readonly each: { readonly key: string } } | undefined;
}

const escaped = (key: string) => key.replaceAll('~', '~0').replaceAll('/', '~1');

/** The elements of what `each` found, or undefined where it is of the wrong type. */
export function elementsOf(
  each: NonNullable<DeviceMapping['each']>,
  found: unknown,
): readonly Element[] | undefined {
  if (typeof each === 'string')
    return Array.isArray(found)
      ? found.map((value: unknown, i) => ({ path: `${each}/${i}`, value, view: undefined }))
      : undefined;
  if (typeof found !== 'object' || found === null || Array.isArray(found)) return undefined;
  return Object.entries(found).map(([key, value]: [string, unknown]) => ({
    path: `${each.members}/${escaped(key)}`,
    value,
    view: { each: { key } },
  }));
}

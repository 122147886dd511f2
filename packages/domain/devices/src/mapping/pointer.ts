/** A JSON pointer (RFC 6901) taken apart; the empty list is the whole value. */
export type PointerPath = readonly string[];

/** The members of a pointer, or undefined where the text is none. */
export function parsePointer(text: string): PointerPath | undefined {
  if (text === '') return [];
  if (!text.startsWith('/') || /~(?![01])/.test(text)) return undefined;
  return text
    .slice(1)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** What the pointer finds, or undefined; never an inherited member. */
export function resolvePointer(value: unknown, path: PointerPath): unknown {
  let found = value;
  for (const part of path) {
    if (typeof found !== 'object' || found === null) return undefined;
    if (Array.isArray(found)) found = /^(0|[1-9]\d*)$/.test(part) ? found[Number(part)] : undefined;
    else found = Object.hasOwn(found, part) ? (found as Record<string, unknown>)[part] : undefined;
  }
  return found;
}

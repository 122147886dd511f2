import type { Scalar } from './choice.ts';
import { parsePointer, resolvePointer } from './pointer.ts';
import type { Scope } from './scope.ts';

/** What stands at a place of a message. */
export type FoundType = 'missing' | 'text' | 'number' | 'truth' | 'null' | 'list' | 'object';

/** One look into a message (取值过程). */
export interface Lookup {
  /** As the mapping says it. */
  readonly pointer: string;
  readonly type: FoundType;
  /** Left out for lists and objects; `***` where it says something about a person; long texts are cut. */
  readonly value?: Scalar;
  /** Where in the body it stands; left out for what lies around the body. */
  readonly path?: string;
}

/** What stands for a value that says something about a person. */
export const mask = '***';

const longest = 80;

function typeOf(value: unknown): FoundType {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'string') return 'text';
  if (typeof value === 'number') return 'number';
  return typeof value === 'boolean' ? 'truth' : 'object';
}

function shown(value: unknown, personal: boolean): { readonly value?: Scalar } {
  if (value === undefined || (typeof value === 'object' && value !== null)) return {};
  if (personal) return { value: mask };
  if (typeof value === 'string' && value.length > longest)
    return { value: `${value.slice(0, longest)}…` };
  return { value: value as Scalar };
}

/** A scope that also knows where its element stands in the body. */
export interface PlacedScope extends Scope {
  readonly elementPath?: string;
}

/** Finds one pointer, and says where. */
function lookFor(pointer: string, scope: PlacedScope, personal: boolean) {
  const { around, element, body, elementPath = '' } = scope;
  const path = parsePointer(pointer) ?? [];
  const told = (value: unknown, at?: string) => ({
    value,
    lookup: {
      pointer,
      type: typeOf(value),
      ...shown(value, personal),
      ...(at === undefined ? {} : { path: at }),
    },
  });
  if (path.length === 0)
    return element === undefined ? told(body, '') : told(element.value, elementPath);
  const outside = resolvePointer(around, path) ?? resolvePointer(element?.view, path);
  if (outside !== undefined)
    return told(outside, pointer.startsWith('/inner') ? pointer : undefined);
  const own = element === undefined ? undefined : resolvePointer(element.value, path);
  if (own !== undefined) return told(own, `${elementPath}${pointer}`);
  const found = resolvePointer(body, path);
  return found === undefined ? told(undefined) : told(found, pointer);
}

/** Looks for a pointer, or for several until one finds something. */
export function look(
  at: string | readonly string[],
  scope: PlacedScope,
  personal = false,
): { readonly value: unknown; readonly looked: readonly Lookup[] } {
  const looked: Lookup[] = [];
  for (const pointer of typeof at === 'string' ? [at] : at) {
    const { value, lookup } = lookFor(pointer, scope, personal);
    looked.push(lookup);
    if (value !== undefined) return { value, looked };
  }
  return { value: undefined, looked };
}

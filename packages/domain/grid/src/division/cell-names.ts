import { type GridCode, gridCode, isDomainError } from '@civigrid/kernel';
import type { CellNames } from '../cell.ts';
import type { GridFeature } from '../revision.ts';

export type { CellNames } from '../cell.ts';

/** All three names, those left out as `gridHierarchy` takes them. */
export function cellNames(some: Partial<CellNames> = {}): CellNames {
  const { code = 'code', parent = 'parent', level = 'level' } = some;
  return { code, parent, level };
}

/** What a drawn cell says of itself: undefined for a code that is none; null for no parent, undefined for one that is none. */
export interface CellPlace {
  readonly code: GridCode | undefined;
  readonly parent: GridCode | null | undefined;
}

function codeOf(value: unknown): GridCode | undefined {
  const text = Number.isSafeInteger(value) ? String(value) : value;
  if (typeof text !== 'string') return undefined;
  try {
    return gridCode(text);
  } catch (error) {
    if (isDomainError(error, 'kernel/invalid-id')) return undefined;
    throw error;
  }
}

/** Reads code and parent of a cell by own properties, so that `__proto__` is a name like others. */
export function placeOf(feature: GridFeature, names: CellNames): CellPlace {
  const own = (key: string): unknown =>
    Object.getOwnPropertyDescriptor(Object(feature?.properties), key)?.value;
  const parent = own(names.parent);
  const isRoot = parent === undefined || parent === null || parent === '';
  return { code: codeOf(own(names.code)), parent: isRoot ? null : codeOf(parent) };
}

/** The properties with some of them put anew. */
export function withProperties(
  feature: GridFeature,
  put: Iterable<readonly [string, GridFeature['properties'][string]]>,
): GridFeature {
  const properties = Object.fromEntries([...Object.entries(feature.properties), ...put]);
  return { ...feature, properties };
}

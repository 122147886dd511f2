import { DomainError } from '@civigrid/kernel';
import type { Cell } from '../cell.ts';
import { cellChecker } from '../check-cell.ts';
import type { Column } from '../column.ts';
import type { ProofErrorCode } from '../issue.ts';
import { isPlain, type Plain, plainCopy } from '../plain-copy.ts';

/**
 * Which values of a column belong to the universe: exactly those listed (of a tree exactly these codes, of `weekTime`
 * instants), or those that satisfy a cell of the column's type, or all. A missing value belongs only if `optional`.
 */
export type UniverseEntry =
  | { readonly values: readonly (string | number | boolean)[]; readonly optional?: boolean }
  | (Cell & { readonly optional?: boolean })
  | { readonly optional: boolean };

/** The inputs that a proof is about (论域), by column; a column left out ranges over all values of its type. */
export type Universe = Readonly<Record<string, UniverseEntry>>;

/** What a universe says about one column, checked but for the values themselves. */
export interface Realm {
  readonly values?: readonly unknown[];
  readonly cell?: Cell;
  readonly optional: boolean;
}

/** What a universe says about each column of a table. Refuses with `tables/bad-universe`. */
export function realmsOf(columns: readonly Column[], universe: unknown = {}): readonly Realm[] {
  const entries = copyOf(universe);
  for (const name of Object.keys(entries))
    if (columns.every((column) => column.name !== name)) throw badUniverse(name, 'unknown-column');
  return columns.map((column) =>
    Object.hasOwn(entries, column.name)
      ? realmOf(column, entries[column.name])
      : { optional: false },
  );
}

function copyOf(universe: unknown): Plain {
  try {
    const copy = plainCopy(universe);
    if (isPlain(copy)) return copy;
  } catch {
    // Cyclic, too deep, or an object whose own reading throws.
  }
  throw badUniverse(undefined, 'not-a-universe');
}

function realmOf({ name, type }: Column, entry: unknown): Realm {
  if (!isPlain(entry)) throw badUniverse(name, 'bad-entry');
  const { optional = false, ...rest } = entry as Plain & { readonly optional?: unknown };
  if (typeof optional !== 'boolean') throw badUniverse(name, 'bad-entry');
  if (Object.keys(rest).length === 0) return { optional };
  const { values, ...others } = rest as Plain & { readonly values?: unknown };
  if (values === undefined) {
    const code = cellChecker(type)(rest);
    if (code) throw badUniverse(name, code);
    // The form was checked just now.
    return { cell: rest as Cell, optional };
  }
  if (!Array.isArray(values) || Object.keys(others).length > 0)
    throw badUniverse(name, 'bad-entry');
  return { values, optional };
}

export function badUniverse(column: string | undefined, reason: string): DomainError {
  return new DomainError(
    'tables/bad-universe' satisfies ProofErrorCode,
    'The universe does not fit the columns of the table.',
    { ...(column !== undefined && { column }), reason },
  );
}

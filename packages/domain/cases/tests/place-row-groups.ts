import type { PlaceRow } from '@civigrid/cases/hot-spots';

/** Rows by a name, in order of its first row. */
export function groups(
  rows: readonly PlaceRow[],
  nameOf: (row: PlaceRow) => string,
): ReadonlyMap<string, readonly PlaceRow[]> {
  const found = new Map<string, PlaceRow[]>();
  for (const row of rows) {
    const name = nameOf(row);
    found.set(name, [...(found.get(name) ?? []), row]);
  }
  return found;
}

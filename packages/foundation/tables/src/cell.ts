/** Matches these codes and all below them (含下级). */
export interface TreeCell {
  readonly within: readonly string[];
}

/** Matches these texts, or all other texts. */
export type TextCell = { readonly is: readonly string[] } | { readonly not: readonly string[] };

/** Matches between bounds, with or without the bound itself; without any bound every value there is. */
export interface RangeCell<Bound> {
  readonly gte?: Bound;
  readonly gt?: Bound;
  readonly lte?: Bound;
  readonly lt?: Bound;
}

/** Matches these values. */
export interface ListCell<Value> {
  readonly is: readonly Value[];
}

/**
 * Matches the hours between two local times (时段), the first inclusive and the second not. Where the second is not
 * later the window runs over midnight; `'00:00'` and `'24:00'` as its end mean midnight. `days` (1 = Monday) are
 * those on which it opens: `22:00–06:00` on day 5 holds Saturday 03:00.
 */
export interface WeekTimeCell {
  readonly between: readonly [from: string, to: string];
  readonly days?: readonly number[];
}

/** One condition of a rule (条件单元格); its form goes by its column's type. */
export type Cell =
  | TreeCell
  | TextCell
  | RangeCell<number>
  | RangeCell<string>
  | ListCell<number>
  | ListCell<boolean>
  | WeekTimeCell;

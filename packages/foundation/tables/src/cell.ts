/**
 * Another value of the same input (引用其他输入), by its path: `{ input: ['structA', 'price'] }`. It is found by the own
 * key `'structA.price'`, else along the path through records, and read by the type of the column whose cell names it.
 */
export interface InputRef {
  readonly input: readonly string[];
}

/** Matches these codes and all below them (含下级). */
export interface TreeCell {
  readonly within: readonly string[];
}

/** Matches these texts, or all other texts. */
export type TextCell =
  | { readonly is: readonly (string | InputRef)[] }
  | { readonly not: readonly (string | InputRef)[] };

/** Matches between bounds, with or without the bound itself; without any bound every value there is. */
export interface RangeCell<Bound> {
  readonly gte?: Bound | InputRef;
  readonly gt?: Bound | InputRef;
  readonly lte?: Bound | InputRef;
  readonly lt?: Bound | InputRef;
}

/** Matches these values; where another input is named and holds a list, the values in it. */
export interface ListCell<Value> {
  readonly is: readonly (Value | InputRef)[];
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

/** Matches what one of these cells matches (或); in every column but `tree` and `weekTime`. */
export interface AnyCell {
  readonly any: readonly Cell[];
}

/**
 * Matches what another cell does not (非); in every column but `tree` and `weekTime`. A missing value satisfies it as
 * little as any cell, and so does a value whose comparison with a missing input is left open.
 */
export interface NotCell {
  readonly not: Cell;
}

/** One condition of a rule (条件单元格); its form goes by its column's type. */
export type Cell =
  | TreeCell
  | TextCell
  | RangeCell<number>
  | RangeCell<string>
  | ListCell<number>
  | ListCell<string>
  | ListCell<boolean>
  | WeekTimeCell
  | AnyCell
  | NotCell;

/** Whether something in a cell is the name of another input. */
export function isInputRef(value: unknown): value is InputRef {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && 'input' in value;
}

/** Whether a cell looks at another input than its column's, so that its column's value alone does not settle it. */
export function namesInput(cell: Cell): boolean {
  if ('within' in cell || 'between' in cell) return false;
  if ('any' in cell) return cell.any.some(namesInput);
  if ('is' in cell) return cell.is.some(isInputRef);
  if ('not' in cell) return isCells(cell.not) ? cell.not.some(isInputRef) : namesInput(cell.not);
  return Object.values(cell).some(isInputRef);
}

/** `Array.isArray` as it is declared does not know readonly lists. */
function isCells<Item>(not: Cell | readonly Item[]): not is readonly Item[] {
  return Array.isArray(not);
}

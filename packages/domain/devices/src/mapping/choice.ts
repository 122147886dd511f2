import { taken, type ValueSource } from './value-source.ts';

/** A value of JSON that is no list and no object. */
export type Scalar = string | number | boolean | null;

/** One branch of a choice; exactly one of `equals`, `below`, `above`. */
export interface MappingCase<Value> {
  readonly equals?: Scalar;
  readonly below?: number;
  readonly above?: number;
  /** The document's own word; it is data and never awaited. */
  readonly then: Value;
}

/**
 * Chooses by what is found (按值选择): the first case that holds, else `else`.
 *
 * @example
 * { "at": "/level", "as": "number", "cases": [{ "above": 80, "then": "raise" }], "else": "clear" }
 */
export interface MappingChoice<Value> extends ValueSource {
  readonly cases: readonly MappingCase<Value>[];
  /** Where no case holds or nothing is found. */
  readonly else?: Value;
}

function holds<Value>({ equals, below, above }: MappingCase<Value>, value: unknown): boolean {
  if (equals !== undefined) return equals === value;
  if (typeof value !== 'number') return false;
  return below === undefined ? value > (above ?? Number.POSITIVE_INFINITY) : value < below;
}

/** What is chosen for a found value, or undefined where no case holds and there is no `else`. */
export function chosen<Value>(
  choice: Pick<MappingChoice<Value>, 'as' | 'bit' | 'cases' | 'else'>,
): (found: unknown) => Value | undefined {
  const { cases, else: otherwise } = choice;
  const read = taken(choice);
  // A table of plain values is one Map access; the first case of a value wins.
  const table = cases.every(({ equals }) => equals !== undefined)
    ? new Map<unknown, MappingCase<Value>>([...cases].reverse().map((one) => [one.equals, one]))
    : undefined;
  // What is to be compared with numbers and is none would else pass for "neither above nor below".
  const compares = cases.every(({ equals }) => equals === undefined);
  return (found) => {
    const value = read(found);
    const hit = table === undefined ? cases.find((one) => holds(one, value)) : table.get(value);
    if (hit !== undefined) return hit.then;
    const odd =
      typeof value === 'symbol' ||
      (typeof value === 'object' && value !== null) ||
      (compares && value !== undefined && typeof value !== 'number');
    return odd ? undefined : otherwise;
  };
}

import type { Scalar } from './choice.ts';

/**
 * What must be found for a mapping or an event to be meant (适用条件): all of it.
 *
 * @example
 * { "equals": { "/service_id": "Cover" }, "has": ["/properties/open"] }
 */
export interface MappingCondition {
  /** JSON pointers and what they must find. */
  readonly equals?: Readonly<Record<string, Scalar>>;
  /** JSON pointers that must find something. */
  readonly has?: readonly string[];
}

/** One test of a condition: a pointer, and the value that it must find, or any at all. */
export interface ConditionTest {
  readonly pointer: string;
  readonly holds: (found: unknown) => boolean;
  /** Left out where anything will do. */
  readonly wanted?: Scalar;
}

/** The tests of a condition, in the order of the document. */
export function conditionTests({
  equals = {},
  has = [],
}: MappingCondition): readonly ConditionTest[] {
  return [
    ...Object.entries(equals).map(([pointer, wanted]) => ({
      pointer,
      wanted,
      holds: (found: unknown) => found === wanted,
    })),
    ...has.map((pointer) => ({ pointer, holds: (found: unknown) => found !== undefined })),
  ];
}

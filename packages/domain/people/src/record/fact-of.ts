import type { PersonalPart } from '@civigrid/kernel';

/** A fact of one type out of a table of types and their data. */
export interface FactOf<Facts, Type extends keyof Facts> {
  readonly type: Type;
  readonly schema: 1;
  readonly data: Facts[Type];
  readonly personal?: readonly PersonalPart[];
}

/** A fact with its personal parts, if there are any. */
export function factOf<Type extends string, Data>(
  type: Type,
  data: Data,
  personal: readonly PersonalPart[] = [],
): {
  readonly type: Type;
  readonly schema: 1;
  readonly data: Data;
  readonly personal?: readonly PersonalPart[];
} {
  return { type, schema: 1, data, ...(personal.length > 0 && { personal }) };
}

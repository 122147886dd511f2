import type { Spans } from '../space/spans.ts';

/**
 * The rules of a table as boxes in the space of ranks, by position. A free column reaches from -1, the rank of what is
 * missing, so that two comparisons tell every case.
 */
export interface Boxes {
  readonly count: number;
  /** How many ranks each column has. */
  readonly sizes: readonly number[];
  /** By column: the first rank of each rule's cell; -1 where the column is free. */
  readonly from: readonly Int32Array[];
  /** By column: the rank after the last of each rule's cell. */
  readonly until: readonly Int32Array[];
  /** By column: the cells that are more than one span, by position. */
  readonly parts: readonly ReadonlyMap<number, Spans>[];
  /** By column: where the subtree of a rank ends; undefined where ranks are no tree. */
  readonly ends: readonly (readonly number[] | undefined)[];
}

/** The spans of a rule's cell; a free column is one span with what is missing. */
export function spansAt({ from, until, parts }: Boxes, column: number, position: number): Spans {
  const several = parts[column]?.get(position);
  return several ?? [from[column]?.[position] ?? -1, until[column]?.[position] ?? 0];
}

export function isFree({ from }: Boxes, column: number, position: number): boolean {
  return from[column]?.[position] === -1;
}

/** The boxes in another order: where the rule at each position stood before. */
export function reordered(boxes: Boxes, order: Int32Array): Boxes {
  if (order.every((rule, position) => rule === position)) return boxes;
  const moved = (rows: Int32Array) => Int32Array.from(order, (rule) => rows[rule] as number);
  return {
    ...boxes,
    from: boxes.from.map(moved),
    until: boxes.until.map(moved),
    parts: boxes.parts.map((several) => {
      const found = new Map<number, Spans>();
      if (several.size > 0)
        order.forEach((rule, position) => {
          const spans = several.get(rule);
          if (spans) found.set(position, spans);
        });
      return found;
    }),
  };
}

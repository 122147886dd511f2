import type { Bands } from './bands.ts';
import { type Boxes, isFree, spansAt } from './boxes.ts';

/**
 * Rules in words of 32 slots each (位图). For every band of every column a word has a mask of the slots whose rule
 * allows it; the masks of one band lie side by side, so that a run of words is read as it lies.
 */
export interface Words {
  readonly count: number;
  /** The position of the rule in each slot; -1 where the slot is empty. */
  readonly positions: Int32Array;
  readonly masks: Int32Array;
  /** Where the masks of a column's band 0 begin. */
  readonly starts: readonly number[];
}

export function wordsOf(boxes: Boxes, bands: readonly Bands[], positions: Int32Array): Words {
  const count = positions.length >> 5;
  const starts: number[] = [];
  let total = 0;
  for (const { count: size } of bands) {
    starts.push(total);
    total += size * count;
  }
  const masks = new Int32Array(total);
  bands.forEach(({ count: size, of }, column) => {
    const start = starts[column] as number;
    for (let slot = 0; slot < positions.length; slot++) {
      const position = positions[slot] as number;
      if (position < 0) continue;
      const at = start + (slot >> 5);
      const bit = 1 << (slot & 31);
      if (isFree(boxes, column, position)) {
        for (let band = 0; band < size; band++)
          masks[at + band * count] = (masks[at + band * count] as number) | bit;
        continue;
      }
      const spans = spansAt(boxes, column, position);
      for (let i = 0; i < spans.length; i += 2) {
        const last = of[spans[i + 1] as number] as number;
        for (let band = of[(spans[i] as number) + 1] as number; band <= last; band++)
          masks[at + band * count] = (masks[at + band * count] as number) | bit;
      }
    }
  });
  return { count, positions, masks, starts };
}

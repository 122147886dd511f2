import type { Spans } from '../space/spans.ts';
import type { Bands } from './bands.ts';
import type { Boxes } from './boxes.ts';
import type { Leaf } from './split-tree.ts';

/**
 * Rules in words of 32 slots each (位图). For every band of every column a word has a mask with a bit for every slot
 * whose rule allows the band. The masks of one band lie side by side for all words of a leaf: a case reads one run of
 * masks a column, and large leaves cost few lines of memory.
 */
export interface Words {
  /** How many masks a word has. */
  readonly width: number;
  /** At which of them each column begins. */
  readonly starts: readonly number[];
  readonly masks: Int32Array;
}

/** The words of rules by slot; -1 in `slots` is an empty one. */
export function wordsOf(
  boxes: Boxes,
  bands: readonly Bands[],
  { slots, leaves }: { readonly slots: Int32Array; readonly leaves: readonly Leaf[] },
): Words {
  const starts: number[] = [];
  let width = 0;
  for (const { count } of bands) {
    starts.push(width);
    width += count;
  }
  const masks = new Int32Array((slots.length >> 5) * width);
  bands.forEach(({ count, of }, column) => {
    const from = boxes.from[column] as Int32Array;
    const until = boxes.until[column] as Int32Array;
    const parts = boxes.parts[column] as ReadonlyMap<number, Spans>;
    const start = starts[column] as number;
    for (const { firstWord, endWord } of leaves) {
      const run = endWord - firstWord;
      const allow = (slot: number, first: number, last: number): void => {
        const word = firstWord * width + (slot >> 5) - firstWord;
        for (let band = start + first; band <= start + last; band++)
          masks[word + band * run] = (masks[word + band * run] as number) | (1 << (slot & 31));
      };
      for (let slot = firstWord << 5; slot < endWord << 5; slot++) {
        const position = slots[slot] as number;
        if (position < 0) continue;
        const rank = from[position] as number;
        const spans = parts.get(position);
        if (rank < 0) allow(slot, 0, count - 1);
        else if (!spans)
          allow(slot, of[rank + 1] as number, of[until[position] as number] as number);
        else
          for (let i = 0; i < spans.length; i += 2)
            allow(
              slot,
              of[(spans[i] as number) + 1] as number,
              of[spans[i + 1] as number] as number,
            );
      }
    }
  });
  return { width, starts, masks };
}

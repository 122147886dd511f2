import type { Spans } from '../space/spans.ts';
import type { Bands } from './bands.ts';
import type { Boxes } from './boxes.ts';

/**
 * Rules in words of 32 slots each (位图). Every word has a block of masks, one for each band of each column, with a bit
 * for every slot whose rule allows the band: a case reads one mask a column, all from the same few lines of memory.
 */
export interface Words {
  /** How many masks a word has. */
  readonly width: number;
  /** Where the masks of each column begin within a block. */
  readonly starts: readonly number[];
  readonly masks: Int32Array;
}

/** The words of rules by slot; -1 in `slots` is an empty one. */
export function wordsOf(boxes: Boxes, bands: readonly Bands[], slots: Int32Array): Words {
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
    const allow = (slot: number, first: number, last: number): void => {
      const start = (slot >> 5) * width + (starts[column] as number);
      for (let at = start + first; at <= start + last; at++)
        masks[at] = (masks[at] as number) | (1 << (slot & 31));
    };
    for (let slot = 0; slot < slots.length; slot++) {
      const position = slots[slot] as number;
      if (position < 0) continue;
      const rank = from[position] as number;
      if (rank < 0) {
        allow(slot, 0, count - 1);
        continue;
      }
      const spans = parts.size > 0 ? parts.get(position) : undefined;
      if (!spans) allow(slot, of[rank + 1] as number, of[until[position] as number] as number);
      else
        for (let i = 0; i < spans.length; i += 2)
          allow(slot, of[(spans[i] as number) + 1] as number, of[spans[i + 1] as number] as number);
    }
  });
  return { width, starts, masks };
}

/** How many of the bits of a column's masks are set: the fewer, the sooner a word is done with. */
export function densityOf(
  { width, starts, masks }: Words,
  column: number,
  { count }: Bands,
): number {
  const first = starts[column] as number;
  const step = Math.max(1, Math.floor(masks.length / width / 256)) * width;
  let set = 0;
  let words = 0;
  for (let block = 0; block < masks.length; block += step, words++)
    for (let band = 1; band < count; band++) set += bitsIn(masks[block + first + band] as number);
  return set / Math.max(1, words * (count - 1));
}

function bitsIn(mask: number): number {
  let bits = 0;
  for (let left = mask; left !== 0; left &= left - 1) bits++;
  return bits;
}

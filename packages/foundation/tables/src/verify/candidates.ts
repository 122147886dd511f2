import type { Spans } from '../space/spans.ts';
import type { CellColumn } from './cell-column.ts';
import { type Box, type Point, type RuleBoxes, ruleHolds, ruleLie } from './rule-boxes.ts';

/** A column is cut into at most so many blocks of places. */
const mostBlocks = 256;
/** A column narrows a box's candidates only where the box meets at most so many blocks. */
const mostMet = 12;

/** Which rules reach into a block of places of a column: a bit for each slot, block by block. */
export interface Blocks {
  readonly perBlock: number;
  readonly bits: Uint32Array;
}

/** An index from points and boxes to the rules that hold or meet them. */
export interface Candidates {
  readonly boxes: RuleBoxes;
  /** Words of 32 slots. */
  readonly words: number;
  readonly blocks: readonly Blocks[];
  readonly scratch: Uint32Array;
}

export function candidates(boxes: RuleBoxes, slots: Iterable<number>): Candidates {
  const words = (boxes.vague.length + 31) >> 5;
  const live = [...slots];
  const blocks = boxes.columns.map((column, at) =>
    blocksOf(column, boxes.cells[at] as Int32Array, live, words),
  );
  return { boxes, words, blocks, scratch: new Uint32Array(words) };
}

export function blocksOf(
  column: CellColumn,
  cells: Int32Array,
  slots: readonly number[],
  words: number,
): Blocks {
  const perBlock = Math.ceil(column.axis.size / mostBlocks);
  const count = Math.ceil(column.axis.size / perBlock);
  const blocks = { perBlock, bits: new Uint32Array(count * words) };
  for (const slot of slots) setRow(blocks, column, cells[slot] as number, slot, words);
  return blocks;
}

/** Marks a rule in all blocks that its cell meets. */
export function setRow(
  { perBlock, bits }: Blocks,
  column: CellColumn,
  cell: number,
  slot: number,
  words: number,
): void {
  const word = slot >> 5;
  const bit = 1 << (slot & 31);
  const spans = cell < 0 ? [0, column.axis.size] : (column.spans[cell] as Spans);
  for (let i = 0; i < spans.length; i += 2) {
    const last = Math.floor(((spans[i + 1] as number) - 1) / perBlock);
    for (let at = Math.floor((spans[i] as number) / perBlock); at <= last; at++)
      bits[at * words + word] = (bits[at * words + word] as number) | bit;
  }
}

/** Takes a rule out of all blocks. */
export function clearRow({ bits }: Blocks, slot: number, words: number): void {
  const keep = ~(1 << (slot & 31));
  for (let at = slot >> 5; at < bits.length; at += words) bits[at] = (bits[at] as number) & keep;
}

/** The rules that hold a point, in no order. */
export function rulesAt({ boxes, words, blocks, scratch }: Candidates, point: Point): number[] {
  scratch.fill(0xffff_ffff);
  for (let at = 0; at < blocks.length; at++) {
    const { perBlock, bits } = blocks[at] as Blocks;
    const start = Math.floor((point[at] as number) / perBlock) * words;
    for (let word = 0; word < words; word++)
      scratch[word] = (scratch[word] as number) & (bits[start + word] as number);
  }
  if (blocks.length === 0) return allRules(boxes);
  const found: number[] = [];
  for (let word = 0; word < words; word++)
    for (let left = scratch[word] as number; left !== 0; left &= left - 1) {
      const slot = (word << 5) + 31 - Math.clz32(left & -left);
      if (ruleHolds(boxes, slot, point)) found.push(slot);
    }
  return found;
}

/** The rules that meet a box, in no order. */
export function rulesMeeting(index: Candidates, box: Box): number[] {
  const { boxes, words, blocks, scratch } = index;
  if (blocks.length === 0) return allRules(boxes);
  narrow(index, box);
  const found: number[] = [];
  for (let word = 0; word < words; word++)
    for (let left = scratch[word] as number; left !== 0; left &= left - 1) {
      const slot = (word << 5) + 31 - Math.clz32(left & -left);
      if (ruleLie(boxes, slot, box) !== 0) found.push(slot);
    }
  return found;
}

/** Leaves in the scratch a bit for every rule that may meet a box. */
function narrow({ words, blocks, scratch }: Candidates, box: Box): void {
  const order = blocks
    .map(({ perBlock }, at) => ({ at, met: countMet(box[at] as Spans, perBlock) }))
    .sort((a, b) => a.met - b.met);
  order.slice(0, 3).forEach(({ at, met }, turn) => {
    const { perBlock, bits } = blocks[at] as Blocks;
    if (turn > 0 && met > mostMet) return;
    const starts = blocksMet(box[at] as Spans, perBlock).map((block) => block * words);
    for (let word = 0; word < words; word++) {
      let any = 0;
      for (const start of starts) any |= bits[start + word] as number;
      scratch[word] = turn === 0 ? any : (scratch[word] as number) & any;
    }
  });
}

/** How many blocks spans meet, those twice that two of them meet. */
function countMet(spans: Spans, perBlock: number): number {
  let met = 0;
  for (let i = 0; i < spans.length; i += 2)
    met +=
      1 +
      Math.floor(((spans[i + 1] as number) - 1) / perBlock) -
      Math.floor((spans[i] as number) / perBlock);
  return met;
}

function blocksMet(spans: Spans, perBlock: number): readonly number[] {
  const met: number[] = [];
  for (let i = 0; i < spans.length; i += 2) {
    const last = Math.floor(((spans[i + 1] as number) - 1) / perBlock);
    const first = Math.floor((spans[i] as number) / perBlock);
    for (let at = Math.max(first, (met.at(-1) ?? -1) + 1); at <= last; at++) met.push(at);
  }
  return met;
}

/** Without columns every rule meets everything; slots that are not in use are empty. */
function allRules({ empty }: RuleBoxes): number[] {
  return Array.from(empty.keys()).filter((slot) => empty[slot] === 0);
}

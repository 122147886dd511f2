import { difference, intersection, type Spans } from '../space/spans.ts';
import { rulesMeeting } from '../verify/candidates.ts';
import { type CellColumn, lieOf, widthOf } from '../verify/cell-column.ts';
import { type Box, type RuleBoxes, replaced, ruleLie, wholeBox } from '../verify/rule-boxes.ts';
import { type Budget, halves } from '../verify/uncovered.ts';
import { type Meeting, type Said, saidIn } from './said.ts';
import type { SideBySide } from './side-by-side.ts';

/** A box all of whose inputs are answered differently, or one of which that cannot be told. */
export interface ChangedBox {
  readonly box: Box;
  readonly said: readonly [before: Said, after: Said] | undefined;
}

interface Node {
  readonly box: Box;
  /** The rules without their like that may meet the box. */
  readonly differing: ArrayLike<number>;
  /** All rules that may meet it, once it lies within a differing one. */
  readonly rules?: readonly number[];
}

/**
 * Walks through all boxes in which some rule differs (all boxes where the tables read their rules differently), cut until both tables say one thing all over each, and gives
 * those where they do not say the same. False where the budget did not suffice.
 */
export function changedBoxes(
  sides: SideBySide,
  budget: Budget,
  found: (changed: ChangedBox) => boolean,
): boolean {
  const { index, differs } = sides;
  const { boxes } = index;
  const differing = Array.from(differs.keys()).filter((slot) => differs[slot] === 1);
  const open: Node[] = [{ box: wholeBox(boxes), differing }];
  for (let node = open.pop(); node; node = open.pop()) {
    if (budget.nodes <= 0) return false;
    budget.nodes--;
    const { box } = node;
    const lies = Array.from(node.differing, (slot) => ruleLie(boxes, slot, box));
    const met = Array.from(node.differing).filter((_, i) => lies[i] !== 0);
    if (sides.isAlike && met.length === 0) continue;
    if (sides.isAlike && !lies.includes(2)) {
      for (const half of halves(boxes, { box, rules: met }))
        open.push({ ...node, box: half.box, differing: met });
      continue;
    }
    const rules = (node.rules ?? rulesMeeting(index, box)).filter(
      (slot) => ruleLie(boxes, slot, box) !== 0,
    );
    const step = compared(sides, box, rules);
    if (step === 'same') continue;
    if (typeof step === 'number') {
      for (const part of cut(boxes, box, step)) open.push({ box: part, differing: met, rules });
    } else if (!found({ box, said: step })) return true;
  }
  return true;
}

/** What both say all over a box, that it is the same, or the rule along which to cut; undefined if none can be. */
function compared(
  sides: SideBySide,
  box: Box,
  rules: readonly number[],
): ChangedBox['said'] | 'same' | number {
  const { tables, middle, index, outcomes, fallbacks, differs } = sides;
  const { vague } = index.boxes;
  const before = meeting(
    sides,
    box,
    rules.filter((slot) => slot < middle),
  );
  const after = meeting(
    sides,
    box,
    rules.filter((slot) => slot >= middle),
  );
  if (sides.isAlike && [...before.slots, ...after.slots].every((slot) => differs[slot] === 0))
    return 'same';
  const said = saidIn(tables[0], before, { outcomes, fallback: fallbacks[0] });
  const other = saidIn(tables[1], after, { outcomes, fallback: fallbacks[1] });
  for (const one of [said, other])
    if (typeof one === 'number' && (vague[one] === 0 || ruleLie(index.boxes, one, box) === 1))
      return one;
  if (typeof said === 'number' || typeof other === 'number') return undefined;
  return said.key === other.key ? 'same' : [said, other];
}

/** The rules of one table that matter in a box, the strongest first. */
function meeting(
  { index, strengths, tables, middle }: SideBySide,
  box: Box,
  slots: number[],
): Meeting {
  const { boxes } = index;
  slots.sort((a, b) => (strengths[a] as number) - (strengths[b] as number));
  const isAllOver = slots.map((slot) => boxes.vague[slot] === 0 && ruleLie(boxes, slot, box) === 2);
  const { hit } = tables[(slots[0] ?? 0) < middle ? 0 : 1];
  const last = isAllOver.indexOf(true);
  // Where the strongest rule decides, nothing behind one that holds everywhere is asked.
  if ((hit !== 'first' && hit !== 'priority') || last < 0) return { slots, isAllOver };
  return { slots: slots.slice(0, last + 1), isAllOver: isAllOver.slice(0, last + 1) };
}

/** A box cut along the cell of a rule that holds least of it. */
function cut({ columns, cells }: RuleBoxes, box: Box, slot: number): readonly Box[] {
  let least = Infinity;
  let where = -1;
  columns.forEach((column, at) => {
    const cell = (cells[at] as Int32Array)[slot] as number;
    const part = box[at] as Spans;
    if (cell < 0 || lieOf(column, cell, part) !== 1) return;
    const share = widthOf(intersection(part, column.spans[cell] as Spans)) / widthOf(part);
    if (share < least) [least, where] = [share, at];
  });
  const part = box[where];
  const column = columns[where] as CellColumn;
  const spans = column.spans[(cells[where] as Int32Array)[slot] as number];
  if (!part || !spans) return [];
  return [difference(part, spans), intersection(part, spans)].map((one) =>
    replaced(box, where, one),
  );
}

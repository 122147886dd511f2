import { namesInput } from '../cell.ts';
import { cellOf } from '../rule-cell.ts';
import { isOrderComputed, rankOf } from '../select.ts';
import type { Spans } from '../space/spans.ts';
import { union } from '../space/spans.ts';
import type { Rule } from '../table.ts';
import { blocksOf, type Candidates, clearRow, setRow } from './candidates.ts';
import { type CellColumn, cellColumn, cellKey } from './cell-column.ts';
import { fatesAfter } from './edited-fates.ts';
import { type Gaps, gapsAfter } from './gaps.ts';
import { morePairs, type Pair, type Pairs, rivalsOf } from './overlaps.ts';
import { enough, numberOf, type Proof, proofOf } from './proof.ts';
import { type Box, boxOf, type RuleBoxes, settleRow } from './rule-boxes.ts';
import { rankedOutputs, ruleKey, type Standing } from './standing.ts';

/** Rules from one place to before another that go, and checked ones that come in their stead. */
export interface Splice {
  readonly from: number;
  readonly until: number;
  readonly fresh: readonly Rule[];
}

/** The proof of an edited table. */
export function editedProof(proof: Proof, splice: Splice): Proof {
  const { from, until, fresh } = splice;
  const { bounds, realms } = proof;
  const rules = [...proof.table.rules];
  rules.splice(from, until - from, ...fresh);
  const table = Object.freeze({ ...proof.table, rules: Object.freeze(rules) });
  const gone = proof.order.slice(from, until);
  const slots = slotsFor(proof, gone, fresh.length);
  // Now and then everything is laid out anew, so that cells of rules long gone do not pile up.
  const isStale = proof.edits > rules.length + 1_000;
  if (!slots || isStale || proof.standing.isOpen !== isOrderComputed(table))
    return proofOf(table, realms, bounds);

  const laid = laidOut(proof, fresh);
  const given = solid(laid.boxes, gone);
  const { index, standing, order } = seated(proof, laid, { ...splice, gone, slots });
  const { boxes } = index;
  const taken = solid(boxes, slots);
  const budget = { nodes: bounds.nodes };
  const search = { boxes, rules: order, budget, most: bounds.findings };
  const gaps = gapsAfter(laid.gaps, search, { given, taken });
  const after = { ...proof, table, order, index, standing, gaps, edits: proof.edits + 1 };
  const pairs = pairsAfter(proof.pairs, after, { ...splice, gone, slots });
  const field = { index, standing, budget: { nodes: bounds.nodes } };
  const edited = { gone, slots, before: { standing: proof.standing, boxes: laid.boxes } };
  const fates = fatesAfter(field, proof.fates, edited);
  return { ...after, pairs, fates };
}

/** Slots for the rules that come; undefined where there are not enough. */
function slotsFor(
  { index, order }: Proof,
  gone: Int32Array,
  count: number,
): Int32Array | undefined {
  const slots = Array.from(gone.subarray(0, count));
  if (slots.length < count) {
    const used = new Uint8Array(index.boxes.empty.length);
    for (const slot of order) used[slot] = 1;
    for (let slot = 0; slot < used.length && slots.length < count; slot++)
      if (used[slot] === 0) slots.push(slot);
  }
  return slots.length === count ? Int32Array.from(slots) : undefined;
}

/** The boxes of those of these rules that cover for sure. */
function solid(boxes: RuleBoxes, slots: Int32Array): readonly Box[] {
  return Array.from(slots)
    .filter((slot) => boxes.vague[slot] === 0 && boxes.empty[slot] === 0)
    .map((slot) => boxOf(boxes, slot));
}

/** What is kept, told on axes that know the cells that come. */
interface LaidOut {
  readonly boxes: RuleBoxes;
  readonly gaps: Gaps;
}

function laidOut({ table, index, realms, zone, gaps }: Proof, fresh: readonly Rule[]): LaidOut {
  const { boxes } = index;
  const columns = boxes.columns.map((column, at): CellColumn => {
    const { name } = column.axis.column;
    const cells = new Map<string, NonNullable<ReturnType<typeof cellOf>>>();
    for (const rule of fresh) {
      const cell = cellOf(rule, name);
      if (!cell || namesInput(cell)) continue;
      const key = cellKey(cell);
      if (!column.numbers.has(key)) cells.set(key, cell);
    }
    if (cells.size === 0) return column;
    const input = table.inputs[at] ?? column.axis.column;
    return cellColumn(
      input,
      realms[at] ?? { optional: false },
      [...column.cells, ...cells.values()],
      zone,
    );
  });
  const kept = { ...boxes, columns };
  if (gaps.boxes.length === 0) return { boxes: kept, gaps };
  const moves = columns.map((column, at) => {
    const before = boxes.columns[at] as CellColumn;
    return column === before ? undefined : movedSpans(before, column);
  });
  if (moves.every((move) => !move)) return { boxes: kept, gaps };
  return {
    boxes: kept,
    gaps: {
      ...gaps,
      boxes: gaps.boxes.map((box) => box.map((spans, at) => moves[at]?.(spans) ?? spans)),
    },
  };
}

/** How spans of a column are told after further cells have cut it finer. */
function movedSpans(before: CellColumn, after: CellColumn): (spans: Spans) => Spans {
  const origins = Int32Array.from({ length: after.axis.size }, (_, place) =>
    before.axis.placeOf(after.axis.sampleOf(place)),
  );
  return (spans) => {
    const isIn = new Uint8Array(before.axis.size);
    for (let i = 0; i < spans.length; i += 2)
      isIn.fill(1, spans[i] as number, spans[i + 1] as number);
    const parts: Spans[] = [[]];
    origins.forEach((origin, place) => {
      if (isIn[origin] === 1) parts.push([place, place + 1]);
    });
    return union(parts);
  };
}

/** Where the rules of a splice sit. */
interface Seats extends Splice {
  readonly gone: Int32Array;
  readonly slots: Int32Array;
}

/** Index and standing with the gone rules out and the fresh ones in their slots. */
function seated(
  { table, index, standing, order, outcomeNumbers }: Proof,
  { boxes: laid }: LaidOut,
  { from, until, fresh, gone, slots }: Seats,
): { readonly index: Candidates; readonly standing: Standing; readonly order: Int32Array } {
  const boxes: RuleBoxes = {
    columns: laid.columns,
    cells: laid.cells.map((row) => row.slice()),
    vague: laid.vague.slice(),
    empty: laid.empty.slice(),
  };
  const outcomes = standing.outcomes.slice();
  const ranks = standing.ranks.map((rank) => rank.slice());
  for (const slot of gone) boxes.empty[slot] = 1;
  const ranked = rankedOutputs(table);
  fresh.forEach((rule, i) => {
    const slot = slots[i] as number;
    boxes.empty[slot] = 0;
    boxes.vague[slot] = 0;
    boxes.columns.forEach(({ axis, numbers }, at) => {
      const cell = cellOf(rule, axis.column.name);
      const isVague = cell !== undefined && namesInput(cell);
      if (isVague) boxes.vague[slot] = 1;
      const number = cell && !isVague ? numbers.get(cellKey(cell)) : undefined;
      (boxes.cells[at] as Int32Array)[slot] = number ?? -1;
    });
    settleRow(boxes, slot);
    outcomes[slot] = numberOf(outcomeNumbers, ruleKey(rule));
    ranked.forEach((output, at) => {
      (ranks[at] as Int32Array)[slot] = rankOf(rule.then, output);
    });
  });
  const ordered = Int32Array.from([...order.subarray(0, from), ...slots, ...order.subarray(until)]);
  const places = new Int32Array(standing.places.length).fill(-1);
  ordered.forEach((slot, place) => {
    places[slot] = place;
  });
  return {
    index: reindexed(index, boxes, { gone, slots, order: ordered }),
    standing: { ...standing, outcomes, places, ranks },
    order: ordered,
  };
}

function reindexed(
  index: Candidates,
  boxes: RuleBoxes,
  { gone, slots, order }: Pick<Seats, 'gone' | 'slots'> & { readonly order: Int32Array },
): Candidates {
  const { words, scratch } = index;
  const blocks = boxes.columns.map((column, at) => {
    const cells = boxes.cells[at] as Int32Array;
    const before = index.blocks[at];
    if (!before || column !== index.boxes.columns[at])
      return blocksOf(column, cells, Array.from(order), words);
    const after = { ...before, bits: before.bits.slice() };
    for (const slot of gone) clearRow(after, slot, words);
    for (const slot of slots) setRow(after, column, cells[slot] as number, slot, words);
    return after;
  });
  return { boxes, words, blocks, scratch };
}

/** The pairs without those of the gone rules and with those of the fresh ones. */
function pairsAfter(
  pairs: Pairs,
  { index, standing, order, bounds }: Omit<Proof, 'pairs' | 'fates'>,
  { from, until, gone, slots, fresh }: Seats,
): Pairs {
  const isGone = new Set(gone);
  // Rows that were gone through stay so; fresh ones among them are gone through now.
  const rows =
    pairs.rows <= from ? pairs.rows : Math.max(pairs.rows, until) - (until - from) + fresh.length;
  const place = (slot: number) => standing.places[slot] as number;
  const list = pairs.list.filter(({ a, b }) => !isGone.has(a) && !isGone.has(b));
  const added: Pair[] = [];
  for (const slot of slots)
    for (const one of rivalsOf(index, standing, slot)) {
      const isLater = place(one) > place(slot);
      // Two fresh rules meet twice; one time is enough.
      if (!isLater && slots.includes(one)) continue;
      const pair = isLater ? { a: slot, b: one } : { a: one, b: slot };
      if (place(pair.a) < rows) added.push(pair);
    }
  const all = added.length === 0 ? list : [...list, ...added];
  if (added.length > 0) all.sort((p, q) => place(p.a) - place(q.a) || place(p.b) - place(q.b));
  const kept = { list: all, rows };
  if (all.length > bounds.findings) return kept;
  return morePairs(index, standing, { pairs: kept, order, enough: enough(bounds) });
}

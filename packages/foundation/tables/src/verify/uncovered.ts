import { difference, intersection, type Spans, union } from '../space/spans.ts';
import { type CellColumn, lieOf } from './cell-column.ts';
import { partsOf } from './parts.ts';
import { type Box, boxInBoth, boxOf, type RuleBoxes, replaced } from './rule-boxes.ts';

/** How many boxes a search may still look at. */
export interface Budget {
  nodes: number;
}

/** Where to search, and among which rules. */
export interface Search {
  readonly boxes: RuleBoxes;
  readonly box: Box;
  /** The rules that may cover, by slot; where some are bad, the stronger rule first. */
  readonly rules: ArrayLike<number>;
  /** Which rules do not cover but spoil whatever no stronger rule covers. */
  readonly isBad?: (slot: number) => boolean;
  readonly budget: Budget;
  /** Takes in the rules that the proof rests on: without the others nothing more would be left. */
  readonly used?: Set<number>;
  /** Takes a box that nothing covers, or, at last, one whose strongest rule is bad; says whether to go on. */
  readonly found: (box: Box) => boolean;
}

/** A part of the universe, and the rules that may still meet it. */
export interface Node {
  readonly box: Box;
  readonly rules: ArrayLike<number>;
}

/**
 * Takes the rules' boxes away from a box and tells what is left, as boxes apart from each other. A box is cut only
 * where rules ask for it; a rule that asks for one thing more is taken away without cutting. False where the budget
 * did not suffice.
 */
export function uncovered(search: Search): boolean {
  const { budget, found } = search;
  const open: Node[] = [search];
  for (let node = open.pop(); node; node = open.pop()) {
    if (budget.nodes <= 0) return false;
    budget.nodes--;
    const left = whatIsLeft(search, node);
    if (!left) continue;
    const strongest = left.rules[0];
    if (strongest === undefined) {
      if (!found(left.box)) return true;
    } else if (search.isBad?.(strongest)) {
      const spoilt = boxInBoth(left.box, boxOf(search.boxes, strongest));
      if (spoilt) found(spoilt);
      return true;
    } else open.push(...halves(search.boxes, left));
  }
  return true;
}

/** What a look at all rules of a node gives. */
interface Look {
  /** The rules that meet the box, up to the first that holds all of it. */
  readonly rules: readonly number[];
  readonly covered: boolean;
  /** By column: the rules that ask for nothing else, and so can be taken away at once. */
  readonly taken: readonly (readonly number[])[];
}

/** The box without what can be taken away at once, and the rules that meet it; undefined where nothing is left. */
function whatIsLeft({ boxes, isBad, used }: Search, node: Node): Node | undefined {
  let { box, rules } = node;
  for (;;) {
    const look = lookAt(boxes, box, rules, isBad);
    rules = look.rules;
    if (look.covered) {
      used?.add(rules[rules.length - 1] as number);
      return undefined;
    }
    if (look.taken.every(({ length }) => length === 0)) return { box, rules };
    box = box.map((part, at) => {
      const takers = look.taken[at] as readonly number[];
      if (takers.length === 0) return part;
      for (const slot of takers) used?.add(slot);
      const { spans } = boxes.columns[at] as CellColumn;
      const row = boxes.cells[at] as Int32Array;
      return difference(
        part,
        union([[], ...takers.map((slot) => spans[row[slot] as number] as Spans)]),
      );
    });
    if (box.some(({ length }) => length === 0)) return undefined;
  }
}

function lookAt(
  { columns, cells, empty }: RuleBoxes,
  box: Box,
  rules: ArrayLike<number>,
  isBad: Search['isBad'],
): Look {
  const left: number[] = [];
  const taken = columns.map((): number[] => []);
  let spoilt = false;
  for (let i = 0; i < rules.length; i++) {
    const slot = rules[i] as number;
    let asked = empty[slot] === 1 ? -1 : 0;
    let where = 0;
    for (let at = 0; at < columns.length && asked >= 0; at++) {
      const cell = (cells[at] as Int32Array)[slot] as number;
      if (cell < 0) continue;
      const lie = lieOf(columns[at] as CellColumn, cell, box[at] as Spans);
      if (lie === 0) asked = -1;
      else if (lie === 1) {
        asked++;
        where = at;
      }
    }
    if (asked < 0) continue;
    left.push(slot);
    if (isBad?.(slot)) spoilt = true;
    // Whatever comes behind a rule that holds all of the box is never asked.
    if (asked === 0) return { rules: left, covered: !spoilt, taken: spoilt ? taken : [] };
    if (asked === 1 && !spoilt) {
      const row = cells[where] as Int32Array;
      const list = taken[where] as number[];
      const last = list.at(-1);
      if (last === undefined || row[last] !== row[slot]) list.push(slot);
    }
  }
  return { rules: left, covered: false, taken };
}

/** A box cut in two or three, so that as few rules as possible are cut that might cover much of it. */
export function halves(boxes: RuleBoxes, { box, rules }: Node): readonly Node[] {
  const { columns } = boxes;
  const open = columns.map(() => new Set<number>());
  const weights = weigh(boxes, box, rules, open);
  const order = [...weights.keys()]
    .filter((at) => (weights[at] as number) > 0)
    .sort((a, b) => (weights[b] as number) - (weights[a] as number));
  const [first = 0] = order;
  const enough = (weights[first] as number) / 2;
  for (const at of order) {
    if ((weights[at] as number) < enough) break;
    const parts = partsOf(
      columns[at] as CellColumn,
      open[at] as ReadonlySet<number>,
      box[at] as Spans,
    );
    if (parts) return parts.map((part) => ({ box: replaced(box, at, part), rules }));
  }
  // The cells hang together in each column that matters: the widest one is cut out.
  const column = columns[first] as CellColumn;
  const widest = [...(open[first] as ReadonlySet<number>)].reduce((a, b) =>
    (column.width[b] as number) > (column.width[a] as number) ? b : a,
  );
  const part = box[first] as Spans;
  const cell = column.spans[widest] as Spans;
  return [difference(part, cell), intersection(part, cell)].map((one) => ({
    box: replaced(box, first, one),
    rules,
  }));
}

/**
 * How much of the box the rules might cover that ask something of each column, counted in boxes; and into `open` the
 * cells that they ask with.
 */
function weigh(
  { columns, cells }: RuleBoxes,
  box: Box,
  rules: ArrayLike<number>,
  open: readonly Set<number>[],
): Float64Array {
  const weights = new Float64Array(columns.length);
  const widths = Float64Array.from(box, (part) => {
    let width = 0;
    for (let i = 0; i < part.length; i += 2) width += (part[i + 1] as number) - (part[i] as number);
    return width;
  });
  const asked = new Int32Array(columns.length);
  for (let i = 0; i < rules.length; i++) {
    const slot = rules[i] as number;
    let share = 1;
    let count = 0;
    for (let at = 0; at < columns.length; at++) {
      const cell = (cells[at] as Int32Array)[slot] as number;
      const column = columns[at] as CellColumn;
      if (cell < 0 || lieOf(column, cell, box[at] as Spans) !== 1) continue;
      (open[at] as Set<number>).add(cell);
      asked[count++] = at;
      share *= Math.min(1, (column.width[cell] as number) / (widths[at] as number));
    }
    for (let j = 0; j < count; j++) {
      const at = asked[j] as number;
      weights[at] = (weights[at] as number) + share;
    }
  }
  return weights;
}

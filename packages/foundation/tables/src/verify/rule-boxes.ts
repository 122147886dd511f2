import type { Zone } from '@civigrid/calendar';
import type { Cell } from '../cell.ts';
import { namesInput } from '../cell.ts';
import { cellOf } from '../rule-cell.ts';
import { difference, intersection, type Spans } from '../space/spans.ts';
import type { Rule, Table } from '../table.ts';
import type { Sample } from './axis.ts';
import { type CellColumn, cellColumn, cellHolds, cellKey, lieOf, widthOf } from './cell-column.ts';
import type { Realm } from './universe.ts';

/** A part of the universe: of each column some places. */
export type Box = readonly Spans[];

/** One input of the universe: of each column a place. */
export type Point = readonly number[];

/** The rules as boxes, by slot. A rule keeps its slot for as long as it stands, whatever comes before it. */
export interface RuleBoxes {
  readonly columns: readonly CellColumn[];
  /** The number of each rule's cell in each column, column by column; -1 where it leaves the column free. */
  readonly cells: readonly Int32Array[];
  /** 1 where a rule has a cell that names another input: its box holds all that it matches, and maybe more. */
  readonly vague: Uint8Array;
  /** 1 where no input of the universe satisfies the rule. */
  readonly empty: Uint8Array;
}

/** The boxes of rules, and of further ones that only lend their cells to the axes. */
export function ruleBoxes(
  { inputs }: Pick<Table, 'inputs'>,
  realms: readonly Realm[],
  rules: readonly Rule[],
  zone: Zone,
): RuleBoxes {
  const vague = new Uint8Array(rules.length);
  const cells = inputs.map(() => new Int32Array(rules.length).fill(-1));
  const columns = inputs.map((column, at) => {
    const numbers = new Map<string, number>();
    const found: Cell[] = [];
    rules.forEach((rule, slot) => {
      const cell = cellOf(rule, column.name);
      if (!cell) return;
      if (namesInput(cell)) {
        vague[slot] = 1;
        return;
      }
      const key = cellKey(cell);
      let number = numbers.get(key);
      if (number === undefined) {
        number = found.length;
        numbers.set(key, number);
        found.push(cell);
      }
      (cells[at] as Int32Array)[slot] = number;
    });
    return cellColumn(column, realms[at] ?? { optional: false }, found, zone);
  });
  const empty = new Uint8Array(rules.length);
  for (let slot = 0; slot < rules.length; slot++) settleRow({ columns, cells, vague, empty }, slot);
  return { columns, cells, vague, empty };
}

/** Forgets cells that hold their whole column, and marks a rule one of whose cells holds nothing. */
export function settleRow({ columns, cells, empty }: RuleBoxes, slot: number): void {
  columns.forEach(({ axis, width }, at) => {
    const row = cells[at] as Int32Array;
    const cell = row[slot] as number;
    if (cell < 0) return;
    if (width[cell] === 0) empty[slot] = 1;
    if (width[cell] === axis.size) row[slot] = -1;
  });
}

/** The whole universe. */
export function wholeBox({ columns }: RuleBoxes): Box {
  return columns.map(({ axis }) => [0, axis.size]);
}

export function boxOf({ columns, cells }: RuleBoxes, slot: number): Box {
  return columns.map(({ axis, spans }, at) => {
    const cell = (cells[at] as Int32Array)[slot] as number;
    return cell < 0 ? [0, axis.size] : (spans[cell] as Spans);
  });
}

/** How a rule lies to a box: apart from it, in a part of it, or all over it. */
export function ruleLie({ columns, cells, empty }: RuleBoxes, slot: number, box: Box): 0 | 1 | 2 {
  if (empty[slot] === 1) return 0;
  let lie: 0 | 1 | 2 = 2;
  for (let at = 0; at < columns.length; at++) {
    const cell = (cells[at] as Int32Array)[slot] as number;
    if (cell < 0) continue;
    const one = lieOf(columns[at] as CellColumn, cell, box[at] as Spans);
    if (one === 0) return 0;
    if (one === 1) lie = 1;
  }
  return lie;
}

/** Whether a rule's box holds a point. */
export function ruleHolds(
  { columns, cells, empty }: RuleBoxes,
  slot: number,
  point: Point,
): boolean {
  if (empty[slot] === 1) return false;
  for (let at = 0; at < columns.length; at++) {
    const cell = (cells[at] as Int32Array)[slot] as number;
    if (cell >= 0 && !cellHolds(columns[at] as CellColumn, cell, point[at] as number)) return false;
  }
  return true;
}

/** What lies in both boxes; undefined where nothing does. */
export function boxInBoth(a: Box, b: Box): Box | undefined {
  const both = a.map((spans, at) => {
    const other = b[at] as Spans;
    if (spans === other) return spans;
    return intersection(spans, other);
  });
  return both.every((spans) => spans.length > 0) ? both : undefined;
}

/** A point of a box: the first place of each column. */
export function pointOf(box: Box): Point {
  return box.map((spans) => spans[0] as number);
}

/** A point of a box, chosen by numbers from 0 to before 1. */
export function somePoint(box: Box, next: () => number): Point {
  return box.map((spans) => {
    const [from = 0, until = 0] = spans;
    if (spans.length === 2) return from + Math.floor(next() * (until - from));
    let left = Math.floor(next() * widthOf(spans));
    for (let i = 0; i < spans.length; i += 2) {
      const width = (spans[i + 1] as number) - (spans[i] as number);
      if (left < width) return (spans[i] as number) + left;
      left -= width;
    }
    return from;
  });
}

/** The values of a point. They outlive the places, which change with the axes. */
export function samplesAt({ columns }: RuleBoxes, point: Point): readonly Sample[] {
  return columns.map(({ axis }, at) => axis.sampleOf(point[at] as number));
}

/** The point of some values. */
export function pointAt({ columns }: RuleBoxes, samples: readonly Sample[]): Point {
  return columns.map(({ axis }, at) => axis.placeOf(samples[at]));
}

/** Whether a rule's box holds values. */
export function holdsSamples(
  { columns, cells, empty }: RuleBoxes,
  slot: number,
  samples: readonly Sample[],
): boolean {
  if (empty[slot] === 1) return false;
  for (let at = 0; at < columns.length; at++) {
    const cell = (cells[at] as Int32Array)[slot] as number;
    if (cell < 0) continue;
    const column = columns[at] as CellColumn;
    if (!cellHolds(column, cell, column.axis.placeOf(samples[at]))) return false;
  }
  return true;
}

/** Values as an input. */
export function inputOf(
  { columns }: RuleBoxes,
  samples: readonly Sample[],
): Readonly<Record<string, Sample>> {
  const input: Record<string, Sample> = {};
  columns.forEach(({ axis }, at) => {
    const { name } = axis.column;
    const value = samples[at] as Sample;
    // Assigning would not make an own key of `__proto__`.
    if (name === '__proto__')
      Object.defineProperty(input, name, { value, enumerable: true, configurable: true });
    else input[name] = value;
  });
  return input;
}

/** A point as an input. */
export function inputAt(boxes: RuleBoxes, point: Point): Readonly<Record<string, Sample>> {
  return inputOf(boxes, samplesAt(boxes, point));
}

/** What of a box lies outside of another, as boxes apart from each other. */
export function boxWithout(box: Box, other: Box): readonly Box[] {
  const rest: Box[] = [];
  let left = box;
  for (let at = 0; at < box.length; at++) {
    const outside = difference(left[at] as Spans, other[at] as Spans);
    if (outside.length > 0) rest.push(replaced(left, at, outside));
    const inside = intersection(left[at] as Spans, other[at] as Spans);
    if (inside.length === 0) return [box];
    left = replaced(left, at, inside);
  }
  return rest;
}

/** A box with another part of one column. */
export function replaced(box: Box, column: number, part: Spans): Box {
  return box.map((spans, at) => (at === column ? part : spans));
}

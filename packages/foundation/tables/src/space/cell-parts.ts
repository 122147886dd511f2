import type { Cell, ListCell, RangeCell } from '../cell.ts';
import { difference, type Spans, union } from './spans.ts';

/** A cell that is neither an alternative nor a negation of others. */
export type CellPart = ListCell<string | number | boolean> | RangeCell<string | number>;

/** The parts that a cell is made of. */
export function partsOf(cell: Cell): readonly CellPart[] {
  if ('any' in cell) return cell.any.flatMap(partsOf);
  if ('not' in cell) return 'length' in cell.not ? [{ is: cell.not }] : partsOf(cell.not as Cell);
  return [cell as CellPart];
}

/** The ranks of a cell, by those of its parts, among so many. */
export function spansOfParts(cell: Cell, size: number, ofPart: (part: CellPart) => Spans): Spans {
  if ('any' in cell) return union(cell.any.map((one) => spansOfParts(one, size, ofPart)));
  if ('not' in cell) {
    const { not } = cell;
    const inner = 'length' in not ? ofPart({ is: not }) : spansOfParts(not as Cell, size, ofPart);
    return difference([0, size], inner);
  }
  return ofPart(cell as CellPart);
}

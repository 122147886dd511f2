import type { Zone } from '@civigrid/calendar';
import { type Cell, isInputRef, type ListCell, type RangeCell } from './cell.ts';
import type { ColumnType } from './column.ts';
import { type CellPart, partsOf } from './space/cell-parts.ts';
import { columnSpace } from './space/column-space.ts';
import { difference, type Spans, union } from './space/spans.ts';

/** What a cell matches for certain and what it may match, as other inputs happen to be. */
interface Reach {
  readonly sure: Spans;
  readonly maybe: Spans;
}

/** Whether no value at all can satisfy a cell, whose parts are right by themselves; not for `tree` and `weekTime`. */
export function neverMatches(
  cell: Cell,
  type: Exclude<ColumnType, 'tree' | 'weekTime'>,
  zone: Zone,
): boolean {
  const known = partsOf(cell).map((part) => withoutRefs(part) as Cell);
  const space = columnSpace({ name: '', type }, known, zone);
  const all: Spans = [0, space.size];
  const reachOf = (one: Cell): Reach => {
    if ('any' in one) {
      const inner = one.any.map(reachOf);
      return {
        sure: union(inner.map(({ sure }) => sure)),
        maybe: union(inner.map(({ maybe }) => maybe)),
      };
    }
    if ('not' in one) {
      const inner = reachOf('length' in one.not ? { is: one.not } : (one.not as Cell));
      return { sure: difference(all, inner.maybe), maybe: difference(all, inner.sure) };
    }
    const part = one as CellPart;
    const spans = space.spansOf(withoutRefs(part) as Cell);
    const isOpen = 'is' in part ? part.is.some(isInputRef) : Object.values(part).some(isInputRef);
    if (!isOpen) return { sure: spans, maybe: spans };
    // A list may hold any other value too; bounds can only take away from what the known ones leave.
    return 'is' in part ? { sure: spans, maybe: all } : { sure: [], maybe: spans };
  };
  const { maybe } = reachOf(cell);
  return maybe.length === 0;
}

function withoutRefs(part: CellPart): CellPart {
  if ('is' in part)
    return { is: (part as ListCell<string>).is.filter((item) => !isInputRef(item)) };
  const bounds = Object.entries(part as RangeCell<string>);
  return Object.fromEntries(bounds.filter(([, bound]) => !isInputRef(bound)));
}

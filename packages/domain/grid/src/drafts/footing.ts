import { canonicalJson, type GridCode } from '@civigrid/kernel';
import type { CellNames } from '../division/cell-names.ts';
import { placeOf } from '../division/cell-names.ts';
import { type DivisionChange, retiredBy } from '../division/change.ts';
import type { GridHierarchy } from '../grid-hierarchy.ts';

/** A cell of today's division that a draft stands on, with a short print of what it was. */
export type Footing = { readonly code: GridCode; readonly print: string };

/** Sixty-four bits that tell one text from another by accident only, not against malice (FNV-1a, twice). */
function printOf(text: string): string {
  let [a, b] = [0x811c9dc5, 0x050c5d1f];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ (unit + 0x9e37), 0x01000193);
  }
  const word = (n: number) => (n >>> 0).toString(16).padStart(8, '0');
  return word(a) + word(b);
}

/** What a change stands on: of a cell that ceases its children too, of one that is drawn anew itself, of a parent only that it is there. */
export function footingOf(
  change: DivisionChange,
  today: GridHierarchy,
  names: CellNames,
): readonly Footing[] {
  const found = new Map<GridCode, string>();
  const add = (code: GridCode | null | undefined, print: (code: GridCode) => string) => {
    if (code && today.has(code)) found.set(code, print(code));
  };
  for (const feature of change.cells) add(placeOf(feature, names).parent, () => '');
  for (const feature of change.cells)
    add(placeOf(feature, names).code, (code) => printOf(canonicalJson(today.feature(code))));
  for (const retired of retiredBy(change))
    add(retired, (code) => printOf(canonicalJson([today.feature(code), today.children(code)])));
  return Array.from(found, ([code, print]) => ({ code, print }));
}

import type { GridCode } from '@civigrid/kernel';
import type { AreaGeometry } from '@civigrid/spatial';
import { abolishCell } from '../division/abolish-cell.ts';
import type { DivisionChange } from '../division/change.ts';
import { establishCell } from '../division/establish-cell.ts';
import { mergeCells } from '../division/merge-cells.ts';
import { moveBorder } from '../division/move-border.ts';
import { type Rearrangement, rearrangeCells } from '../division/rearrange-cells.ts';
import { renumberCell } from '../division/renumber-cell.ts';
import type { EstablishedCell, NewCell, ReadingOptions } from '../division/sketch.ts';
import { type Cut, splitCell } from '../division/split-cell.ts';
import { transferCell } from '../division/transfer-cell.ts';
import type { GridHierarchy } from '../grid-hierarchy.ts';

/** One step of a proposal, as it was asked for; plain JSON. */
export type DraftStep =
  | {
      readonly type: 'split';
      readonly code: GridCode;
      readonly cut: Cut;
      readonly into: readonly NewCell[];
    }
  | { readonly type: 'merge'; readonly codes: readonly GridCode[]; readonly into: NewCell }
  | { readonly type: 'transfer'; readonly code: GridCode; readonly parent: GridCode }
  | {
      readonly type: 'moveBorder';
      readonly from: GridCode;
      readonly to: GridCode;
      readonly area: AreaGeometry;
    }
  | { readonly type: 'renumber'; readonly code: GridCode; readonly into: NewCell }
  | ({ readonly type: 'rearrange' } & Rearrangement)
  | {
      readonly type: 'establish';
      readonly cell: EstablishedCell;
      readonly geometry: AreaGeometry | null;
    }
  | { readonly type: 'abolish'; readonly code: GridCode };

/** What a step comes to on a hierarchy; refuses as the operation does. */
export function changeOf(
  hierarchy: GridHierarchy,
  step: DraftStep,
  options: ReadingOptions,
): DivisionChange {
  switch (step.type) {
    case 'split':
      return splitCell(hierarchy, step.code, step.cut, step.into, options);
    case 'merge':
      return mergeCells(hierarchy, step.codes, step.into, options);
    case 'transfer':
      return transferCell(hierarchy, step.code, step.parent, options);
    case 'moveBorder':
      return moveBorder(hierarchy, step.from, step.to, step.area, options);
    case 'renumber':
      return renumberCell(hierarchy, step.code, step.into, options);
    case 'rearrange':
      return rearrangeCells(hierarchy, step, options);
    case 'establish':
      return establishCell(hierarchy, step.cell, step.geometry, options);
    case 'abolish':
      return abolishCell(hierarchy, step.code, options);
  }
}

import type { GridCode } from '@civigrid/kernel';
import type { CompiledTable } from '@civigrid/tables';
import type { DueCalendar } from '../budget.ts';
import { type CategoryLimits, limitsBy } from './category-limits.ts';
import { type CellsOf, cellsOf, type Division } from './division.ts';
import { type ReplayedLimits, routedBy, type TableAnswer } from './routed-by.ts';

/** One of the two worlds under which cases are replayed. */
export interface WhatIfSide {
  /**
   * The routing table, compiled. It is asked by `category`, `grid`, `source`, `severity` and `at`; read are its outputs
   * `lead` and the limits `sign`, `handle` and `limit` (the whole case).
   */
  readonly table: CompiledTable;
  readonly calendar: DueCalendar;
  /** The cells as they were recorded if left out. */
  readonly division?: Division;
  readonly limits?: readonly CategoryLimits[];
  /** The unit that a lead is at a cell: the role itself if left out. Never a person. */
  readonly unitOf?: (lead: string, cell: GridCode | undefined) => string;
}

/** What a table is asked, changed from row to row. */
export type Input = {
  category: string;
  grid: string | undefined;
  source: string;
  severity: number | undefined;
  at: number;
};

/** A side, ready to be asked. */
export interface Side {
  readonly name: 'before' | 'after';
  readonly cells: CellsOf;
  readonly ask: (input: Input) => TableAnswer;
  readonly limits: (category: string) => ReplayedLimits | undefined;
  readonly unitOf: ((lead: string, cell: GridCode | undefined) => string) | undefined;
  readonly calendar: DueCalendar;
}

/** Makes a world ready: its table, cells and limits are looked at once. */
export function sideOf(name: Side['name'], side: WhatIfSide): Side {
  const { table, calendar, division, limits, unitOf } = side;
  return {
    name,
    cells: cellsOf(division),
    ask: routedBy(table),
    limits: limitsBy(limits),
    unitOf,
    calendar,
  };
}

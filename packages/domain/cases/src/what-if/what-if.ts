import { type GridCode, isInstant } from '@civigrid/kernel';
import type { Budget } from '../budget.ts';
import type { CaseRow } from '../statistics/case-rows.ts';
import { dottedPath, type PathOf } from '../statistics/code-paths.ts';
import {
  type ChangeSums,
  changesOf,
  rounded,
  summedUp,
  sumsOf,
  type WhatIfChange,
} from './changes.ts';
import { type ClockChange, clockSums } from './clock-changes.ts';
import type { WeighedCell } from './division.ts';
import { failureSums, type WhatIfCode, type WhatIfFailure } from './failures.ts';
import { type Lateness, latenessOf, type ReplayedClock, replayedClocks } from './lateness.ts';
import { type OwnerChange, ownerSums } from './owner-changes.ts';
import type { ReplayedLimits, RuleAnswer } from './routed-by.ts';
import { type Input, type Side, sideOf, type WhatIfSide } from './side.ts';

/** What is replayed. */
export interface WhatIfOptions {
  /** Cases as `caseRows` gives them. */
  readonly cases: Iterable<CaseRow>;
  readonly before: WhatIfSide;
  readonly after: WhatIfSide;
  /** At which instant clocks that still run are judged: UTC milliseconds; they are not judged if left out. */
  readonly asOf?: number;
  /** The cells that hold a cell, from the root down to itself; by its dots if left out. */
  readonly gridOf?: (cell: GridCode) => readonly string[];
  /** How many examples a failure shows; 5 if left out. */
  readonly examples?: number;
}

/** What would have changed (推演结果). */
export interface WhatIf {
  readonly rows: number;
  /** Rows of which both worlds say who leads, or that nobody does. */
  readonly replayed: number;
  /** Of these, how many have another unit. */
  readonly handedOver: number;
  /** The most first; equal ones by their units. */
  readonly owners: readonly OwnerChange[];
  readonly clocks: readonly ClockChange[];
  /** In order of their key, as all lists of changes. */
  readonly byUnit: readonly WhatIfChange[];
  /** By cell at every level; what is handed over counts where the case lies after. */
  readonly byGrid: readonly WhatIfChange[];
  /** By category at every depth. */
  readonly byCategory: readonly WhatIfChange[];
  readonly failures: readonly WhatIfFailure[];
}

/** What one world says about a case at one cell; used again for the next row. */
interface Placed {
  cell: WeighedCell;
  unit: string;
  limits: ReplayedLimits;
  own: ReplayedLimits | undefined;
  unitSums: ChangeSums;
  cellSums: ChangeSums;
}

function isRow({ at, category, dispatchedAt, signedAt, handledAt, closedAt }: CaseRow): boolean {
  if (!isInstant(at) || typeof category !== 'string') return false;
  const isAfter = (instant: number | undefined, from: number | undefined) =>
    instant === undefined || (isInstant(instant) && (from === undefined || instant >= from));
  return (
    isAfter(dispatchedAt, undefined) &&
    isAfter(signedAt, dispatchedAt) &&
    isAfter(handledAt, dispatchedAt) &&
    isAfter(closedAt, at)
  );
}

const limitOf = ({ limits, own }: Placed, clock: ReplayedClock): Budget | undefined =>
  own?.[clock] ?? limits[clock];

const isSame = (a: Budget | undefined, b: Budget | undefined): boolean =>
  a === b || (a !== undefined && a.value === b?.value && a.unit === b.unit);

function addBefore(sums: ChangeSums, weight: number, isLate: boolean): void {
  sums.before += weight;
  if (isLate) sums.lateBefore += weight;
}

function addAfter(sums: ChangeSums, weight: number, isLate: boolean): void {
  sums.after += weight;
  if (isLate) sums.lateAfter += weight;
}

type Sums = Map<string, ChangeSums>;

/**
 * Replays cases that were (推演) under two worlds, before and after a change of the routing table, the division, the
 * calendar or the limits: who would lead, how many cases each unit and cell would have, and which cases would be late
 * or no longer late, given the time that they really took. Extensions are not replayed, for they were granted under the
 * limits of then; suspensions are. Never throws for a row: what cannot be replayed is told by its code.
 *
 * @example
 * const { owners, clocks } = whatIf({ cases: caseRows(events), before: { table, calendar }, after: { table: changed, calendar } });
 */
export function whatIf(options: WhatIfOptions): WhatIf {
  const { cases, asOf, examples = 5 } = options;
  const before = sideOf('before', options.before);
  const after = sideOf('after', options.after);
  const units: Sums = new Map();
  const cells: Sums = new Map();
  const categories: Sums = new Map();
  const owners = ownerSums();
  const failures = failureSums(examples);
  const clocks = clockSums();
  const input: Input = {
    category: '',
    grid: undefined,
    source: '',
    severity: undefined,
    at: 0,
  };
  const judgingBefore = { calendar: before.calendar, asOf };
  const judgingAfter = { calendar: after.calendar, asOf };
  const placedBefore: Placed[] = [];
  const placedAfter: Placed[] = [];
  let rows = 0;
  let replayed = 0;
  let handedOver = 0;

  const sumsOfCell = (cell: WeighedCell): ChangeSums => {
    cell.sums ??= sumsOf(cells, cell.cell ?? '');
    return cell.sums;
  };
  const sumsOfLead = (answer: RuleAnswer): ChangeSums => {
    answer.sums ??= sumsOf(units, answer.lead);
    return answer.sums;
  };

  /** Where and by whom a row is dealt with in one world: how many cells, or why nobody can say. */
  function place(side: Side, row: CaseRow, list: Placed[]): number | WhatIfCode {
    const found = side.cells(row);
    if (found === undefined) return 'cases/unknown-cell';
    const own = side.limits(row.category);
    let length = 0;
    for (const cell of found) {
      input.grid = cell.cell;
      const answer = side.ask(input);
      if (typeof answer === 'string') return answer;
      const { lead, limits } = answer;
      const isNamed = lead !== '' && side.unitOf !== undefined;
      const unit = isNamed && side.unitOf ? side.unitOf(lead, cell.cell) : lead;
      const unitSums = isNamed ? sumsOf(units, unit) : sumsOfLead(answer);
      const cellSums = sumsOfCell(cell);
      const known = list[length];
      if (known === undefined) list.push({ cell, unit, limits, own, unitSums, cellSums });
      else {
        known.cell = cell;
        known.unit = unit;
        known.limits = limits;
        known.own = own;
        known.unitSums = unitSums;
        known.cellSums = cellSums;
      }
      length++;
    }
    return length;
  }

  /** What clocks say, as bits: late before 1, late after 2, unknown before 4, unknown after 8; adds them up. */
  function lateBits(row: CaseRow, was: Placed, is: Placed, weight: number): number {
    let bits = 0;
    for (let i = 0; i < replayedClocks.length; i++) {
      const clock = replayedClocks[i] as ReplayedClock;
      const old = limitOf(was, clock);
      const now = limitOf(is, clock);
      const first = latenessOf(row, clock, old, judgingBefore);
      const second: Lateness =
        before.calendar === after.calendar && isSame(old, now)
          ? first
          : latenessOf(row, clock, now, judgingAfter);
      if (first === 'unknown') bits |= 4;
      if (second === 'unknown') bits |= 8;
      if (first !== 'late' && second !== 'late') continue;
      if (first === 'late') bits |= 1;
      if (second === 'late') bits |= 2;
      clocks.add(i, first, second, weight, row.case);
    }
    return bits;
  }

  function addPair(row: CaseRow, was: Placed, is: Placed, category: ChangeSums): number {
    const weight = was.cell.weight * is.cell.weight;
    const bits = lateBits(row, was, is, weight);
    const isLate = (bits & 1) !== 0;
    const willBeLate = (bits & 2) !== 0;
    addBefore(was.unitSums, weight, isLate);
    addBefore(was.cellSums, weight, isLate);
    addBefore(category, weight, isLate);
    addAfter(is.unitSums, weight, willBeLate);
    addAfter(is.cellSums, weight, willBeLate);
    addAfter(category, weight, willBeLate);
    const isHandedOver = was.unit !== is.unit;
    const isNew = willBeLate && !isLate && (bits & 4) === 0;
    const isNoLonger = isLate && !willBeLate && (bits & 8) === 0;
    if (!isHandedOver && !isNew && !isNoLonger) return bits;
    for (const sum of [is.unitSums, is.cellSums, category]) {
      if (isHandedOver) sum.handedOver += weight;
      if (isNew) sum.newlyLate += weight;
      if (isNoLonger) sum.noLongerLate += weight;
    }
    if (isHandedOver) {
      handedOver += weight;
      owners.add(was.unit, is.unit, weight, row.case);
    }
    return bits;
  }

  for (const row of cases) {
    rows++;
    if (!isRow(row)) {
      failures.add('cases/bad-row', undefined, row.case);
      continue;
    }
    input.category = row.category;
    input.source = row.source;
    input.severity = row.severity;
    input.at = row.at;
    const was = place(before, row, placedBefore);
    if (typeof was === 'string') failures.add(was, 'before', row.case);
    const is = place(after, row, placedAfter);
    if (typeof is === 'string') failures.add(is, 'after', row.case);
    if (typeof was === 'string' || typeof is === 'string') continue;
    replayed++;
    const category = sumsOf(categories, row.category);
    let bits = 0;
    for (let i = 0; i < was; i++)
      for (let k = 0; k < is; k++)
        bits |= addPair(row, placedBefore[i] as Placed, placedAfter[k] as Placed, category);
    if ((bits & 4) !== 0) failures.add('cases/unknown-year', 'before', row.case);
    if ((bits & 8) !== 0) failures.add('cases/unknown-year', 'after', row.case);
  }

  const pathOf = (options.gridOf as PathOf | undefined) ?? dottedPath;
  return {
    rows,
    replayed,
    handedOver: rounded(handedOver),
    owners: owners.list(),
    clocks: clocks.list(),
    byUnit: changesOf(units),
    byGrid: changesOf(summedUp(cells, pathOf)),
    byCategory: changesOf(summedUp(categories, dottedPath)),
    failures: failures.list(),
  };
}

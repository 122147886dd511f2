import {
  findHotSpots,
  findRecurrences,
  type HotSpotPolicy,
  type PlaceRow,
} from '@civigrid/cases/hot-spots';
import { caseId, type GridCode, gridCode } from '@civigrid/kernel';
import { median, milliseconds } from '../../../tools/testing/bench/alternate.ts';

/** How long a search through all rows takes from scratch, in milliseconds: medians. */
export interface HotSpotsBench {
  readonly rows: number;
  readonly cells: number;
  readonly hotSpotsMs: number;
  readonly withNeighboursMs: number;
  readonly recurrencesMs: number;
  /** Planted, and how many of them were told. */
  readonly planted: number;
  readonly found: number;
  /** Told besides. */
  readonly others: number;
  readonly tested: number;
  readonly recurrences: number;
}

const day = 86_400_000;
const until = Date.UTC(2026, 5, 1);
const policy: HotSpotPolicy = { until, recentMs: 7 * day, baselineMs: 84 * day };

/** A street of 1,694 cells and 94 categories over thirteen weeks, with 20 planted hot spots; the same in every run. */
function street(count: number) {
  let state = 20260601;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const cells = Array.from({ length: 1694 }, (_, i) => gridCode(`LS.${i % 15}.${i}`));
  const cell = (i: number) => cells[i % cells.length] as GridCode;
  const row = (i: number, change: Partial<PlaceRow> = {}): PlaceRow => {
    const at = Math.floor(until - random() * 91 * day);
    const closedAt = at + Math.floor(random() * 5 * day);
    // Some categories and cells are far busier than others.
    const category = `c.${Math.floor(random() ** 2 * 94)}`;
    const grid = cell(Math.floor(random() ** 2 * cells.length));
    return { case: caseId(`case-${i}`), category, grid, at, closedAt, ...change };
  };
  const rows = Array.from({ length: count - 400 }, (_, i) => row(i));
  const planted = Array.from({ length: 400 }, (_, i) => {
    const grid = cell(1000 + (i % 20) * 7);
    const at = Math.floor(until - random() * 7 * day);
    return row(count + i, { category: 'c.90', grid, at, closedAt: at + day });
  });
  const neighbours = new Map(
    cells.map((each, i) => [each, [1, 2, 40, 41, 42, 1693].map((step) => cell(i + step))]),
  );
  return { rows: [...rows, ...planted], cells: cells.length, neighbours };
}

/** Measures 100,000 rows from scratch. */
export function benchHotSpots({ quick = false }: { readonly quick?: boolean } = {}): HotSpotsBench {
  const { rows, cells, neighbours } = street(quick ? 10_000 : 100_000);
  const rounds = quick ? 3 : 15;
  const often = (work: () => void) =>
    median(Array.from({ length: rounds }, () => milliseconds(work)));
  const { spots, tested } = findHotSpots(rows, policy);
  const found = spots.filter(({ category }) => category === 'c.90').length;
  return {
    rows: rows.length,
    cells,
    hotSpotsMs: often(() => findHotSpots(rows, policy)),
    withNeighboursMs: often(() => findHotSpots(rows, { ...policy, neighbours })),
    recurrencesMs: often(() => findRecurrences(rows)),
    planted: 20,
    found,
    others: spots.length - found,
    tested,
    recurrences: findRecurrences(rows).recurrences.length,
  };
}

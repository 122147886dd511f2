import type { GridCode } from '@civigrid/kernel';
import { textOrder } from '@civigrid/kernel';
import { dayMs } from '../day.ts';
import { adjusted } from './false-discoveries.ts';
import { type HotSpotPolicy, type KnownHotSpotPolicy, knownPolicy } from './hot-spot-policy.ts';
import { countPlaces, type PlaceCount, type PlaceCounts } from './place-counts.ts';
import { type PlaceRow, type PlaceRowIssue, readRows } from './place-row.ts';
import { asNumber, binomialTail, type Tiny, tinyOrder } from './tail-probability.ts';
import { timeByWeekday } from './weekdays.ts';

/** A cell, alone or with its neighbours, where a category occurs far more often than it used to (热点), and why it is told. */
export interface HotSpot {
  /** 1 for the strongest evidence. */
  readonly rank: number;
  readonly grid: GridCode;
  readonly category: string;
  /** Whether the cell was counted alone or with its neighbours. */
  readonly area: 'cell' | 'neighbourhood';
  /** All cells that were counted, the cell itself first. */
  readonly cells: readonly GridCode[];
  /** Cases in the recent window. */
  readonly observed: number;
  /** As many as the baseline lets expect, to three decimals. */
  readonly expected: number;
  /** Cases in the baseline. */
  readonly baseline: number;
  /** How likely so many or more are if nothing has changed; 0 where it is too small for a number. */
  readonly p: number;
  /** The least rate of false discoveries at which it is still told. */
  readonly adjusted: number;
}

/** The hot spots, strongest evidence first, and what was looked at. */
export interface HotSpots {
  readonly spots: readonly HotSpot[];
  /** How many cells and neighbourhoods were tested, each with each of its categories. */
  readonly tested: number;
  /** Whether the baseline was long enough to take weekdays into account. */
  readonly weekdays: boolean;
  readonly issues: readonly PlaceRowIssue[];
}

/** A category in a cell, or in a cell and its neighbours. */
interface Area {
  readonly grid: GridCode;
  readonly category: string;
  /** The cell itself first. */
  readonly cells: readonly GridCode[];
  readonly recent: number;
  readonly baseline: number;
}

/** An area with more cases than expected, and how likely that is. */
interface Judged extends Area {
  readonly expected: number;
  readonly tail: Tiny;
}

/** Strongest evidence first: the least likely, then the greatest multiple of what was expected, then by name. */
function byEvidence(a: Judged, b: Judged): number {
  return (
    tinyOrder(a.tail, b.tail) ||
    b.recent * a.expected - a.recent * b.expected ||
    textOrder(a.category, b.category) ||
    textOrder(a.grid, b.grid) ||
    a.cells.length - b.cells.length
  );
}

/** How many weeks of a baseline tell what a weekday is like. */
const leastWeeks = 4;
const week = 7 * dayMs;

/** Of each category, the share of the time that belongs to the recent window, a weekday counting by its own rate. */
function recentShares(
  { weekdays }: PlaceCounts,
  policy: KnownHotSpotPolicy,
): (category: string) => number {
  const { until, recentMs, baselineMs, offsetMs } = policy;
  const plain = recentMs / (recentMs + baselineMs);
  if (baselineMs < leastWeeks * week) return () => plain;
  const middle = until - recentMs;
  const recent = timeByWeekday(middle, until, offsetMs);
  const before = timeByWeekday(middle - baselineMs, middle, offsetMs);
  const shares = new Map<string, number>();
  for (const [category, days] of weekdays) {
    let [now, then] = [0, 0];
    for (let day = 0; day < 7; day++) {
      // One case more on each day, so that a day on which nothing happened yet is not impossible.
      const rate = ((days[day] as number) + 1) / (before[day] as number);
      now += rate * (recent[day] as number);
      then += rate * (before[day] as number);
    }
    shares.set(category, now / (now + then));
  }
  return (category) => shares.get(category) ?? plain;
}

/** Counts a category in a cell and around it; undefined where nothing lies around. */
function together(
  own: PlaceCount,
  around: readonly ReadonlyMap<string, PlaceCount>[],
): Area | undefined {
  let { recent, baseline } = own;
  let cells: GridCode[] | undefined;
  for (const counts of around) {
    const there = counts.get(own.category);
    if (there === undefined) continue;
    if (cells === undefined) cells = [own.grid];
    cells.push(there.grid);
    recent += there.recent;
    baseline += there.baseline;
  }
  return cells && { grid: own.grid, category: own.category, recent, baseline, cells };
}

/** Every cell with each of its categories, alone and, where there are any, with its neighbours. */
function* areas({ byGrid }: PlaceCounts, { neighbours }: KnownHotSpotPolicy): Iterable<Area> {
  for (const [grid, byCategory] of byGrid) {
    const others = new Set(neighbours.get(grid));
    others.delete(grid);
    const around = Array.from(others).flatMap((each) => byGrid.get(each) ?? []);
    for (const count of byCategory.values()) {
      const { category, recent, baseline } = count;
      yield { grid, category, recent, baseline, cells: [grid] };
      const wide = together(count, around);
      if (wide !== undefined) yield wide;
    }
  }
}

/**
 * Finds cells where a category occurs far more often in a recent window than its own baseline lets expect (热点), so
 * that somebody can act before the next complaint (未诉先办). It reads places and never persons.
 *
 * Each cell with each of its categories is tested exactly: if nothing has changed, both counts are Poisson with one
 * rate, and given their sum the recent one is binomial with the recent window's share of the time as its probability
 * (J. Przyborowski and H. Wilenski, Biometrika 31 (1940) 313–323). The baseline's own chance is thereby counted in: a
 * cell that was never heard of before is not a hot spot by its first case. Where the baseline has four weeks or more,
 * time counts by the rate of its weekday, per category over all cells. Over all tests together the rate of false
 * discoveries is held (Benjamini and Hochberg 1995). Cases are taken for independent of each other: merge duplicates
 * first. Refuses with `cases/invalid-hot-spot-policy`, the path in its details.
 */
export function findHotSpots(rows: Iterable<PlaceRow>, policy: HotSpotPolicy): HotSpots {
  const known = knownPolicy(policy);
  const { minimumCount, falseDiscoveryRate, baselineMs } = known;
  const { accepted, issues } = readRows(rows);
  const counts = countPlaces(accepted, known);
  const shareOf = recentShares(counts, known);

  const judged: Judged[] = [];
  let tested = 0;
  for (const area of areas(counts, known)) {
    tested++;
    const { recent, baseline, category } = area;
    // What is not above expectation can never be told: its p counts as 1.
    if (recent < minimumCount) continue;
    const share = shareOf(category);
    const expected = (baseline * share) / (1 - share);
    if (recent > expected)
      judged.push({ ...area, expected, tail: binomialTail(recent, recent + baseline, share) });
  }
  judged.sort(byEvidence);
  const chances = judged.map(({ tail }) => asNumber(tail));
  const rates = adjusted(chances, tested);
  const kept = judged.filter((_, i) => (rates[i] ?? 1) <= falseDiscoveryRate);
  const spots = kept.map(
    ({ grid, category, cells, recent, baseline, expected }, i): HotSpot => ({
      rank: i + 1,
      grid,
      category,
      area: cells.length === 1 ? 'cell' : 'neighbourhood',
      cells,
      observed: recent,
      expected: Math.round(expected * 1000) / 1000,
      baseline,
      p: chances[i] ?? 1,
      adjusted: rates[i] ?? 1,
    }),
  );
  return { spots, tested, weekdays: baselineMs >= leastWeeks * week, issues };
}

import type { GridCode } from '@civigrid/kernel';
import type { KnownHotSpotPolicy } from './hot-spot-policy.ts';
import type { PlaceRow } from './place-row.ts';
import { weekdayAt } from './weekdays.ts';

/** How often a category occurred in a cell. */
export interface PlaceCount {
  readonly grid: GridCode;
  readonly category: string;
  recent: number;
  baseline: number;
}

/** All counts, and those of each category by weekday in the baseline. */
export interface PlaceCounts {
  readonly byGrid: ReadonlyMap<GridCode, ReadonlyMap<string, PlaceCount>>;
  readonly weekdays: ReadonlyMap<string, Float64Array>;
}

/** Counts rows by cell and category in the recent window and in the baseline; others do not count. */
export function countPlaces(rows: readonly PlaceRow[], policy: KnownHotSpotPolicy): PlaceCounts {
  const { until, recentMs, baselineMs, offsetMs } = policy;
  const middle = until - recentMs;
  const byGrid = new Map<GridCode, Map<string, PlaceCount>>();
  const weekdays = new Map<string, Float64Array>();

  function countOf(grid: GridCode, category: string): PlaceCount {
    const there = byGrid.get(grid) ?? new Map<string, PlaceCount>();
    byGrid.set(grid, there);
    const count = there.get(category) ?? { grid, category, recent: 0, baseline: 0 };
    there.set(category, count);
    return count;
  }
  for (const { at, grid, category } of rows) {
    if (at >= until || at < middle - baselineMs) continue;
    const count = countOf(grid, category);
    if (at >= middle) {
      count.recent++;
      continue;
    }
    count.baseline++;
    const days = weekdays.get(category) ?? new Float64Array(7);
    weekdays.set(category, days);
    const day = weekdayAt(at, offsetMs);
    days[day] = (days[day] as number) + 1;
  }
  return { byGrid, weekdays };
}

import type { CaseId, GridCode } from '@civigrid/kernel';
import { distanceMetres } from '@civigrid/spatial';
import { type PlaceRaster, placeRaster } from '../place-raster.ts';
import type { Point } from '../point.ts';
import { refusedPolicy } from './hot-spot-error.ts';
import { type PlaceRow, type PlaceRowIssue, readRows } from './place-row.ts';
import { textOrder } from './text-order.ts';

/** When a matter has come again. */
export interface RecurrencePolicy {
  /** It came again if it was reported within this time after its closure. */
  readonly windowMs: number;
  /** Rows with a public point are of one place within this radius; if left out, the grid cell is the place of every row. */
  readonly radiusMetres?: number;
  /** From so many occurrences on the next one is estimated; 2 or more. */
  readonly estimateFrom: number;
}

const day = 86_400_000;

/** Again within 90 days, public points within 20 m, estimates from the third time on. */
export const defaultRecurrencePolicy: RecurrencePolicy = {
  windowMs: 90 * day,
  radiusMetres: 20,
  estimateFrom: 3,
};

/** When a matter may come next: an estimate, and nothing but the intervals up to now behind it. */
export interface NextOccurrence {
  /** The last beginning and the median interval: UTC milliseconds. */
  readonly at: number;
  /** How many intervals it stands on. */
  readonly intervals: number;
  readonly shortestMs: number;
  readonly longestMs: number;
}

/** A matter that came again at its place (反复发生). */
export interface Recurrence {
  readonly category: string;
  /** The cell; with a point, that of its first case. */
  readonly grid: GridCode;
  /** The public point of its first case. */
  readonly point?: Point;
  /** How often it came; cases that were open at the same time are one occurrence. */
  readonly count: number;
  /** In order of their reports. */
  readonly cases: readonly CaseId[];
  /** How many occurrences had a case that was closed without a solution. */
  readonly unsettled: number;
  /** The beginnings of the first and of the last occurrence: UTC milliseconds. */
  readonly first: number;
  readonly last: number;
  /** Between beginnings. */
  readonly medianIntervalMs: number;
  readonly next?: NextOccurrence;
}

/** What came again, the most frequent first, and the rows that could not be read. */
export interface Recurrences {
  readonly recurrences: readonly Recurrence[];
  readonly issues: readonly PlaceRowIssue[];
}

interface Occurrence {
  readonly from: number;
  /** Infinity while one of its cases is open. */
  until: number;
  settled: boolean;
}

/** A place with what happens there now, and what happened as long as one followed from the other. */
interface Place {
  readonly category: string;
  readonly grid: GridCode;
  readonly point?: Point;
  /** How many places were known before it. */
  readonly order: number;
  cases: CaseId[];
  occurrences: Occurrence[];
}

interface PublicPlace extends Place {
  readonly point: Point;
}

/** A place within reach of a point, and how far it is. */
interface Reached {
  readonly place: Place;
  readonly metres: number;
}

/** The nearer one, of two as far the older one. */
function nearer(one: Reached | undefined, other: Reached): Reached {
  if (one === undefined || other.metres < one.metres) return other;
  return other.metres === one.metres && other.place.order < one.place.order ? other : one;
}

function median(ascending: readonly number[]): number {
  const half = ascending.length >> 1;
  const upper = ascending[half] ?? 0;
  return ascending.length % 2 === 1
    ? upper
    : Math.round((upper + (ascending[half - 1] ?? upper)) / 2);
}

/** What a place has come to; undefined where nothing came again. */
function told(place: Place, estimateFrom: number): Recurrence | undefined {
  const { category, grid, point, cases, occurrences } = place;
  const beginnings = occurrences.map(({ from }) => from);
  const [first, last] = [beginnings[0], beginnings.at(-1)];
  if (first === undefined || last === undefined || beginnings.length < 2) return undefined;
  const intervals = beginnings.slice(1).map((at, i) => at - (beginnings[i] ?? at));
  intervals.sort((a, b) => a - b);
  const medianIntervalMs = median(intervals);
  const next: NextOccurrence = {
    at: last + medianIntervalMs,
    intervals: intervals.length,
    shortestMs: intervals[0] ?? 0,
    longestMs: intervals.at(-1) ?? 0,
  };
  return {
    category,
    grid,
    ...(point === undefined ? {} : { point }),
    count: beginnings.length,
    cases,
    unsettled: occurrences.filter(({ settled }) => !settled).length,
    first,
    last,
    medianIntervalMs,
    ...(beginnings.length >= estimateFrom ? { next } : {}),
  };
}

/** Finds the place of a row: of public points the nearest known one within the radius, otherwise the cell. */
function placeFinder(radiusMetres: number | undefined): (row: PlaceRow) => Place {
  const cells = new Map<string, Map<GridCode, Place>>();
  const points = new Map<string, PlaceRaster<PublicPlace>>();
  let order = 0;
  const fresh = () => ({ order: order++, cases: [], occurrences: [] });

  function ofCell({ category, grid }: PlaceRow): Place {
    const byGrid = cells.get(category) ?? new Map<GridCode, Place>();
    cells.set(category, byGrid);
    const place = byGrid.get(grid) ?? { category, grid, ...fresh() };
    byGrid.set(grid, place);
    return place;
  }
  function ofPoint({ category, grid }: PlaceRow, point: Point, radius: number): Place {
    const raster = points.get(category) ?? placeRaster<PublicPlace>(radius);
    points.set(category, raster);
    let best: Reached | undefined;
    for (const place of raster.near(point, radius)) {
      const metres = distanceMetres(point, place.point);
      if (metres <= radius) best = nearer(best, { place, metres });
    }
    if (best !== undefined) return best.place;
    const place = { category, grid, point, ...fresh() };
    raster.put(place, point);
    return place;
  }
  return (row) =>
    row.point === undefined || radiusMetres === undefined
      ? ofCell(row)
      : ofPoint(row, row.point, radiusMetres);
}

function checkPolicy({ windowMs, radiusMetres = 0, estimateFrom }: RecurrencePolicy): void {
  const code = 'cases/invalid-recurrence-policy';
  if (!(windowMs >= 0)) throw refusedPolicy(code, '/windowMs');
  if (!(radiusMetres >= 0 && radiusMetres < Number.POSITIVE_INFINITY))
    throw refusedPolicy(code, '/radiusMetres');
  if (!(estimateFrom >= 2)) throw refusedPolicy(code, '/estimateFrom');
}

/**
 * Finds what came again at its place (反复发生): the same category, reported within a window after its closure. Cases
 * that overlap in time are one occurrence, for they may be reports of one matter. It reads places and never persons.
 * Refuses with `cases/invalid-recurrence-policy`, the path in its details.
 */
export function findRecurrences(
  rows: Iterable<PlaceRow>,
  policy: RecurrencePolicy = defaultRecurrencePolicy,
): Recurrences {
  checkPolicy(policy);
  const { windowMs, radiusMetres, estimateFrom } = policy;
  const { accepted, issues } = readRows(rows);
  const placeOf = placeFinder(radiusMetres);
  const places = new Set<Place>();
  const recurrences: Recurrence[] = [];
  const end = (place: Place) => {
    const found = told(place, estimateFrom);
    if (found !== undefined) recurrences.push(found);
  };

  for (const row of [...accepted].sort((a, b) => a.at - b.at || textOrder(a.case, b.case))) {
    const place = placeOf(row);
    places.add(place);
    const { at, closedAt: until = Number.POSITIVE_INFINITY, settled = true } = row;
    const last = place.occurrences.at(-1);
    if (last !== undefined && at < last.until) {
      last.until = Math.max(last.until, until);
      last.settled &&= settled;
      place.cases.push(row.case);
      continue;
    }
    if (last !== undefined && at - last.until > windowMs) {
      end(place);
      place.occurrences = [];
      place.cases = [];
    }
    place.occurrences.push({ from: at, until, settled });
    place.cases.push(row.case);
  }
  places.forEach(end);
  recurrences.sort(
    (a, b) =>
      b.count - a.count ||
      b.last - a.last ||
      textOrder(a.category, b.category) ||
      textOrder(a.grid, b.grid) ||
      textOrder(a.cases[0] ?? '', b.cases[0] ?? ''),
  );
  return { recurrences, issues };
}

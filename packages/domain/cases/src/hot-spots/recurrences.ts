import type { CaseId, GridCode } from '@civigrid/kernel';
import { textOrder } from '@civigrid/kernel';
import { dayMs } from '../day.ts';
import type { Point } from '../point.ts';
import { refusedPolicy } from './hot-spot-error.ts';
import { type PlaceGroup, placeGroups } from './place-groups.ts';
import { type PlaceRow, type PlaceRowIssue, readRows } from './place-row.ts';

/** When a matter has come again. */
export interface RecurrencePolicy {
  /** It came again if it was reported within this time after its closure. */
  readonly windowMs: number;
  /** Rows with a public point are of one place within this radius; if left out, the grid cell is the place of every row. */
  readonly radiusMetres?: number;
  /** From so many occurrences on the next one is estimated; 2 or more. */
  readonly estimateFrom: number;
}

/** Again within 90 days, public points within 20 m, estimates from the third time on. */
export const defaultRecurrencePolicy: RecurrencePolicy = {
  windowMs: 90 * dayMs,
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

/** What followed from each other at a place. */
interface Chain {
  readonly cases: CaseId[];
  readonly occurrences: Occurrence[];
}

function median(ascending: readonly number[]): number {
  const half = ascending.length >> 1;
  const upper = ascending[half] ?? 0;
  return ascending.length % 2 === 1
    ? upper
    : Math.round((upper + (ascending[half - 1] ?? upper)) / 2);
}

/** Cuts the rows of a place into chains, in order of time. */
function chainsOf(rows: readonly PlaceRow[], windowMs: number): readonly Chain[] {
  const chains: Chain[] = [];
  for (const { case: id, at, closedAt: until = Number.POSITIVE_INFINITY, settled = true } of rows) {
    const chain = chains[chains.length - 1];
    const last = chain?.occurrences[chain.occurrences.length - 1];
    if (chain === undefined || last === undefined || at - last.until > windowMs) {
      chains.push({ cases: [id], occurrences: [{ from: at, until, settled }] });
      continue;
    }
    chain.cases.push(id);
    if (at < last.until) {
      last.until = Math.max(last.until, until);
      last.settled &&= settled;
    } else chain.occurrences.push({ from: at, until, settled });
  }
  return chains;
}

/** What a chain of two or more has come to. */
function told(
  { category, grid, point }: PlaceGroup,
  { cases, occurrences }: Chain,
  estimateFrom: number,
): Recurrence {
  const beginnings = occurrences.map(({ from }) => from);
  const intervals = beginnings.slice(1).map((at, i) => at - (beginnings[i] ?? at));
  intervals.sort((a, b) => a - b);
  const medianIntervalMs = median(intervals);
  const last = beginnings[beginnings.length - 1] ?? 0;
  const next: NextOccurrence = {
    at: last + medianIntervalMs,
    intervals: intervals.length,
    shortestMs: intervals[0] ?? 0,
    longestMs: intervals[intervals.length - 1] ?? 0,
  };
  return {
    category,
    grid,
    ...(point === undefined ? {} : { point }),
    count: beginnings.length,
    cases,
    unsettled: occurrences.filter(({ settled }) => !settled).length,
    first: beginnings[0] ?? 0,
    last,
    medianIntervalMs,
    ...(beginnings.length >= estimateFrom ? { next } : {}),
  };
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
  const recurrences: Recurrence[] = [];
  for (const group of placeGroups(accepted, radiusMetres)) {
    if (group.rows.length < 2) continue;
    for (const chain of chainsOf(group.rows, windowMs))
      if (chain.occurrences.length > 1) recurrences.push(told(group, chain, estimateFrom));
  }
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

import { zone as zoneOf } from '@civigrid/calendar';
import { type GridCode, isInstant } from '@civigrid/kernel';
import type { Assignment } from '../assignment.ts';
import type { DueCalendar } from '../budget.ts';
import { caseMarks } from './case-marks.ts';
import { type CaseRecordEvent, caseStreams, type EventIssue } from './case-streams.ts';
import { dottedPath, type PathOf } from './code-paths.ts';
import { checkExclusions, type ExclusionRule } from './exclusion.ts';
import { countSlot, type Figures, rateSlot } from './figures.ts';
import type { CaseMarks, RateMark } from './marks.ts';
import { statisticsRefusal } from './statistics-error.ts';
import { type ExcludedByRule, takenOut } from './taken-out.ts';
import { type FigureGroup, tallies } from './tallies.ts';
import { wholeRates } from './whole-rates.ts';

/** A time that is reported about: UTC milliseconds, the second not included. */
export interface Period {
  readonly from: number;
  readonly until: number;
}

/** What statistics are made under. */
export interface StatisticsOptions {
  readonly period: Period;
  readonly calendar: DueCalendar;
  /** None if left out. */
  readonly exclusions?: readonly ExclusionRule[];
  /** The cells that hold a cell, from the root down to itself; by its dots if left out. */
  readonly gridOf?: (grid: GridCode) => readonly string[];
  /** Which levels are the grid and the community; `grid` and `community` if left out. */
  readonly levels?: { readonly grid: string; readonly community: string };
  /**
   * The unit that answers for an order: a post or a role, never a person. The post, or the role of one that is
   * vacant, if left out.
   */
  readonly unitOf?: (lead: Assignment) => string;
  /** In which months are counted; `Asia/Shanghai` if left out. */
  readonly zone?: string;
}

/** What officials report (统计), all of it worked out from events. */
export interface Statistics {
  readonly period: Period;
  readonly total: Figures;
  /** By who led when it was decided, empty where nobody did; groups in order of their key. */
  readonly byUnit: readonly FigureGroup[];
  /** By cell at every level: a case counts in every cell that holds it. */
  readonly byGrid: readonly FigureGroup[];
  /** By category at every depth. */
  readonly byCategory: readonly FigureGroup[];
  readonly bySource: readonly FigureGroup[];
  /** What is open or undecided at the end counts in the last month. */
  readonly byMonth: readonly FigureGroup[];
  /** By rule, in the order in which they were given: the first that takes a case out of a rate is told. */
  readonly excluded: readonly ExcludedByRule[];
  readonly issues: readonly EventIssue[];
}

function checked({ period: { from, until }, exclusions = [] }: StatisticsOptions): void {
  if (!isInstant(from) || !isInstant(until) || from >= until)
    throw statisticsRefusal('cases/invalid-period', 'A period ends after it begins.', {
      from: String(from),
      until: String(until),
    });
  const issues = checkExclusions(exclusions);
  if (issues.length > 0)
    throw statisticsRefusal('cases/invalid-exclusions', 'A rule of exclusion is not valid.', {
      issues: issues.map((issue) => ({ ...issue })),
    });
}

const postOf = (lead: Assignment): string => lead.post ?? lead.role;

/**
 * Works out what officials report (统计) from the recorded events of many cases, in the order of their log and however
 * the cases are mixed. Everything is counted in the period in which it was decided, as far as was recorded before its
 * end: a run of a clock when it ended within its limit, or when its limit ran out; so an overdue case counts as soon as
 * it is overdue, whether it is ever closed or not, and nothing later mends it. A case that went on in another counts
 * there, and brings along the limit that had run out. Refuses with `cases/invalid-period` and
 * `cases/invalid-exclusions`, the issues in its details.
 *
 * @example
 * const { total } = statisticsOf(events, { period: { from, until }, calendar });
 * total.rates.onTimeWhole; // { numerator: 96, denominator: 100, excluded: 2, pending: 7, … rate: 0.96 }
 */
export function statisticsOf(
  events: Iterable<CaseRecordEvent>,
  options: StatisticsOptions,
): Statistics {
  checked(options);
  const { period, calendar, exclusions = [], zone = 'Asia/Shanghai', levels } = options;
  const { from, until } = period;
  const streams = caseStreams(events);
  const gridOf = options.gridOf as PathOf | undefined;
  const cellsOf = gridOf ?? dottedPath;
  const reading = {
    until,
    calendar,
    unitOf: options.unitOf ?? postOf,
    gridLevel: levels?.grid ?? 'grid',
    communityLevel: levels?.community ?? 'community',
  };
  const sums = tallies(cellsOf, zoneOf(zone));
  const out = takenOut(exclusions);
  const isIn = (at: number) => at >= from && at < until;

  function add(marks: CaseMarks, linked: ReadonlyMap<string, CaseMarks>): void {
    const { state, loops, counts, settled } = marks;
    const { id, category, source, severity, grid = '' } = state;
    const { put, settle } = sums.of({ category, source, grid });
    const isOut = out.of(
      id,
      { category, source, severity, cells: grid === '' ? [] : cellsOf(grid) },
      loops,
    );
    const addRate = ({ rate, verdict, at, unit, loop }: RateMark) => {
      if (!isIn(at)) return;
      const isDecided = verdict === 'kept' || verdict === 'missed';
      put(rateSlot(rate, isDecided && isOut(rate, loop) ? 'excluded' : verdict), at, unit);
    };
    for (const mark of marks.rates) addRate(mark);
    const whole = wholeRates(marks, linked);
    for (const mark of whole.rates) addRate(mark);
    if (whole.isOverdue) put(countSlot('overdue'), until - 1, marks.unitAt(until));
    for (const { count, at, unit } of counts) if (isIn(at)) put(countSlot(count), at, unit);
    for (const { level, rank, at, unit } of settled) if (isIn(at)) settle(level, rank, at, unit);
  }

  const linked = new Map<string, CaseMarks>();
  const alone: ReadonlyMap<string, CaseMarks> = new Map();
  streams.each((own) => {
    const marks = caseMarks(own, reading);
    if (marks === undefined) return;
    // What cases bring into others is known only when all have been read.
    const { joins, wholes, state } = marks;
    if (joins.length > 0 || wholes.some(({ brought }) => brought.length > 0))
      linked.set(state.id, marks);
    else add(marks, alone);
  });
  for (const marks of linked.values()) add(marks, linked);
  return { period, ...sums.figures(), excluded: out.list(), issues: streams.issues };
}

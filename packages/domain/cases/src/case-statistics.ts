import type { DueCalendar } from './budget.ts';
import { type CaseState, isOpen } from './case-state.ts';
import { isOverdue, withinLimit } from './measures.ts';

/** What officials report about a set of cases (统计). */
export interface CaseStatistics {
  readonly count: number;
  readonly open: number;
  readonly refused: number;
  readonly closed: number;
  /** Closed within the whole-case limit. */
  readonly onTime: number;
  /** Closed after it. */
  readonly late: number;
  /** Closed without a limit, or where no calendar knows the year: in no rate. */
  readonly undetermined: number;
  /** Open and past the whole-case limit. */
  readonly overdue: number;
  /** Cases that went up a level or were put under supervision at least once. */
  readonly escalated: number;
  /** Cases of which an order came back at least once. */
  readonly returned: number;
  /** How many were settled at which level, in order of first appearance. */
  readonly settled: readonly { readonly level: string; readonly closed: number }[];
}

/** What the count is made under. */
export interface StatisticsOptions {
  readonly calendar: DueCalendar;
  /** The instant of the count, for what is overdue: UTC milliseconds. */
  readonly at: number;
}

type Punctuality = 'onTime' | 'late' | 'undetermined';

function punctuality(state: CaseState, calendar: DueCalendar): Punctuality {
  const verdict = withinLimit(state, calendar);
  if (!verdict.ok) return 'undetermined';
  return verdict.within ? 'onTime' : 'late';
}

/** Counts cases (统计): closed, on time, overdue, escalated, and at which level they were settled. */
export function caseStatistics(
  states: Iterable<CaseState>,
  { calendar, at }: StatisticsOptions,
): CaseStatistics {
  const known = Array.from(states).filter((state) => state.status !== 'unreported');
  const closed = known.filter((state) => state.status === 'closed');
  const settled = new Map<string, number>();
  for (const { level } of closed) settled.set(level, (settled.get(level) ?? 0) + 1);
  const kept = closed.map((state) => punctuality(state, calendar));
  const share = (wanted: Punctuality) => kept.filter((each) => each === wanted).length;
  return {
    count: known.length,
    open: known.filter(isOpen).length,
    refused: known.filter(({ status }) => status === 'refused').length,
    closed: closed.length,
    onTime: share('onTime'),
    late: share('late'),
    undetermined: share('undetermined'),
    overdue: known.filter((state) => isOverdue(state, calendar, at) === true).length,
    escalated: known.filter(({ escalations }) => escalations > 0).length,
    returned: known.filter(({ returns }) => returns > 0).length,
    settled: Array.from(settled, ([level, count]) => ({ level, closed: count })),
  };
}

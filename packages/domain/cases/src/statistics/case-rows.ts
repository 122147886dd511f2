import type { CaseId, GridCode } from '@civigrid/kernel';
import { defined } from '@civigrid/kernel';
import { caseDecider } from '../case-decider.ts';
import type { CaseState, KnownCase } from '../case-state.ts';
import { clockOf } from '../clock.ts';
import type { Pause } from '../clock-due.ts';
import type { CaseSource } from '../report.ts';
import { type CaseRecordEvent, caseStreams } from './case-streams.ts';

/** A case as a plain row (案件行): nothing personal, no exact place. Instants are UTC milliseconds. */
export interface CaseRow {
  readonly case: CaseId;
  readonly category: string;
  readonly source: CaseSource;
  readonly grid?: GridCode;
  /** 0 to 4. */
  readonly severity?: number;
  /** From when its whole-case clock runs. */
  readonly at: number;
  /** When its last order was given, signed for, and said to be done. */
  readonly dispatchedAt?: number;
  readonly signedAt?: number;
  readonly handledAt?: number;
  readonly closedAt?: number;
  /** The times in which the work stood still (挂账). */
  readonly pauses?: readonly Pause[];
}

const isCase = (state: CaseState): state is KnownCase =>
  state.status !== 'unreported' && state.status !== 'refused' && state.status !== 'merged';

/**
 * The cases of a log as plain rows, as they stood before an instant, in order of their id: for streaks and what-if.
 * What was refused is no case, and one that went on in another is told there.
 */
export function caseRows(
  events: Iterable<CaseRecordEvent>,
  until: number = Number.POSITIVE_INFINITY,
): readonly CaseRow[] {
  const rows: CaseRow[] = [];
  caseStreams(events).each((own) => {
    let state: CaseState = caseDecider.initial;
    let orders: Orders = {};
    for (const event of own) {
      if (event.at >= until) break;
      const before = state;
      state = caseDecider.evolve(before, event);
      if (state.status !== before.status) orders = ordersAfter(orders, before, state);
    }
    if (isCase(state)) rows.push(rowOf(state, orders));
  });
  return rows.sort((a, b) => (a.case < b.case ? -1 : 1));
}

type Orders = Pick<CaseRow, 'dispatchedAt' | 'signedAt' | 'handledAt'>;

function ordersAfter(orders: Orders, before: CaseState, after: CaseState): Orders {
  if (after.status === 'unreported') return orders;
  const { at, status } = after;
  if (status === 'dispatched') return { dispatchedAt: at };
  if (status === 'signed') {
    // Rework goes on under the same order.
    const { handledAt: _, ...rest } = orders;
    return before.status === 'dispatched' ? { ...rest, signedAt: at } : rest;
  }
  if (status === 'handled') return { ...orders, handledAt: at };
  return status === 'filed' ? {} : orders;
}

function rowOf(state: KnownCase, orders: Orders): CaseRow {
  const { id, category, source, grid, severity, createdAt, suspensions } = state;
  const pauses = suspensions
    .filter(({ clocks }) => clocks.includes('whole'))
    .map(({ from, until }): Pause => defined<Pause>({ from, until }));
  return defined<CaseRow>({
    case: id,
    category,
    source,
    grid,
    severity,
    at: clockOf(state.clocks, 'whole')?.since ?? createdAt,
    ...orders,
    closedAt: state.status === 'closed' ? state.closedAt : undefined,
    pauses: pauses.length === 0 ? undefined : pauses,
  });
}

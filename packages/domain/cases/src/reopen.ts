import type { Happened } from '@civigrid/kernel';
import { refusal } from './case-error.ts';
import { type CaseEvent, type CaseFact, fact } from './case-event.ts';
import {
  type CaseState,
  type ClosedCase,
  type EnteredCase,
  recordOf,
  reported,
} from './case-state.ts';
import { askedAgain } from './check.ts';
import { type ClockRun, clockOf, limitOf, startClock } from './clock.ts';
import type { Given } from './given.ts';

/** Why the loop was not closed after all: not solved, come back, closed wrongly, or a higher level orders it. */
export type ReopenReason = 'unsolved' | 'recurred' | 'wronglyClosed' | 'ordered';

/** Opens a closed or refused case again (重办); it is routed anew, under its limit from now on. */
export interface Reopen extends Given {
  readonly type: 'reopen';
  readonly reason: ReopenReason;
}

/** Puts a closed or refused case away for good (归档). */
export interface Archive extends Given {
  readonly type: 'archive';
}

/** Data of `cases/reopened`. */
export type ReopenedData = { readonly reason: ReopenReason };

/** Data of `cases/archived`. */
export type ArchivedData = Readonly<Record<string, never>>;

function ended(state: CaseState): EnteredCase | ClosedCase {
  const known = reported(state);
  if (known.status !== 'closed' && known.status !== 'refused')
    throw refusal('cases/not-closed', 'Only a case that has ended can be reopened or archived.', {
      status: known.status,
    });
  return known;
}

/** Decides {@link Reopen}. */
export function reopen({ reason }: Reopen, state: CaseState): readonly CaseEvent[] {
  ended(state);
  return [fact('cases/reopened', { reason })];
}

/** Decides {@link Archive}; a second time changes nothing. */
export function archive(_command: Archive, state: CaseState): readonly CaseEvent[] {
  return ended(state).archivedAt === undefined ? [fact('cases/archived', {})] : [];
}

/** Follows {@link reopen}: what was measured at the closure before stays in `closures`. */
export function afterReopened(
  state: CaseState,
  { at }: Happened<CaseFact<'cases/reopened'>>,
): CaseState {
  if (state.status !== 'closed' && state.status !== 'refused') return state;
  const since = Math.max(state.at, at);
  const again = { at: since, reopenedAt: since, reporters: state.reporters.map(askedAgain) };
  if (state.status === 'closed')
    return { ...reentered(state), ...again, clocks: wholeAnew(state, since) };
  const intake = clockOf(state.clocks, 'intake');
  const start = { clock: 'intake', since, budget: intake?.budget } as const;
  return { ...state, ...again, status: 'reported', clocks: startClock(state.clocks, start) };
}

function wholeAnew({ clocks }: ClosedCase, since: number): readonly ClockRun[] {
  const whole = clockOf(clocks, 'whole');
  return whole ? startClock(clocks, { clock: 'whole', since, budget: limitOf(whole) }) : clocks;
}

/** The case as it stood when it was filed: nobody has it, no stage is done. */
function reentered(closed: ClosedCase): EnteredCase {
  return { ...recordOf(closed), status: 'filed', stagesDone: [] };
}

/** Follows {@link archive}. */
export function afterArchived(
  state: CaseState,
  { at }: Happened<CaseFact<'cases/archived'>>,
): CaseState {
  if (state.status !== 'closed' && state.status !== 'refused') return state;
  return { ...state, archivedAt: Math.max(state.at, at) };
}

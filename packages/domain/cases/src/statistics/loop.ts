import type { Happened } from '@civigrid/kernel';
import type { CaseEvent } from '../case-event.ts';
import type { CaseState, KnownCase } from '../case-state.ts';
import type { LoopFacts } from './exclusion.ts';

/** A life of the case from its report or reopening until it ends. */
export interface Loop extends LoopFacts {
  readonly from: number;
  end?: number;
  signedAt?: number;
}

export const newLoop = (from: number): Loop => ({
  from,
  returned: [],
  suspended: [],
  forced: false,
  mediated: false,
});

export function isReopened(before: CaseState, after: KnownCase): boolean {
  const ended = before.status === 'closed' || before.status === 'refused';
  return ended && after.status !== before.status;
}

/** Keeps what rules of exclusion may ask for. */
export function remember(
  facts: Loop,
  before: CaseState,
  after: KnownCase,
  event: Happened<CaseEvent>,
): void {
  if (before.status === 'unreported') return;
  switch (event.type) {
    case 'cases/refused':
      if (after.status === 'refused' && before.status !== 'refused')
        facts.refused = event.data.reason;
      return;
    case 'cases/returned':
      if (after.returns > before.returns) facts.returned.push(event.data.reason);
      return;
    case 'cases/suspended':
      if (after.suspensions.length > before.suspensions.length)
        facts.suspended.push(event.data.reason);
      return;
    case 'cases/mediation-started':
      if (after.mediations.length > before.mediations.length) facts.mediated = true;
      return;
    case 'cases/routed':
      if ('routing' in after && after.routing === event.data) facts.tier = event.data.tier;
      return;
    case 'cases/signed':
      if (after.status === 'signed' && before.status === 'dispatched') facts.signedAt ??= after.at;
      return;
    case 'cases/closed':
      if (after.status === 'closed' && before.status !== 'closed' && event.data.unsolved)
        facts.unsolved = event.data.unsolved;
      return;
  }
}

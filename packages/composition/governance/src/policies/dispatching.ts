import type { Assignment, EscalatedData, RoutedData } from '@civigrid/cases';
import type { Policy } from '@civigrid/kernel';
import type { CaseTask } from '../orders.ts';
import { leaderOf, pathOf, responsible } from '../responsibility.ts';
import { type CasePolicyViews, caseOf } from './routing.ts';

function sameHands(one: Assignment, other: Assignment): boolean {
  if (one.tenure === 'vacant' || other.tenure === 'vacant') return one.tenure === other.tenure;
  return one.post === other.post;
}

/** A routed case goes to whoever holds the post there and then (派遣); one that nobody signs in time goes to the leader of the level above. */
export const dispatching: Policy<CasePolicyViews, CaseTask> = {
  name: 'dispatching',
  on: ['cases/routed', 'cases/escalated'],
  react: (event, { parts, cases }) => {
    const state = caseOf(event, cases);
    if (state === undefined) return [];
    const path = pathOf(parts, state.grid);
    const assign = (role: string) => responsible(parts, role, path, event.at);
    if (event.type === 'cases/routed') {
      if (state.status !== 'routed') return [];
      const { lead, assist } = event.data as RoutedData;
      const order = { type: 'dispatch', lead: assign(lead), assist: assist.map(assign) } as const;
      return [{ slot: 'dispatch', order: { case: state.id, order } }];
    }
    const raised = event.data as EscalatedData;
    const unsigned = raised.cause === 'clock' && raised.clock === 'sign';
    if (!unsigned || raised.effect !== 'levelUp' || state.status !== 'dispatched') return [];
    const lead = assign(leaderOf(parts, raised.to));
    // At the top, or where the same person would get it again, nothing is gained: it stays, and is watched.
    if (raised.from === raised.to || sameHands(lead, state.assignment.lead)) return [];
    const order = { type: 'dispatch', lead } as const;
    return [{ slot: 'dispatch', order: { case: state.id, order } }];
  },
};

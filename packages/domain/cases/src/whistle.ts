import type { Happened } from '@civigrid/kernel';
import { refusal } from './case-error.ts';
import { type CaseEvent, type CaseFact, fact } from './case-event.ts';
import { type CaseState, inStatus, isOpen, open } from './case-state.ts';
import { startClock, stopClock } from './clock.ts';
import type { Given } from './given.ts';

/** Calls every level and department that the case needs to one place (吹哨). */
export interface Whistle extends Given {
  readonly type: 'whistle';
  /** The level that answers from now on: the case's own or a higher one. */
  readonly to: string;
  /** Post or department that leads. */
  readonly lead: string;
  /** Posts and departments that must report in. */
  readonly participants: readonly string[];
}

/** A called post or department comes (报到). */
export interface ReportIn extends Given {
  readonly type: 'reportIn';
  readonly participant: string;
  /** Which whistle, from 1; the latest that called them if left out. */
  readonly whistle?: number;
}

/** Data of `cases/whistled`. */
export type WhistledData = {
  /** 1, 2, 3 … within the case. */
  readonly whistle: number;
  readonly from: string;
  readonly to: string;
  readonly lead: string;
  readonly participants: readonly string[];
};

/** Data of `cases/reported-in`. */
export type ReportedInData = { readonly whistle: number; readonly participant: string };

/** A whistle and who has come. */
export interface WhistleCall {
  readonly whistle: number;
  /** When it was blown: UTC milliseconds. */
  readonly at: number;
  readonly lead: string;
  readonly participants: readonly string[];
  readonly arrived: readonly { readonly participant: string; readonly at: number }[];
}

/** Decides {@link Whistle}. */
export function whistle(command: Whistle, state: CaseState): readonly CaseEvent[] {
  const known = inStatus(state, ['dispatched', 'signed', 'returned', 'handled']);
  const { to, lead } = command;
  const { levels, level: from } = known;
  if (!levels.includes(to))
    throw refusal('cases/unknown-level', 'The level is not one of the town.', { level: to });
  if (levels.indexOf(to) < levels.indexOf(from))
    throw refusal('cases/level-not-above', 'A whistle goes up, not down.', { from, to });
  const participants = [...new Set(command.participants)];
  if (participants.length === 0)
    throw refusal('cases/nobody-called', 'A whistle calls at least one.');
  const number = known.whistles.length + 1;
  return [fact('cases/whistled', { whistle: number, from, to, lead, participants })];
}

/** Decides {@link ReportIn}; coming twice changes nothing. */
export function reportIn(command: ReportIn, state: CaseState): readonly CaseEvent[] {
  const { participant } = command;
  const calls = open(state).whistles.filter((call) => call.participants.includes(participant));
  const call =
    command.whistle === undefined
      ? calls.at(-1)
      : calls.find((each) => each.whistle === command.whistle);
  if (call === undefined)
    throw refusal('cases/not-called', 'No whistle has called this participant.', { participant });
  if (call.arrived.some((each) => each.participant === participant)) return [];
  return [fact('cases/reported-in', { whistle: call.whistle, participant })];
}

/** Follows {@link whistle}. */
export function afterWhistled(
  state: CaseState,
  { data, at }: Happened<CaseFact<'cases/whistled'>>,
): CaseState {
  if (!isOpen(state)) return state;
  const { lead, participants, from, to } = data;
  const call = { whistle: data.whistle, at, lead, participants, arrived: [] };
  const budget = 'routing' in state ? state.routing.budgets.reportIn : undefined;
  const part = String(data.whistle);
  return {
    ...state,
    at,
    level: to,
    whistles: [...state.whistles, call],
    clocks: startClock(state.clocks, { clock: 'reportIn', part, since: at, budget }),
    escalations: state.escalations + (from === to ? 0 : 1),
  };
}

/** Follows {@link reportIn}. */
export function afterReportedIn(
  state: CaseState,
  { data, at }: Happened<CaseFact<'cases/reported-in'>>,
): CaseState {
  if (!isOpen(state)) return state;
  const arrival = { participant: data.participant, at };
  const whistles = state.whistles.map((call) =>
    call.whistle === data.whistle ? { ...call, arrived: [...call.arrived, arrival] } : call,
  );
  const call = whistles.find((each) => each.whistle === data.whistle);
  if (call === undefined || call.arrived.length < call.participants.length)
    return { ...state, at, whistles };
  const part = String(data.whistle);
  return {
    ...state,
    at,
    whistles,
    clocks: stopClock(state.clocks, { clock: 'reportIn', part }, at),
  };
}

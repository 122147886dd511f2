import type { Happened } from '@civigrid/kernel';
import { defined } from '@civigrid/kernel';
import { refusal } from './case-error.ts';
import { type CaseEvent, type CaseFact, fact } from './case-event.ts';
import { assigned, type CaseState, isOpen, open } from './case-state.ts';
import type { ClockName } from './clock.ts';
import type { Given } from './given.ts';
import { mediationUnderWay } from './mediation.ts';

/**
 * Why a case must wait: for its season, for money, until a plan reaches it, until a procedure before a court or
 * authority ends, for the reporter, or because of what nobody could prevent.
 */
export type SuspensionReason =
  | 'season'
  | 'funding'
  | 'planned'
  | 'procedure'
  | 'reporter'
  | 'forceMajeure';

/** Which clocks a reason stops (暂停条件): data of a town, kept with the rule that routed the case. */
export type PauseRule = {
  readonly reason: SuspensionReason;
  readonly clocks: readonly ClockName[];
};

/** The clocks that stand still where a rule says nothing else: the work, never the signature or an answer that is owed. */
const usuallyPaused: readonly ClockName[] = ['handle', 'stage', 'whole'];

/** Lets the clocks of a case that cannot go on stand still (挂账). */
export interface Suspend extends Given {
  readonly type: 'suspend';
  readonly reason: SuspensionReason;
  /** Code of the decision or legal text. */
  readonly basis: string;
  /** When it goes on by itself: UTC milliseconds, later than now; open if left out. */
  readonly until?: number;
}

/** Lets a suspended case go on before its time, or where none was set (恢复). */
export interface Resume extends Given {
  readonly type: 'resume';
}

/** Data of `cases/suspended`. */
export type SuspendedData = {
  /** 1, 2, 3 … within the case. */
  readonly suspension: number;
  readonly reason: SuspensionReason;
  readonly basis: string;
  /** The clocks that stand still. */
  readonly clocks: readonly ClockName[];
  readonly until?: number;
};

/** Data of `cases/resumed`. */
export type ResumedData = { readonly suspension: number };

/** An entry of the ledger of suspensions. */
export interface Suspension {
  readonly reason: SuspensionReason;
  readonly clocks: readonly ClockName[];
  /** UTC milliseconds. */
  readonly from: number;
  /** When it ended, or will end by itself: UTC milliseconds; absent while nobody knows. */
  readonly until?: number;
  /** Whether its end was recorded. */
  readonly over: boolean;
}

/** Decides {@link Suspend}: only what somebody has signed, and only once at a time. */
export function suspend(command: Suspend, state: CaseState): readonly CaseEvent[] {
  const known = assigned(state, ['signed']);
  const { reason, basis, until } = command;
  if (mediationUnderWay(known.mediations) !== undefined)
    throw refusal('cases/mediation-under-way', 'A mediation must end before the case waits.');
  if (basis.trim() === '')
    throw refusal('cases/basis-missing', 'A case is suspended only on a basis.');
  if (
    until !== undefined &&
    !(Number.isSafeInteger(until) && until > Math.max(command.at, known.at))
  )
    throw refusal('cases/invalid-instant', 'A suspension ends after it begins.', { until });
  const rule = known.routing.pauses?.find((each) => each.reason === reason);
  const data = defined<SuspendedData>({
    suspension: known.suspensions.length + 1,
    reason,
    basis,
    clocks: rule?.clocks ?? usuallyPaused,
    until,
  });
  return [fact('cases/suspended', data)];
}

/** Decides {@link Resume}. */
export function resume({ at }: Resume, state: CaseState): readonly CaseEvent[] {
  const { suspensions } = open(state);
  const last = suspensions.at(-1);
  if (last === undefined || last.over || (last.until !== undefined && last.until <= at))
    throw refusal('cases/not-suspended', 'The case is not suspended.');
  return [fact('cases/resumed', { suspension: suspensions.length })];
}

/** The end of a suspension that has come by itself and was not recorded yet. */
export function suspensionOver(state: CaseState, name: string, at: number): readonly CaseEvent[] {
  if (!('suspensions' in state)) return [];
  const suspension = state.suspensions.length;
  const last = state.suspensions.at(-1);
  if (last === undefined || last.over || last.until === undefined || last.until > at) return [];
  return name === suspensionName(suspension) ? [fact('cases/resumed', { suspension })] : [];
}

/** The name of the deadline at which a suspension ends by itself. */
export function suspensionName(suspension: number): string {
  return `suspension/${suspension}`;
}

/** Follows {@link suspend}. */
export function afterSuspended(
  state: CaseState,
  { data, at }: Happened<CaseFact<'cases/suspended'>>,
): CaseState {
  if (state.status !== 'signed') return state;
  const { reason, clocks, until } = data;
  const begun = { reason, clocks, from: at, over: false };
  const suspension: Suspension = until === undefined ? begun : { ...begun, until };
  return { ...state, at, suspensions: [...state.suspensions, suspension] };
}

/** Follows {@link resume} and the timer: it ends when it was to end, however late that was noticed. */
export function afterResumed(
  state: CaseState,
  { data, at }: Happened<CaseFact<'cases/resumed'>>,
): CaseState {
  if (!isOpen(state)) return state;
  const suspensions = state.suspensions.map((each, i) =>
    i + 1 === data.suspension && !each.over
      ? { ...each, until: Math.min(each.until ?? at, at), over: true }
      : each,
  );
  return { ...state, at, suspensions };
}

import type { GridCode, Happened } from '@civigrid/kernel';
import { defined } from '@civigrid/kernel';
import { askingClocks } from './call-back.ts';
import { type CaseEvent, type CaseFact, fact } from './case-event.ts';
import { type CaseState, inStatus } from './case-state.ts';
import { stopClock } from './clock.ts';
import type { Given } from './given.ts';
import { checkSeverity } from './report.ts';

/** How it was found to be so (核实); `bySource` where the source itself vouches for it. */
export type Verification = 'onSite' | 'byPhoto' | 'byPhone' | 'bySource';

/**
 * Why a report does not become a case: not so, outside what the street does, below the filing condition, gone by
 * itself, or too unclear to be verified.
 */
export type RefusalReason =
  | 'notConfirmed'
  | 'outsideScope'
  | 'conditionNotMet'
  | 'alreadyResolved'
  | 'unclear';

/** Accepts a report as a case (立案); what the verification corrected goes along. */
export interface FileCase extends Given {
  readonly type: 'file';
  readonly verification: Verification;
  readonly category?: string;
  readonly severity?: number;
  readonly grid?: GridCode;
}

/** Does not accept it, with the reason (不予立案). */
export interface RefuseToFile extends Given {
  readonly type: 'refuse';
  readonly reason: RefusalReason;
}

/** Data of `cases/filed`. */
export type FiledData = {
  readonly verification: Verification;
  readonly category?: string;
  readonly severity?: number;
  readonly grid?: GridCode;
};

/** Data of `cases/refused`. */
export type RefusedData = { readonly reason: RefusalReason };

/** Decides {@link FileCase}. */
export function file(command: FileCase, state: CaseState): readonly CaseEvent[] {
  inStatus(state, ['reported']);
  const { verification, category, severity, grid } = command;
  checkSeverity(severity);
  return [fact('cases/filed', defined<FiledData>({ verification, category, severity, grid }))];
}

/** Decides {@link RefuseToFile}. */
export function refuseToFile({ reason }: RefuseToFile, state: CaseState): readonly CaseEvent[] {
  inStatus(state, ['reported']);
  return [fact('cases/refused', { reason })];
}

/** Follows {@link file}. */
export function afterFiled(
  state: CaseState,
  { data, at }: Happened<CaseFact<'cases/filed'>>,
): CaseState {
  if (state.status !== 'reported') return state;
  const { verification: _, ...corrected } = data;
  const clocks = stopClock(state.clocks, { clock: 'intake' }, at);
  return { ...state, at, ...corrected, status: 'filed', clocks };
}

/** Follows {@link refuseToFile}: whoever reported it is told. */
export function afterRefused(state: CaseState, { at }: { readonly at: number }): CaseState {
  if (state.status !== 'reported') return state;
  const clocks = stopClock(state.clocks, { clock: 'intake' }, at);
  return { ...state, at, status: 'refused', clocks: askingClocks({ ...state, clocks }, at) };
}

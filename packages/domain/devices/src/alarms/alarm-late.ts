import { lateEffect, type Pending, type Settled } from './alarm-condition.ts';
import type { Corrected, Late, Moved } from './alarm-transition.ts';

/** What a late event of a protected kind does to a condition. */
export interface LateOutcome {
  readonly state: Settled;
  readonly transitions: readonly (Moved | Corrected | Late)[];
}

/** The report that an event came too late to be put in order. */
export function lateReport(state: Settled, event: Pending): Late {
  const { signal } = event;
  const { conditionKey, occurred: at } = signal;
  return { type: 'late', at, conditionKey, signal, would: lateEffect(state, event) };
}

/**
 * A protected kind is never dropped as late: its event is put where it belongs as far as the condition remembers,
 * which is the last alarm and the clears beside it.
 */
export function lateProtected(state: Settled, event: Pending): LateOutcome {
  const { signal } = event;
  const { conditionKey, occurred: at } = signal;
  const report = lateReport(state, event);
  const moved = (type: 'raised' | 'cleared' | 'repeated', when: number): Moved => ({
    type,
    at: when,
    conditionKey,
    signal,
    late: true,
  });
  const effect = lateEffect(state, event);
  if (effect === 'nothing') return { state, transitions: [report] };
  if (effect === 'repeated') return { state, transitions: [report, moved('repeated', at)] };
  if (effect === 'cleared')
    return {
      state: { ...state, active: false, lastClear: at },
      transitions: [report, moved('cleared', at)],
    };
  const { since, lastClear, clearBefore } = state;
  if (at < since) {
    if (clearBefore >= at)
      return { state, transitions: [report, moved('raised', at), moved('cleared', clearBefore)] };
    const correction: Corrected = {
      type: 'corrected',
      of: 'raised',
      was: since,
      at,
      conditionKey,
      signal,
    };
    return { state: { ...state, since: at }, transitions: [report, correction] };
  }
  const over = lastClear >= at;
  return {
    state: { ...state, active: !over, since: at, lastRaise: at },
    transitions: [report, moved('raised', at), ...(over ? [moved('cleared', lastClear)] : [])],
  };
}

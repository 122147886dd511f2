import type { AlarmSignal, LateEffect } from './alarm-transition.ts';

/** An event that moves a condition, kept until its order is certain. */
export type Pending = { readonly phase: 'raise' | 'clear'; readonly signal: AlarmSignal };

/** A condition as far as its order is certain. */
export interface Settled {
  readonly active: boolean;
  /** When the last alarm began. */
  readonly since?: number;
  /** The last raise, told again or not. */
  readonly lastRaise?: number;
  /** The last clear, whether it ended anything or not. */
  readonly lastClear?: number;
  /** The last clear before the last alarm began. */
  readonly clearBefore?: number;
}

/** A step that a condition takes. */
export interface Step {
  readonly type: 'raised' | 'cleared' | 'repeated';
  readonly at: number;
  readonly signal: AlarmSignal;
}

/** A condition that was never raised. */
export const quiet: Settled = { active: false };

/** Order by occurrence; what occurred at the same instant by phase and key, so that no order of arrival matters. */
export function inOrder(a: Pending, b: Pending): number {
  if (a.signal.occurred !== b.signal.occurred) return a.signal.occurred - b.signal.occurred;
  if (a.phase !== b.phase) return a.phase === 'raise' ? -1 : 1;
  if (a.signal.messageKey === b.signal.messageKey) return 0;
  return a.signal.messageKey < b.signal.messageKey ? -1 : 1;
}

function raise(state: Settled, signal: AlarmSignal): Settled {
  const { occurred } = signal;
  if (state.active) return { ...state, lastRaise: occurred };
  const { lastClear } = state;
  return {
    active: true,
    since: occurred,
    lastRaise: occurred,
    ...(lastClear === undefined ? {} : { lastClear, clearBefore: lastClear }),
  };
}

/**
 * Takes the events of one condition, sorted by {@link inOrder}, in order. Of a raise and a clear at one instant that comes first
 * which changes something: an alarm shorter than the clock's tick is still seen, and one that began anew stays.
 */
export function advanceCondition(
  before: Settled,
  events: readonly Pending[],
): { readonly state: Settled; readonly steps: readonly Step[] } {
  const steps: Step[] = [];
  let state = before;
  for (let i = 0; i < events.length; ) {
    const at = events[i]?.signal.occurred ?? 0;
    let end = i;
    while (events[end]?.signal.occurred === at) end++;
    const group = events.slice(i, end);
    i = end;
    const first = state.active ? 'clear' : 'raise';
    const ordered = [
      ...group.filter(({ phase }) => phase === first),
      ...group.filter(({ phase }) => phase !== first),
    ];
    for (const { phase, signal } of ordered) {
      if (phase === 'raise') {
        steps.push({ type: state.active ? 'repeated' : 'raised', at, signal });
        state = raise(state, signal);
      } else {
        if (state.active) steps.push({ type: 'cleared', at, signal });
        state = { ...state, active: false, lastClear: at };
      }
    }
  }
  return { state, steps };
}

/** What an event before the settled part would have changed, as far as the condition remembers. */
export function lateEffect(state: Settled, { phase, signal }: Pending): LateEffect {
  const { occurred: at } = signal;
  const { active, since, lastRaise, lastClear } = state;
  if (phase === 'clear')
    return active && since !== undefined && at >= since && at >= (lastRaise ?? at)
      ? 'cleared'
      : 'nothing';
  if (since === undefined || at < since) return 'raised';
  if (active || (lastClear !== undefined && at < lastClear)) return 'repeated';
  return 'raised';
}

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

interface Taken {
  readonly state: Settled;
  readonly steps: readonly Step[];
}

function take(state: Settled, { phase, signal }: Pending): Taken {
  const at = signal.occurred;
  if (phase === 'raise') {
    const type = state.active ? 'repeated' : 'raised';
    return { state: raise(state, signal), steps: [{ type, at, signal }] };
  }
  const steps: readonly Step[] = state.active ? [{ type: 'cleared', at, signal }] : [];
  return { state: { ...state, active: false, lastClear: at }, steps };
}

/** How many events from a place on occurred at its instant. */
function sameInstant(events: readonly Pending[], from: number): number {
  const at = events[from]?.signal.occurred;
  let end = from + 1;
  while (end < events.length && events[end]?.signal.occurred === at) end++;
  return end - from;
}

/**
 * Takes the events of one condition, sorted by {@link inOrder}, in order. Of a raise and a clear at one instant that comes first
 * which changes something: an alarm shorter than the clock's tick is still seen, and one that began anew stays.
 */
export function advanceCondition(before: Settled, events: readonly Pending[]): Taken {
  const steps: Step[] = [];
  let state = before;
  let at = 0;
  while (at < events.length) {
    const group = events.slice(at, at + sameInstant(events, at));
    at += group.length;
    const first = state.active ? 'clear' : 'raise';
    const leading = group.filter(({ phase }) => phase === first);
    for (const event of [...leading, ...group.filter(({ phase }) => phase !== first)]) {
      const taken = take(state, event);
      state = taken.state;
      steps.push(...taken.steps);
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

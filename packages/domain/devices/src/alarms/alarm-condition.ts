import type { AlarmSignal, LateEffect } from './alarm-transition.ts';

/** An event that moves a condition, kept until its order is certain. */
export type Pending = { readonly phase: 'raise' | 'clear'; readonly signal: AlarmSignal };

/** A condition as far as its order is certain; NaN for what never was. */
export interface Settled {
  active: boolean;
  /** When the last alarm began. */
  since: number;
  /** The last raise, told again or not. */
  lastRaise: number;
  /** The last clear, whether it ended anything or not. */
  lastClear: number;
  /** The last clear before the last alarm began. */
  clearBefore: number;
}

/** A step that a condition takes. */
export interface Step {
  readonly type: 'raised' | 'cleared' | 'repeated';
  readonly at: number;
  readonly signal: AlarmSignal;
}

/** A condition that was never raised. */
export function quiet(): Settled {
  const never = Number.NaN;
  return { active: false, since: never, lastRaise: never, lastClear: never, clearBefore: never };
}

/** Makes it one that was never raised. */
export function hush(state: Settled): void {
  state.active = false;
  state.since = Number.NaN;
  state.lastRaise = Number.NaN;
  state.lastClear = Number.NaN;
  state.clearBefore = Number.NaN;
}

/** Order by occurrence; what occurred at the same instant by phase and key, so that no order of arrival matters. */
export function inOrder(a: Pending, b: Pending): number {
  if (a.signal.occurred !== b.signal.occurred) return a.signal.occurred - b.signal.occurred;
  if (a.phase !== b.phase) return a.phase === 'raise' ? -1 : 1;
  if (a.signal.messageKey === b.signal.messageKey) return 0;
  return a.signal.messageKey < b.signal.messageKey ? -1 : 1;
}

/** Takes one event, in place: it is done for every alarm of a city. */
export function takeOne(state: Settled, phase: Pending['phase'], at: number): void {
  if (phase === 'clear') {
    state.active = false;
    state.lastClear = at;
    return;
  }
  state.lastRaise = at;
  if (state.active) return;
  state.active = true;
  state.since = at;
  state.clearBefore = state.lastClear;
}

/** The step that one event is to a condition, if it is any. */
export function stepType(state: Settled, phase: Pending['phase']): Step['type'] | undefined {
  if (phase === 'raise') return state.active ? 'repeated' : 'raised';
  return state.active ? 'cleared' : undefined;
}

interface Taken {
  readonly state: Settled;
  readonly steps: readonly Step[];
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
  const state = { ...before };
  let at = 0;
  while (at < events.length) {
    const group = events.slice(at, at + sameInstant(events, at));
    at += group.length;
    const first = state.active ? 'clear' : 'raise';
    const leading = group.filter(({ phase }) => phase === first);
    for (const event of [...leading, ...group.filter(({ phase }) => phase !== first)]) {
      const { phase, signal } = event;
      const { occurred } = signal;
      const type = stepType(state, phase);
      if (type !== undefined) steps.push({ type, at: occurred, signal });
      takeOne(state, phase, occurred);
    }
  }
  return { state, steps };
}

/** What an event before the settled part would have changed, as far as the condition remembers. */
export function lateEffect(state: Settled, { phase, signal }: Pending): LateEffect {
  const { occurred: at } = signal;
  const { active, since, lastRaise, lastClear } = state;
  if (phase === 'clear') return active && at >= since && at >= lastRaise ? 'cleared' : 'nothing';
  if (!(at >= since)) return 'raised';
  if (active || at < lastClear) return 'repeated';
  return 'raised';
}

import { pendingRungs } from './case-deadlines.ts';
import { type CaseEvent, fact } from './case-event.ts';
import type { CaseState } from './case-state.ts';
import type { Given } from './given.ts';
import { levelAbove } from './level.ts';
import { suspensionOver } from './suspension.ts';

/** A deadline fires (到时). Late, double or stale firings change nothing: the state is asked again. */
export interface Timer extends Given {
  readonly type: 'timer';
  /** The name of the deadline within the case, as `caseDeadlines` gave it. */
  readonly name: string;
  /** For which instant it was set: UTC milliseconds. */
  readonly due: number;
}

/** Decides {@link Timer}; never refuses. */
export function timer({ name, due, at }: Timer, state: CaseState): readonly CaseEvent[] {
  const over = suspensionOver(state, name, at);
  if (over.length > 0) return over;
  const pending = pendingRungs(state).find((each) => each.name === name);
  if (state.status === 'unreported' || pending === undefined) return [];
  const { run, rung } = pending;
  if (due < run.since || due > Math.max(at, state.at)) return [];
  const { effect, tell, clock } = rung;
  const { level: from, levels } = state;
  const to = effect === 'levelUp' ? levelAbove(levels, from) : from;
  const { part } = run;
  const named = part === undefined ? { clock } : { clock, part };
  const reached = { cause: 'clock', ...named, run: run.run, rung: rung.rung, due } as const;
  return [fact('cases/escalated', { from, to, effect, tell, ...reached })];
}

import type { Budget } from './budget.ts';

/**
 * The clocks of a case (时限): `sign` from dispatch to signature, `handle` from dispatch to the claim that it is done,
 * `whole` from creation to closure, which no return resets.
 */
export type ClockName = 'sign' | 'handle' | 'whole';

/** One run of a clock. */
export interface ClockRun {
  readonly clock: ClockName;
  /** 1, 2, 3 …: a new dispatch, or another limit, makes a new run. */
  readonly run: number;
  /** UTC milliseconds. */
  readonly since: number;
  readonly budget: Budget;
  /** The rungs of the ladder that were reached. */
  readonly fired: readonly string[];
  /** UTC milliseconds; absent while it runs. */
  readonly stoppedAt?: number;
}

/** The latest run of a clock. */
export function clockOf(clocks: readonly ClockRun[], clock: ClockName): ClockRun | undefined {
  return clocks.find((run) => run.clock === clock);
}

function put(clocks: readonly ClockRun[], run: ClockRun): readonly ClockRun[] {
  return [...clocks.filter(({ clock }) => clock !== run.clock), run];
}

/** Starts a new run; without a budget the clock stands. */
export function startClock(
  clocks: readonly ClockRun[],
  start: { readonly clock: ClockName; readonly since: number; readonly budget: Budget | undefined },
): readonly ClockRun[] {
  const { clock, since, budget } = start;
  if (budget === undefined) return stopClock(clocks, clock, since);
  const run = (clockOf(clocks, clock)?.run ?? 0) + 1;
  return put(clocks, { clock, run, since, budget, fired: [] });
}

/** Gives a clock another limit from the same start: the rungs that were reached stay reached. */
export function limitClock(
  clocks: readonly ClockRun[],
  limit: { readonly clock: ClockName; readonly since: number; readonly budget: Budget | undefined },
): readonly ClockRun[] {
  const fired = clockOf(clocks, limit.clock)?.fired ?? [];
  const next = startClock(clocks, limit);
  return next.map((run) => (run.clock === limit.clock ? { ...run, fired } : run));
}

/** Stops a clock if it runs. */
export function stopClock(
  clocks: readonly ClockRun[],
  clock: ClockName,
  at: number,
): readonly ClockRun[] {
  const run = clockOf(clocks, clock);
  return run === undefined || run.stoppedAt !== undefined
    ? clocks
    : put(clocks, { ...run, stoppedAt: at });
}

/** Lets a stopped clock go on as if it had never stopped. */
export function resumeClock(clocks: readonly ClockRun[], clock: ClockName): readonly ClockRun[] {
  const run = clockOf(clocks, clock);
  if (run === undefined) return clocks;
  const { stoppedAt: _, ...running } = run;
  return put(clocks, running);
}

/** Marks a rung of a run as reached. */
export function markRung(
  clocks: readonly ClockRun[],
  { clock, run, rung }: { readonly clock: ClockName; readonly run: number; readonly rung: string },
): readonly ClockRun[] {
  return clocks.map((each) =>
    each.clock === clock && each.run === run && !each.fired.includes(rung)
      ? { ...each, fired: [...each.fired, rung] }
      : each,
  );
}

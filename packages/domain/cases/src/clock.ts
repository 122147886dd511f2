import type { Budget } from './budget.ts';

/**
 * The clocks of a case (时限): `intake` from creation to filing or refusal, `sign` from dispatch to signature, `handle`
 * from dispatch to the claim that it is done, `stage` through each stage of a plan, `whole` from creation to closure,
 * which no return resets, `callBack` from the check that passed to each reporter's answer, `reportIn` from a whistle
 * until all whom it called have come.
 */
export type ClockName = 'intake' | 'sign' | 'handle' | 'stage' | 'whole' | 'callBack' | 'reportIn';

/** All clocks, in the order in which a case meets them. */
export const clockNames: readonly ClockName[] = [
  'intake',
  'sign',
  'handle',
  'stage',
  'whole',
  'callBack',
  'reportIn',
];

/** What changed a limit while its clock ran: an extension (延期) adds, another rule replaces. */
export type LimitChange =
  | { readonly at: number; readonly add: Budget }
  | { readonly at: number; readonly budget: Budget };

/** One run of a clock. */
export interface ClockRun {
  readonly clock: ClockName;
  /** Which of several: the name of the stage, the report that waits for its call-back, the number of the whistle. */
  readonly part?: string;
  /** 1, 2, 3 …: a new dispatch or a reopening makes a new run. */
  readonly run: number;
  /** UTC milliseconds. */
  readonly since: number;
  readonly budget: Budget;
  /** In order of time. */
  readonly changes: readonly LimitChange[];
  /** The rungs of the ladder that were reached. */
  readonly fired: readonly string[];
  /** UTC milliseconds; absent while it runs. */
  readonly stoppedAt?: number;
}

/** Names one clock of a case. */
interface ClockPart {
  readonly clock: ClockName;
  readonly part?: string | undefined;
}

const isSame = (run: ClockPart, { clock, part }: ClockPart): boolean =>
  run.clock === clock && run.part === part;

/** The latest run of a clock. */
export function clockOf(
  clocks: readonly ClockRun[],
  clock: ClockName,
  part?: string,
): ClockRun | undefined {
  return clocks.find((run) => isSame(run, { clock, part }));
}

function put(clocks: readonly ClockRun[], run: ClockRun): readonly ClockRun[] {
  return [...clocks.filter((each) => !isSame(each, run)), run];
}

/** Starts a new run; without a budget the clock stands. */
export function startClock(
  clocks: readonly ClockRun[],
  start: ClockPart & { readonly since: number; readonly budget: Budget | undefined },
): readonly ClockRun[] {
  const { clock, part, since, budget } = start;
  if (budget === undefined) return stopClock(clocks, start, since);
  const run = (clockOf(clocks, clock, part)?.run ?? 0) + 1;
  const named = part === undefined ? { clock } : { clock, part };
  return put(clocks, { ...named, run, since, budget, changes: [], fired: [] });
}

/**
 * Gives a clock the limit of another rule, from the same start: the rungs that were reached stay reached. Without a
 * limit the one before goes on.
 */
export function limitClock(
  clocks: readonly ClockRun[],
  limit: ClockPart & {
    readonly since: number;
    readonly at: number;
    readonly budget: Budget | undefined;
  },
): readonly ClockRun[] {
  const { clock, part, at, budget } = limit;
  if (budget === undefined) return clocks;
  const run = clockOf(clocks, clock, part);
  if (run === undefined || run.stoppedAt !== undefined) return startClock(clocks, limit);
  const now = limitOf(run);
  if (now.value === budget.value && now.unit === budget.unit) return clocks;
  return put(clocks, { ...run, changes: [...run.changes, { at, budget }] });
}

/** The limit under which a run stands now, extensions apart. */
export function limitOf({ budget, changes }: ClockRun): Budget {
  return changes.reduce((last, change) => ('budget' in change ? change.budget : last), budget);
}

/** Adds to the limit of a clock. */
export function extendClock(
  clocks: readonly ClockRun[],
  extension: ClockPart & { readonly at: number; readonly add: Budget },
): readonly ClockRun[] {
  const { clock, part, at, add } = extension;
  const run = clockOf(clocks, clock, part);
  if (run === undefined) return clocks;
  return put(clocks, { ...run, changes: [...run.changes, { at, add }] });
}

/** Stops a clock if it runs. */
export function stopClock(
  clocks: readonly ClockRun[],
  { clock, part }: ClockPart,
  at: number,
): readonly ClockRun[] {
  const run = clockOf(clocks, clock, part);
  return run === undefined || run.stoppedAt !== undefined
    ? clocks
    : put(clocks, { ...run, stoppedAt: at });
}

/** Stops all clocks, or those of some names, that run. */
export function stopClocks(
  clocks: readonly ClockRun[],
  at: number,
  names: readonly ClockName[] = clockNames,
): readonly ClockRun[] {
  return clocks.map((run) =>
    run.stoppedAt === undefined && names.includes(run.clock) ? { ...run, stoppedAt: at } : run,
  );
}

/** Lets a stopped clock go on as if it had never stopped. */
export function resumeClock(
  clocks: readonly ClockRun[],
  { clock, part }: ClockPart,
): readonly ClockRun[] {
  const run = clockOf(clocks, clock, part);
  if (run === undefined) return clocks;
  const { stoppedAt: _, ...running } = run;
  return put(clocks, running);
}

/** Marks a rung of a run as reached. */
export function markRung(
  clocks: readonly ClockRun[],
  reached: ClockPart & { readonly run: number; readonly rung: string },
): readonly ClockRun[] {
  const { run, rung } = reached;
  return clocks.map((each) =>
    isSame(each, reached) && each.run === run && !each.fired.includes(rung)
      ? { ...each, fired: [...each.fired, rung] }
      : each,
  );
}

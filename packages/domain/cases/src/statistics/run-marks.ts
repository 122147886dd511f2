import type { DueCalendar } from '../budget.ts';
import type { KnownCase } from '../case-state.ts';
import { onTimeOf } from './figure-names.ts';
import type { Verdict } from './figures.ts';
import type { Loop } from './loop.ts';
import type { RateMark } from './marks.ts';
import { type Outcome, outcomeOf, runDue, type TrackedRun } from './run-history.ts';

interface Ending {
  readonly end: number;
  readonly joinedAt: number | undefined;
  readonly unitAt: (at: number) => string;
  readonly rates: RateMark[];
}

/** Tells every run but those of the whole case; gives, by loop, when a limit ran out that a signature had to keep. */
export function runMarks(
  runs: readonly TrackedRun[],
  state: KnownCase,
  { end, joinedAt, unitAt, rates }: Ending,
  calendar: DueCalendar,
): Map<number, Outcome[]> {
  const missed = new Map<number, Outcome[]>();
  for (const tracked of runs) {
    const { run, loop } = tracked;
    const { clock } = run;
    const isWhole = clock === 'whole';
    const due =
      isWhole && tracked.stoppedAt !== undefined ? tracked.wholeDue : runDue(run, state, calendar);
    const outcome = outcomeOf(tracked, due, end);
    if (isWhole || clock === 'sign')
      if (outcome.verdict === 'missed' || (clock === 'sign' && outcome.verdict === 'unknown')) {
        const list = missed.get(loop);
        if (list === undefined) missed.set(loop, [outcome]);
        else list.push(outcome);
      }
    if (isWhole) continue;
    const isOrder = clock === 'sign' || clock === 'handle' || clock === 'stage';
    const hasJoined = outcome.verdict === 'pending' && joinedAt !== undefined;
    const { verdict, at }: Outcome = hasJoined ? { verdict: 'lapsed', at: joinedAt } : outcome;
    const unit = isOrder ? tracked.unit : unitAt(at);
    rates.push({ rate: onTimeOf[clock], verdict, at, unit, loop });
  }
  return missed;
}

/** Whether somebody signed in time; undefined where the loop ended before anybody had to. */
export function responseOf(
  { signedAt, end: ended }: Loop,
  missed: readonly Outcome[] | undefined,
  {
    end,
    joinedAt,
    isLast,
  }: { readonly end: number; readonly joinedAt: number | undefined; readonly isLast: boolean },
): { readonly verdict: Verdict; readonly at: number } | undefined {
  const before = signedAt ?? end;
  let first: Outcome | undefined;
  for (const each of missed ?? []) {
    if (each.ranOut === undefined) {
      if (each.at <= before) return { verdict: 'unknown', at: each.at };
    } else if (each.ranOut < before && (first === undefined || each.at < first.at)) first = each;
  }
  if (first !== undefined) return { verdict: 'missed', at: first.at };
  if (signedAt !== undefined) return { verdict: 'kept', at: signedAt };
  return isLast && ended === undefined && joinedAt === undefined
    ? { verdict: 'pending', at: end - 1 }
    : undefined;
}

/** Who came when a whistle called. */
export function arrivals(
  state: KnownCase,
  {
    loops,
    whistleLoops,
    runs,
    end,
    joinedAt,
    unitAt,
    rates,
  }: Ending & {
    readonly loops: readonly Loop[];
    readonly whistleLoops: readonly number[];
    readonly runs: readonly TrackedRun[];
  },
  calendar: DueCalendar,
): void {
  state.whistles.forEach(({ whistle, participants, arrived }, i) => {
    const loop = whistleLoops[i] ?? 0;
    const part = String(whistle);
    const tracked = runs.findLast(({ run }) => run.clock === 'reportIn' && run.part === part);
    const outcome = tracked && outcomeOf(tracked, runDue(tracked.run, state, calendar), end);
    const over = loops[loop]?.end;
    for (const participant of new Set(participants)) {
      const came = arrived.find((each) => each.participant === participant);
      let verdict: Verdict = 'pending';
      let at = end - 1;
      if (came !== undefined) [verdict, at] = ['kept', came.at];
      else if (outcome?.verdict === 'missed') [verdict, at] = ['missed', outcome.at];
      else if (over !== undefined) [verdict, at] = ['missed', over];
      else if (joinedAt !== undefined) [verdict, at] = ['lapsed', joinedAt];
      rates.push({ rate: 'reportedIn', verdict, at, unit: unitAt(at), loop });
    }
  });
}

import { workCalendar } from '@civigrid/calendar';
import { chinaCalendarYears } from '@civigrid/calendar/china';
import { type CaseState, caseDecider, isOverdue, withinLimit } from '@civigrid/cases';
import { type CaseRecordEvent, type Statistics, statisticsOf } from '@civigrid/cases/statistics';
import { median, milliseconds } from '../../../tools/testing/bench/alternate.ts';
import { streetYear, yearFrom, yearUntil } from './street-year.ts';

const calendar = workCalendar({
  shifts: [
    ['08:30', '12:00'],
    ['14:00', '17:30'],
  ],
  years: chinaCalendarYears,
});
const period = { from: yearFrom, until: yearUntil };

interface Naive {
  open: number;
  overdue: number;
  closures: number;
  returns: number;
  reached: number;
  solved: number;
  /** Whole-case limits: closed on time; closed late, or overdue at the end. */
  kept: number;
  missed: number;
}

/** Every case folded in a Map as the log goes, then asked one by one; only what a state can tell. */
function naive(events: readonly CaseRecordEvent[]): Naive {
  const states = new Map<string, CaseState>();
  const sum: Naive = {
    open: 0,
    overdue: 0,
    closures: 0,
    returns: 0,
    reached: 0,
    solved: 0,
    kept: 0,
    missed: 0,
  };
  for (const event of events) {
    if (event.at >= period.until) continue;
    const before = states.get(event.stream) ?? caseDecider.initial;
    const state = caseDecider.evolve(before, event);
    states.set(event.stream, state);
    if (event.type === 'cases/returned') sum.returns++;
    if (event.type !== 'cases/closed' || state.status !== 'closed') continue;
    sum.closures++;
    for (const { answer } of state.reporters) {
      if (!answer?.reached) continue;
      sum.reached++;
      if (answer.solved) sum.solved++;
    }
    const verdict = withinLimit(state, calendar);
    if (verdict.ok) sum[verdict.within ? 'kept' : 'missed']++;
  }
  for (const state of states.values()) {
    if (state.status === 'closed' || state.status === 'refused' || state.status === 'merged')
      continue;
    sum.open++;
    if (isOverdue(state, calendar, period.until)) {
      sum.overdue++;
      sum.missed++;
    }
  }
  return sum;
}

/** What the figures of a street's year cost, from scratch, beside the plain reading. */
export interface StatisticsBench {
  readonly events: number;
  readonly cases: number | undefined;
  readonly ms: number;
  readonly fastestMs: number;
  readonly naiveMs: number;
  readonly naive: string;
  readonly equal: boolean;
  readonly told: object;
  readonly groups: readonly (number | undefined)[];
}

/** Works the figures of a year out, in turn with the plain reading; what both tell is compared. */
export function statisticsBench({ quick }: { readonly quick: boolean }): StatisticsBench {
  const count = quick ? 50_000 : 1_000_000;
  const rounds = quick ? 2 : 5;
  const events = streetYear(count);
  let result: Statistics | undefined;
  let plain: Naive | undefined;
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < rounds; round++) {
    globalThis.gc?.();
    ours.push(
      milliseconds(() => {
        result = statisticsOf(events, { period, calendar });
      }),
    );
    globalThis.gc?.();
    theirs.push(
      milliseconds(() => {
        plain = naive(events);
      }),
    );
  }
  const { counts, rates } = result?.total ?? {};
  const whole = rates?.onTimeWhole;
  const told = {
    open: counts?.open,
    overdue: counts?.overdue,
    closures: counts?.closures,
    returns: counts?.returns,
    reached: rates?.reached.numerator,
    solved: rates?.solved.numerator,
    kept: whole?.numerator,
    missed: whole === undefined ? undefined : whole.denominator - whole.numerator,
  };
  return {
    events: count,
    cases: counts?.reported,
    ms: Math.round(median(ours)),
    fastestMs: Math.round(Math.min(...ours)),
    naiveMs: Math.round(median(theirs)),
    naive: 'eight sums and no groups',
    equal: JSON.stringify(told) === JSON.stringify(plain),
    told,
    groups: [result?.byUnit, result?.byGrid, result?.byCategory, result?.bySource].map(
      (groups) => groups?.length,
    ),
  };
}

import type { CaseId } from '@civigrid/kernel';
import { rounded } from './changes.ts';
import { type Lateness, type ReplayedClock, replayedClocks } from './lateness.ts';
import { least } from './owner-changes.ts';

/** What becomes of the limits of one clock. */
export interface ClockChange {
  readonly clock: ReplayedClock;
  readonly lateBefore: number;
  readonly lateAfter: number;
  readonly newlyLate: number;
  readonly noLongerLate: number;
  /** Of these, the first by their id. */
  readonly newlyLateExample?: CaseId;
  readonly noLongerLateExample?: CaseId;
}

/** The same while it is added up. */
interface ClockSum {
  lateBefore: number;
  lateAfter: number;
  newlyLate: number;
  noLongerLate: number;
  newlyLateExample?: CaseId;
  noLongerLateExample?: CaseId;
}

/** Adds up what becomes of each clock. */
export interface ClockSums {
  /** The clock by its place in `replayedClocks`, of which one world at least says that it is late. */
  add(clock: number, before: Lateness, after: Lateness, weight: number, id: CaseId): void;
  list(): readonly ClockChange[];
}

/** Begins with nothing. */
export function clockSums(): ClockSums {
  const sums = replayedClocks.map(
    (): ClockSum => ({ lateBefore: 0, lateAfter: 0, newlyLate: 0, noLongerLate: 0 }),
  );
  return {
    add(clock, before, after, weight, id) {
      const sum = sums[clock] as ClockSum;
      if (before === 'late') sum.lateBefore += weight;
      if (after === 'late') sum.lateAfter += weight;
      if (before === 'inTime' || before === 'none') {
        sum.newlyLate += weight;
        sum.newlyLateExample = least(sum.newlyLateExample, id);
      } else if (after === 'inTime' || after === 'none') {
        sum.noLongerLate += weight;
        sum.noLongerLateExample = least(sum.noLongerLateExample, id);
      }
    },
    list: () =>
      sums.map((sum, i) => ({
        ...sum,
        clock: replayedClocks[i] as ReplayedClock,
        lateBefore: rounded(sum.lateBefore),
        lateAfter: rounded(sum.lateAfter),
        newlyLate: rounded(sum.newlyLate),
        noLongerLate: rounded(sum.noLongerLate),
      })),
  };
}

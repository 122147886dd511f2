import type { Target } from '../../../tools/testing/bench/report.ts';

/** One contest: its figures as JSON, and what was promised of them. */
export interface Contest {
  readonly results: object;
  readonly targets: readonly Target[];
}

/** Holds one contest; a quick one shows that it runs, its figures are no figures. */
export type HoldContest = (quick: boolean) => Contest;

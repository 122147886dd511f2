import type { GridCode } from '@civigrid/kernel';
import type { Evidence } from '../record/evidence.ts';
import { knownProgramme, type Outcome, type ProgrammeState, spentFen } from './programme-state.ts';

/** What a programme reached of one measure. */
export interface MeasureOutcome {
  readonly measure: string;
  readonly unit: string;
  readonly goal: number;
  /** Recorded, less what was taken back. */
  readonly reached: number;
  readonly met: boolean;
  /** The same by cell, in the order of first record. */
  readonly byGrid: readonly { readonly grid: GridCode; readonly reached: number }[];
  /** What proves it: of every record that still counts. */
  readonly evidence: readonly Evidence[];
}

/** What a programme reached and spent (成效汇总). */
export interface ProgrammeOutcomes {
  readonly programme: string;
  readonly measures: readonly MeasureOutcome[];
  /** Whole fen (分); left out where no budget was given. */
  readonly budget?: {
    readonly givenFen: number;
    readonly spentFen: number;
    readonly leftFen: number;
  };
}

function byGrid(outcomes: readonly Outcome[]): MeasureOutcome['byGrid'] {
  const sums = new Map<GridCode, number>();
  for (const { grid, amount, takenBack } of outcomes)
    sums.set(grid, (sums.get(grid) ?? 0) + amount - takenBack);
  return [...sums].map(([grid, reached]) => ({ grid, reached }));
}

/** What a programme reached, measure by measure, and what is left of its budget. Refuses with `people/programme-unknown`. */
export function outcomes(state: ProgrammeState): ProgrammeOutcomes {
  const known = knownProgramme(state);
  const { programme, budgetFen } = known;
  const measures = known.measures.map(({ measure, unit, goal }) => {
    const counting = known.outcomes.filter(
      (each) => each.measure === measure && each.amount > each.takenBack,
    );
    const reached = counting.reduce((sum, { amount, takenBack }) => sum + amount - takenBack, 0);
    const evidence = counting.flatMap((each) => each.evidence);
    return {
      measure,
      unit,
      goal,
      reached,
      met: reached >= goal,
      byGrid: byGrid(counting),
      evidence,
    };
  });
  if (budgetFen === undefined) return { programme, measures };
  const spent = spentFen(known);
  const budget = { givenFen: budgetFen, spentFen: spent, leftFen: budgetFen - spent };
  return { programme, measures, budget };
}

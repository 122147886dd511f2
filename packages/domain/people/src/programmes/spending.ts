import { checkedCode, checkedCount } from '../record/checked.ts';
import { checkedEvidence, type Evidence } from '../record/evidence.ts';
import { factOf } from '../record/fact-of.ts';
import type { Given } from '../record/given.ts';
import { refusal } from './programme-error.ts';
import type { ProgrammeFact } from './programme-fact.ts';
import {
  knownProgramme,
  type ProgrammeState,
  runningProgramme,
  spentFen,
} from './programme-state.ts';

/** Books what was spent (支出). Refused with `people/no-budget`, `budget-exceeded`, `spending-exists`, `evidence-missing`. */
export interface Spend extends Given {
  readonly type: 'spend';
  readonly spending: string;
  /** Whole fen (分), at least 1. */
  readonly fen: number;
  /** Receipts; at least one. */
  readonly evidence: readonly Evidence[];
}

/** Takes a spending back in whole or in part, by a counter-entry (支出冲销). Refused with `people/spending-unknown`, `correction-too-large`. */
export interface CorrectSpending extends Given {
  readonly type: 'correctSpending';
  readonly spending: string;
  readonly fen: number;
  readonly reason: string;
}

/** Data of `people/spent`. */
export type SpentData = {
  readonly spending: string;
  readonly fen: number;
  readonly evidence: readonly Evidence[];
};

/** Data of `people/spending-corrected`. */
export type SpendingCorrectedData = {
  readonly spending: string;
  readonly fen: number;
  readonly reason: string;
};

/** Decides {@link Spend}. */
export function spend(command: Spend, state: ProgrammeState): readonly ProgrammeFact[] {
  const known = runningProgramme(state);
  const spending = checkedCode(command.spending, '/spending');
  if (known.spendings.some((each) => each.spending === spending))
    throw refusal('people/spending-exists', 'This was booked already.', { spending });
  const fen = checkedCount(command.fen, '/fen', { least: 1 });
  if (known.budgetFen === undefined)
    throw refusal('people/no-budget', 'The programme was given no budget.');
  const leftFen = known.budgetFen - spentFen(known);
  if (fen > leftFen)
    throw refusal('people/budget-exceeded', 'The budget does not suffice.', { fen, leftFen });
  const evidence = checkedEvidence(command.evidence);
  if (evidence.length === 0)
    throw refusal('people/evidence-missing', 'What was spent is proved.', { path: '/evidence' });
  return [factOf('people/spent', { spending, fen, evidence })];
}

/** Decides {@link CorrectSpending}. */
export function correctSpending(
  command: CorrectSpending,
  state: ProgrammeState,
): readonly ProgrammeFact[] {
  const { spendings } = knownProgramme(state);
  const found = spendings.find(({ spending }) => spending === command.spending);
  if (found === undefined)
    throw refusal('people/spending-unknown', 'No such spending was booked.', {
      path: '/spending',
    });
  const { spending } = found;
  const fen = checkedCount(command.fen, '/fen', { least: 1 });
  if (fen > found.fen - found.takenBack)
    throw refusal('people/correction-too-large', 'No more than was spent is taken back.', {
      spending,
    });
  const reason = checkedCode(command.reason, '/reason');
  return [factOf('people/spending-corrected', { spending, fen, reason })];
}

import type { GridCode } from '@civigrid/kernel';
import { checkedCode, checkedCount } from '../record/checked.ts';
import { checkedEvidence, type Evidence } from '../record/evidence.ts';
import { factOf } from '../record/fact-of.ts';
import type { Given } from '../record/given.ts';
import { refusal } from './programme-error.ts';
import type { ProgrammeFact } from './programme-fact.ts';
import { knownProgramme, type ProgrammeState, runningProgramme } from './programme-state.ts';

/** Records what was reached (登记成效). Refused with `people/measure-unknown`, `outcome-exists`, `activity-unknown`, `evidence-missing`. */
export interface RecordOutcome extends Given {
  readonly type: 'recordOutcome';
  readonly outcome: string;
  readonly measure: string;
  /** Whole, 1 to a billion. */
  readonly amount: number;
  /** The cell in which; that of the programme if left out. */
  readonly grid?: GridCode;
  readonly activity?: string;
  /** At least one. */
  readonly evidence: readonly Evidence[];
}

/** Takes back what was recorded too much, by a counter-entry (成效更正). Refused with `people/outcome-unknown`, `correction-too-large`. */
export interface CorrectOutcome extends Given {
  readonly type: 'correctOutcome';
  readonly outcome: string;
  readonly amount: number;
  readonly reason: string;
}

/** Data of `people/outcome-recorded`. */
export type OutcomeRecordedData = {
  readonly outcome: string;
  readonly measure: string;
  readonly amount: number;
  readonly grid: GridCode;
  readonly activity?: string;
  readonly evidence: readonly Evidence[];
};

/** Data of `people/outcome-corrected`. */
export type OutcomeCorrectedData = {
  readonly outcome: string;
  readonly amount: number;
  readonly reason: string;
};

/** Decides {@link RecordOutcome}. */
export function recordOutcome(
  command: RecordOutcome,
  state: ProgrammeState,
): readonly ProgrammeFact[] {
  const known = runningProgramme(state);
  const outcome = checkedCode(command.outcome, '/outcome');
  if (known.outcomes.some((each) => each.outcome === outcome))
    throw refusal('people/outcome-exists', 'This was recorded already.', { outcome });
  const { activity, measure, grid = known.grid } = command;
  if (!known.measures.some((each) => each.measure === measure))
    throw refusal('people/measure-unknown', 'The programme has no such measure.', {
      path: '/measure',
    });
  if (activity !== undefined && !known.activities.some((each) => each.activity === activity))
    throw refusal('people/activity-unknown', 'The programme has no such activity.', {
      path: '/activity',
    });
  const amount = checkedCount(command.amount, '/amount', { least: 1, most: 1e9 });
  const evidence = checkedEvidence(command.evidence);
  if (evidence.length === 0)
    throw refusal('people/evidence-missing', 'What was reached is proved.', { path: '/evidence' });
  const where = { grid, ...(activity !== undefined && { activity }) };
  return [factOf('people/outcome-recorded', { outcome, measure, amount, ...where, evidence })];
}

/** Decides {@link CorrectOutcome}. */
export function correctOutcome(
  command: CorrectOutcome,
  state: ProgrammeState,
): readonly ProgrammeFact[] {
  const { outcomes } = knownProgramme(state);
  const found = outcomes.find(({ outcome }) => outcome === command.outcome);
  if (found === undefined)
    throw refusal('people/outcome-unknown', 'No such outcome was recorded.', { path: '/outcome' });
  const { outcome } = found;
  const amount = checkedCount(command.amount, '/amount', { least: 1 });
  if (amount > found.amount - found.takenBack)
    throw refusal('people/correction-too-large', 'No more than was recorded is taken back.', {
      outcome,
    });
  const reason = checkedCode(command.reason, '/reason');
  return [factOf('people/outcome-corrected', { outcome, amount, reason })];
}

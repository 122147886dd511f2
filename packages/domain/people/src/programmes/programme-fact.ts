import type { FactOf } from '../record/fact-of.ts';
import type { GoalSetData, ProgrammeEndedData, ProgrammeLaunchedData } from './launch.ts';
import type { OutcomeCorrectedData, OutcomeRecordedData } from './outcome.ts';
import type { ProgrammeActivity } from './programme-state.ts';
import type { SpendingCorrectedData, SpentData } from './spending.ts';

/** The facts of a programme by type, each with its data. */
export interface ProgrammeFacts {
  readonly 'people/programme-launched': ProgrammeLaunchedData;
  readonly 'people/goal-set': GoalSetData;
  readonly 'people/activity-planned': ProgrammeActivity;
  readonly 'people/outcome-recorded': OutcomeRecordedData;
  readonly 'people/outcome-corrected': OutcomeCorrectedData;
  readonly 'people/spent': SpentData;
  readonly 'people/spending-corrected': SpendingCorrectedData;
  readonly 'people/programme-ended': ProgrammeEndedData;
}

/** What happens to a programme. */
export type ProgrammeFact = {
  readonly [Type in keyof ProgrammeFacts]: FactOf<ProgrammeFacts, Type>;
}[keyof ProgrammeFacts];

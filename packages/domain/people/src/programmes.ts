export type {
  EndProgramme,
  GoalSetData,
  LaunchProgramme,
  PlanActivity,
  ProgrammeEndedData,
  ProgrammeLaunchedData,
  SetGoal,
} from './programmes/launch.ts';
export type {
  CorrectOutcome,
  OutcomeCorrectedData,
  OutcomeRecordedData,
  RecordOutcome,
} from './programmes/outcome.ts';
export type { MeasureOutcome, ProgrammeOutcomes } from './programmes/outcomes.ts';
export { outcomes } from './programmes/outcomes.ts';
export type { ProgrammeCommand } from './programmes/programme-decider.ts';
export { programmeDecider } from './programmes/programme-decider.ts';
export type { ProgrammeErrorCode } from './programmes/programme-error.ts';
export type { ProgrammeFact, ProgrammeFacts } from './programmes/programme-fact.ts';
export type {
  KnownProgramme,
  Measure,
  Outcome,
  ProgrammeActivity,
  ProgrammeState,
  Spending,
} from './programmes/programme-state.ts';
export type {
  CorrectSpending,
  Spend,
  SpendingCorrectedData,
  SpentData,
} from './programmes/spending.ts';
export { programmeStream, themedGridStream } from './programmes/stream.ts';
export type {
  DeclareTheme,
  EndTheme,
  LinkProgramme,
  ProgrammeLinkedData,
  Theme,
  ThemeDeclaredData,
  ThemedGridCommand,
  ThemedGridFact,
  ThemedGridFacts,
  ThemedGridState,
  ThemeEndedData,
} from './programmes/themed-grid.ts';
export { themeAt, themedGridDecider } from './programmes/themed-grid.ts';
export type { Evidence } from './record/evidence.ts';
export type { FactOf } from './record/fact-of.ts';
export type { Given } from './record/given.ts';
export type { RecordErrorCode } from './record/record-error.ts';

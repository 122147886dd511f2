export type {
  Absorb,
  AbsorbedData,
  ComingReporter,
  Join,
  JoinedData,
  Separate,
  SeparatedData,
} from './absorb.ts';
export { comingReporters } from './absorb.ts';
export type { Assignment } from './assignment.ts';
export type { Budget, BudgetUnit, Due, DueCalendar, Worked } from './budget.ts';
export { isBudget } from './budget.ts';
export type { CallBack, CallBackAnswer, CalledBackData } from './call-back.ts';
export type { CaseCommand } from './case-command.ts';
export type { CaseDeadline, CaseDeadlines, UnknownDeadline } from './case-deadlines.ts';
export { caseDeadlines } from './case-deadlines.ts';
export { caseDecider, caseDeciderUnder } from './case-decider.ts';
export type { CaseErrorCode } from './case-error.ts';
export type { CaseEvent, CaseEventData, CaseEventType, CaseFact } from './case-event.ts';
export type {
  AssignedCase,
  CaseRecord,
  CaseState,
  CaseStatus,
  ClosedCase,
  Closure,
  EnteredCase,
  KnownCase,
  MergedCase,
  OpenCase,
  Reporter,
  RoutedCase,
  Unreported,
} from './case-state.ts';
export { caseStatus, isOpen, isSuspended, leadOf, openedAt } from './case-state.ts';
export type { Check, CheckedData, ReworkReason } from './check.ts';
export type { ClockName, ClockRun, LimitChange } from './clock.ts';
export { clockNames } from './clock.ts';
export type { Pause } from './clock-due.ts';
export type { Close, ClosedData, UnsolvedReason } from './close.ts';
export type { Dispatch, DispatchedData } from './dispatch.ts';
export type { Escalate, EscalatedData } from './escalate.ts';
export type {
  AskExtension,
  DecideExtension,
  ExtensibleClock,
  Extension,
  ExtensionAskedData,
  ExtensionDecidedData,
  ExtensionReason,
} from './extension.ts';
export type {
  FileCase,
  FiledData,
  RefusalReason,
  RefusedData,
  RefuseToFile,
  Verification,
} from './filing.ts';
export type { Given } from './given.ts';
export type { HandleCase, HandledData } from './handle.ts';
export type { Ladder, Rung, RungEffect, RungTime } from './ladder.ts';
export { defaultLadder } from './ladder.ts';
export { caseLevels, levelAbove } from './level.ts';
export type { LimitVerdict } from './measures.ts';
export { isOverdue, settledAt, wholeDue, withinLimit } from './measures.ts';
export type {
  AgreementForm,
  MediatedData,
  Mediation,
  MediationOutcome,
  MediationStartedData,
  RecordMediation,
  StartMediation,
} from './mediation.ts';
export type { Merge, MergedData, Unmerge, UnmergedData } from './merge.ts';
export type { MergeReason } from './merge-reason.ts';
export type { ReturnedData, ReturnOrder, ReturnReason, Sign, SignedData } from './order.ts';
export { reportPurposes } from './personal.ts';
export type { Photo } from './photo.ts';
export type { Point } from './point.ts';
export type { Archive, ArchivedData, Reopen, ReopenedData, ReopenReason } from './reopen.ts';
export type { CandidateGrid, CaseSource, EarlyBudgets, Report, ReportedData } from './report.ts';
export type { CaseBudgets, Route, RoutedData, RoutingReason, Tier } from './route.ts';
export type { StageLimit } from './stage.ts';
export { currentStage } from './stage.ts';
export type { Supervise, SupervisedData, SupervisionReason } from './supervise.ts';
export type {
  PauseRule,
  Resume,
  ResumedData,
  Suspend,
  SuspendedData,
  Suspension,
  SuspensionReason,
} from './suspension.ts';
export type { TimelineRow } from './timeline.ts';
export { timeline } from './timeline.ts';
export type { Timer } from './timer.ts';
export type { ReportedInData, ReportIn, Whistle, WhistleCall, WhistledData } from './whistle.ts';

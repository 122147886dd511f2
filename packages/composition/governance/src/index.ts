export type { AlarmDesk, AlarmOrder, IncidentCase, IncidentReport } from './alarm-desk.ts';
export type { CaseDesk, TownStatisticsOptions, TownWhatIf } from './case-desk.ts';
export type { ConventionDesk, ConventionOrder } from './convention-desk.ts';
export type { LetterDesk, RefusedInput } from './dead-letter-office.ts';
export type { CaseExplanation } from './explain.ts';
export type { Town } from './governance.ts';
export { governance } from './governance.ts';
export type {
  GovernanceErrorCode,
  GovernanceFaultCode,
  HealthRefusalCode,
} from './governance-error.ts';
export type { HealthCounts, HealthDesk } from './health/health-desk.ts';
export type { TownHealth } from './health/health-options.ts';
export type { IngestAnswer, IngestMessage, IngestOutcome } from './intake/ingest.ts';
export type { ReplayAnswer, ReplayOptions } from './intake/replay-refused.ts';
export type { ReportAnswer } from './intake/report.ts';
export type { PhotoInput, ReporterInput, ReportInput } from './intake/report-input.ts';
export type {
  CaseNotification,
  Notification,
  NotificationReason,
  TaskNotification,
} from './notification.ts';
export type {
  AlarmCase,
  GovernanceOptions,
  TownDevices,
  TownDuplicates,
  TownLimits,
} from './options.ts';
export type { OrderGiver } from './order-giver.ts';
export type { CaseOrder } from './orders.ts';
export type { OpenedPart } from './personal-parts.ts';
export type { Refusal, TownEvents } from './publisher.ts';
export type {
  ResponsibilityIssue,
  ResponsibilityIssueCode,
  ResponsibilityNote,
  ResponsibilityNoteCode,
} from './responsibilities/reading.ts';
export type {
  Responsibilities,
  ResponsibilityOptions,
  ResponsibilityQuestion,
  ResponsibilityResult,
} from './responsibilities/responsibilities.ts';
export type {
  EligibilityOrder,
  SecretVoteDesk,
  SecretVoteOrder,
  SecretVoteStanding,
} from './secret-vote-desk.ts';
export type { Order } from './stream-desk.ts';
export type { StreamLedger } from './stream-ledger.ts';
export { systemClock, systemIds } from './system.ts';
export type { DueTask, TaskDesk } from './task-desk.ts';
export type { TaskOrder } from './task-office.ts';
export type { KnownTask } from './task-view.ts';
export type { TickAnswer } from './town-clock.ts';
export type { IntakeCheckpoint } from './town-intake.ts';
export type { VoteDesk, VoteOrder, VoteOrderGiver } from './vote-desk.ts';

export type {
  Answered,
  Disputed,
  MatrixAnswer,
  PassedPost,
  Unanswered,
} from './responsibility/answer.ts';
export type { TableDuties, TableReading } from './responsibility/duties-of-table.ts';
export { dutiesOfTable } from './responsibility/duties-of-table.ts';
export type {
  ConflictReason,
  GapReason,
  MatrixCell,
  MatrixConflict,
  MatrixFinding,
  MatrixGap,
  MatrixProof,
  MatrixRegion,
  VacantMatrixPost,
} from './responsibility/finding.ts';
export type {
  HourSpan,
  MatrixHours,
  SlotName,
  TimeSlot,
  WeekHours,
  WindowHours,
} from './responsibility/hours.ts';
export { slotCount, slotName, weekSpans, windowSpans } from './responsibility/hours.ts';
export type { MatrixResult, ResponsibilityMatrix } from './responsibility/matrix.ts';
export { responsibilityMatrix } from './responsibility/matrix.ts';
export type {
  AppointToPost,
  MatrixChange,
  PutDuty,
  PutPost,
  Redivide,
  RemoveDuty,
  RemovePost,
  TakeLeave,
  VacatePost,
} from './responsibility/matrix-change.ts';
export type {
  Duty,
  Holding,
  MatrixCategory,
  MatrixFallback,
  MatrixGrid,
  MatrixInput,
  MatrixLimits,
  MatrixPost,
  MatrixStart,
  MatrixSuccession,
} from './responsibility/matrix-input.ts';
export type { MatrixIssue, MatrixIssueCode } from './responsibility/matrix-issue.ts';

export type { LimitIssue, LimitIssueCode } from './check-limits.ts';
export { checkLimits } from './check-limits.ts';
export type {
  ChangedLimit,
  ChangedRow,
  LimitDifference,
  MovedLimit,
  OpenLimit,
} from './compare-limits.ts';
export { compareLimits, movedLimits } from './compare-limits.ts';
export type { LimitErrorCode, NoLimitReason } from './limit-error.ts';
export type {
  ClockLimit,
  LimitClock,
  LimitData,
  LimitHours,
  LimitRow,
  LocalCode,
} from './limit-row.ts';
export type { LimitAnswer, LimitQuestion, LimitTable } from './limit-table.ts';
export { limitsFor, limitTable } from './limit-table.ts';

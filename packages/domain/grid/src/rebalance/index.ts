export type { MovedUnit, PlannedGroup, RebalancePlan } from './plan.ts';
export { rebalance } from './rebalance.ts';
export type {
  RebalanceBorder,
  RebalanceErrorCode,
  RebalanceIssue,
  RebalanceIssueCode,
  RebalanceRequest,
  RebalanceTarget,
  RebalanceUnit,
} from './request.ts';
export type {
  LoadBounds,
  Unsatisfied,
  UnsatisfiedCode,
  UnsatisfiedReason,
} from './unsatisfied.ts';

export type { MovedUnit, PlannedGroup, RebalancePlan } from './plan.ts';
export type { RearrangementOptions } from './rearrangement-of.ts';
export { rearrangementOf } from './rearrangement-of.ts';
export { rebalance } from './rebalance.ts';
export type { DivisionRequest, DivisionTerms } from './rebalance-request.ts';
export { rebalanceRequest } from './rebalance-request.ts';
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

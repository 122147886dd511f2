export { combine } from './repair-combine.ts';
export { repairPlan } from './repair-plan.ts';
export type {
  GridRepairErrorCode,
  OverlapRule,
  RepairAction,
  RepairedCell,
  RepairOptions,
  RepairPlan,
  RepairProposal,
  Unsolved,
  UnsolvedReason,
} from './repair-proposal.ts';

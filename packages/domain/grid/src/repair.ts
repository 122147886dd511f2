export { combine } from './repair/repair-combine.ts';
export { repairPlan } from './repair/repair-plan.ts';
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
} from './repair/repair-proposal.ts';

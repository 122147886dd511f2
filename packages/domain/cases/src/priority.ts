export type { PriorityErrorCode, PriorityIssue } from './priority/priority-issues.ts';
export { checkPriorityRules } from './priority/priority-issues.ts';
export type { Priority, PriorityFacts, PriorityReason } from './priority/priority-of.ts';
export { priorityOf } from './priority/priority-of.ts';
export type {
  PriorityClass,
  PriorityGround,
  PriorityRule,
  PriorityRules,
} from './priority/priority-rules.ts';
export { priorityClasses, samplePriorityRules } from './priority/priority-rules.ts';

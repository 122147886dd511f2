export type {
  FindingCommand,
  FindingFact,
  FindingKept,
  FindingReleased,
  FindingState,
  KeepFinding,
  ReleaseFinding,
  VisitUrgency,
} from './health/finding.ts';
export { findingDecider, healthFindingPurpose } from './health/finding.ts';
export type { HealthAssessment, HealthAssessor, HealthFinding } from './health/health-assessor.ts';
export { healthAssessor, isHealthEvent } from './health/health-assessor.ts';
export type {
  HealthBasis,
  HealthBasisKind,
  HealthGround,
  HealthPermission,
  HealthQuestion,
} from './health/health-basis.ts';
export { healthVisitPurpose } from './health/health-basis.ts';
export type { HealthIssue, HealthIssueCode } from './health/health-issue.ts';
export type { MealState } from './health/health-reading.ts';
export type {
  HealthFindingCode,
  HealthLevel,
  HealthThreshold,
  ThresholdSource,
} from './health/health-threshold.ts';
export { kioskThresholds } from './health/health-threshold.ts';
export type { HealthQuantity } from './health/health-unit.ts';
export { healthUnits } from './health/health-unit.ts';

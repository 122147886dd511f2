import type { HealthQuantity } from './health-unit.ts';

/** What can be wrong with a reading of the kiosk. */
export type HealthIssueCode =
  | 'devices/unknown-unit'
  | 'devices/not-a-number'
  | 'devices/implausible'
  | 'devices/doubtful';

/** A reading of which nothing can be said; its value is not in it. */
export interface HealthIssue {
  readonly code: HealthIssueCode;
  readonly quantity: HealthQuantity;
}

import type { TaskWindow } from '@civigrid/cases/tasks';
import type { HealthBasis, HealthThreshold, VisitUrgency } from '@civigrid/devices/health';
import type { GridCode, SubjectRef } from '@civigrid/kernel';

/** What becomes of readings of the health kiosks (健康驿站). Without it nothing becomes of them. */
export interface TownHealth {
  /** Asked for each finding; without its word nothing leaves the health domain. */
  readonly basis: HealthBasis;
  /** `kioskThresholds` of `@civigrid/devices/health` if left out. */
  readonly thresholds?: readonly HealthThreshold[];
  /** The observation that says whose reading it is; `subject` if left out. */
  readonly identity?: string;
  /** The kind under which the town's subject index knows that text; `health-card` if left out. Who is not in it is nobody, and is not put in. */
  readonly identityKind?: string;
  /** The cell in which somebody lives; that of the kiosk if left out or not known. */
  readonly home?: (subject: SubjectRef, at: number) => Promise<GridCode | undefined>;
  /** The role that visits (关爱员); `carer` if left out. Who answers in its place is found as for a case. */
  readonly carer?: string;
  /** How long a visit may take from the reading on: two hours, and a day, if left out. */
  readonly within?: Readonly<Record<VisitUrgency, TaskWindow['budget']>>;
}

import type { BudgetUnit } from './budget.ts';
import type { CaseErrorCode } from './case-error.ts';
import type { CaseEventData, CaseEventType } from './case-event.ts';
import type { CaseStatus } from './case-state.ts';
import type { ReworkReason } from './check.ts';
import type { ClockName } from './clock.ts';
import type { UnsolvedReason } from './close.ts';
import type { ExtensionReason } from './extension.ts';
import type { RefusalReason, Verification } from './filing.ts';
import type { ReturnReason } from './order.ts';
import type { ReopenReason } from './reopen.ts';
import type { CaseSource } from './report.ts';
import type { Tier } from './route.ts';
import type { SupervisionReason } from './supervise.ts';
import type { SuspensionReason } from './suspension.ts';

/** Every reason that a case can be given. */
export type CaseReason =
  | RefusalReason
  | ReturnReason
  | ReworkReason
  | UnsolvedReason
  | SuspensionReason
  | ExtensionReason
  | SupervisionReason
  | ReopenReason;

/** What an id stands for when it is named to people. */
export type NameKind = 'role' | 'grid' | 'category' | 'level' | 'party' | 'case';

/** How ids are called in a town: `grid LS.01` → its title. Undefined leaves the id, or the usual word for a level. */
export type Names = (kind: NameKind, id: string) => string | undefined;

/** Names an id, always. */
export type Say = (kind: NameKind, id: string) => string;

/** All words of one language. */
export interface Catalogue {
  readonly rows: {
    readonly [Type in CaseEventType]: (params: CaseEventData[Type], say: Say) => string;
  };
  readonly statuses: Readonly<Record<CaseStatus, string>>;
  readonly refusals: Readonly<Record<CaseErrorCode, string>>;
  readonly reasons: Readonly<Record<CaseReason, string>>;
  readonly tiers: Readonly<Record<Tier, string>>;
  readonly sources: Readonly<Record<CaseSource, string>>;
  readonly verifications: Readonly<Record<Verification, string>>;
  readonly clocks: Readonly<Record<ClockName, string>>;
  readonly units: Readonly<Record<BudgetUnit, readonly [one: string, many: string]>>;
  /** Words for `caseLevels`. */
  readonly levels: ReadonlyMap<string, string>;
}

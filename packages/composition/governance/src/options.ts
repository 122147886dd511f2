import type { WorkCalendar } from '@civigrid/calendar';
import type { EarlyBudgets, Ladder } from '@civigrid/cases';
import type { DuplicatePolicy } from '@civigrid/cases/duplicates';
import type { LimitData } from '@civigrid/cases/limits';
import type { AlarmPolicy, DeviceMapping, IncidentRule, RegisteredDevice } from '@civigrid/devices';
import type { GridHierarchy } from '@civigrid/grid';
import type {
  Clock,
  Digest,
  IdSource,
  MediaStore,
  Store,
  SubjectIndex,
  Vault,
} from '@civigrid/kernel';
import type { RosterInput, Succession } from '@civigrid/people';
import type { TownHealth } from './health/health-options.ts';
import type { Notification } from './notification.ts';

/** Which case an alarm of a kind opens. */
export interface AlarmCase {
  /** Dotted code of the category. */
  readonly category: string;
  /** 0 to 4; that of the alarm if left out. */
  readonly severity?: number;
}

/** What a town knows of its devices. */
export interface TownDevices {
  /** Without a registry no device is unknown. */
  readonly registry?: readonly RegisteredDevice[];
  readonly mappings?: readonly DeviceMapping[];
  /** Which kinds open a case; without it every kind of severity 2 and above does, its category being the kind. */
  readonly alarms?: ReadonlyMap<string, AlarmCase>;
  readonly tracker?: AlarmPolicy;
  /** Which alarms become one incident (警情归并); all of fire, and each other kind by itself, in one cell within ten minutes, if left out. */
  readonly incidents?: readonly IncidentRule[];
}

/** What becomes of a report that looks like a known matter. */
export interface TownDuplicates {
  readonly policy?: DuplicatePolicy;
  /** From this score on it is merged (并案), 0 to 1; a town that wants a person to confirm takes 2. 0.82 if left out: where both have words, those must have something in common. */
  readonly mergeFrom?: number;
}

/** Limits as data, and under which jurisdiction the town stands. */
export interface TownLimits {
  readonly data: LimitData;
  readonly jurisdiction: string;
}

/** What a town is made of. Only `grid` and `routing` must be given. */
export interface GovernanceOptions {
  /** A hierarchy, or its GeoJSON. */
  readonly grid: GridHierarchy | unknown;
  /** The routing table (分派规则), see `@civigrid/tables`. */
  readonly routing: unknown;
  /** The code of the first root if left out. */
  readonly tenant?: string;
  /** In memory if left out. */
  readonly store?: Store;
  readonly vault?: Vault;
  readonly subjects?: SubjectIndex;
  readonly media?: MediaStore;
  readonly digest?: Digest;
  readonly clock?: Clock;
  readonly ids?: IdSource;
  /** Mainland China's calendar with office hours if left out. */
  readonly calendar?: WorkCalendar;
  /** Nobody holds anything if left out. The tree of its cells is that of `grid`, its calendar the town's if it brings none. */
  readonly roster?: RosterInput;
  readonly succession?: Succession;
  /** By level: the role that leads there; the field's own if left out. */
  readonly leaders?: ReadonlyMap<string, string>;
  /** The role that takes what nobody owns (兜底); `commandCentre` if left out. */
  readonly backstop?: string;
  /** The first is used where a rule names none. */
  readonly ladders?: readonly Ladder[];
  /** The level whose cells are the unit of order; `community` if left out. */
  readonly communityLevel?: string;
  readonly duplicates?: TownDuplicates;
  /** How long the filing of a report and a call-back may take before a rule says more; no limit if left out. */
  readonly budgets?: EarlyBudgets;
  /** Limits by category and jurisdiction (处置时限), with versions; what a rule of the routing table says goes before. */
  readonly limits?: TownLimits;
  readonly devices?: TownDevices;
  /** Without it readings of a body are dropped where they come in. */
  readonly health?: TownHealth;
  /** How long a deadline that fires is kept from other processes: 30 s if left out, 0 where there is only this one. */
  readonly leaseMs?: number;
  /** How long refused input is kept at least: 184 days if left out. */
  readonly letterRetentionMs?: number;
  /** Tells a post-holder; called at least once for each notification, by its id. */
  readonly notify?: (notification: Notification) => Promise<void>;
}

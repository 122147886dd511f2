import type { TenantId } from '@civigrid/kernel';
import type { ExpectedHeartbeat } from '../registry/device-registry.ts';
import type { DeduplicatorOptions } from './deduplicator.ts';

/** How many raises of one condition in how long are chatter (抖动): ISA-18.2 counts 3 in a minute. */
export interface ChatterPolicy {
  readonly raises: number;
  /** Milliseconds. */
  readonly withinMs: number;
}

/** Settings for one kind of alarm, in the words of ISA-18.2 / IEC 62682. Nothing that delays or withholds may be set for a protected kind. */
export interface KindPolicy {
  /** An alarm that nobody repeats for so long is `stale`: milliseconds. */
  readonly staleMs?: number;
  /** It must last so long before it is raised (on-delay): milliseconds. */
  readonly onDelayMs?: number;
  /** It must be gone so long before it is cleared (off-delay): milliseconds. */
  readonly offDelayMs?: number;
  /** It stays, although its cause is gone, until somebody has acknowledged it (自保持). */
  readonly latch?: boolean;
  /** Beyond this its raises and clears are withheld until as much time passes without one. */
  readonly chatter?: ChatterPolicy;
}

/** Makes an alarm of a reading that goes beyond a limit (限值), with a dead band so that it does not flutter (回差). */
export interface AlarmLimit {
  /** The kind of the alarm, such as `water.level`. */
  readonly kind: string;
  /** The kind of the reading, such as `device.reading`. */
  readonly of: string;
  /** The property that is measured. */
  readonly property: string;
  /** It raises above this value or, with `side: 'below'`, below it. */
  readonly at: number;
  readonly side: 'above' | 'below';
  /** It clears only so far on the other side of `at`; 0 or more. */
  readonly deadband: number;
}

/** So many raises of one grid in so long are a flood (报警泛滥): ISA-18.2 counts more than 10 in 10 minutes for one operator. */
export interface FloodPolicy {
  readonly raises: number;
  /** Milliseconds. */
  readonly withinMs: number;
}

/** How alarms are followed (报警策略). Plain JSON. */
export interface AlarmPolicy {
  /** How long a message may be overtaken by later ones of its device: milliseconds. */
  readonly lateness: number;
  /** By kind; what is not named is neither delayed beyond the lateness nor suppressed nor latched. */
  readonly kinds: Readonly<Record<string, KindPolicy>>;
  /** A day and 65,536 keys if left out. */
  readonly deduplicate?: DeduplicatorOptions;
  /** How many events of one device wait at most; 1,024 if left out. The oldest then stop waiting. */
  readonly maxPending?: number;
  /** Whose silence is told; each device is counted from its last word, or from the first `advance`. */
  readonly silence?: {
    readonly tenant: TenantId;
    readonly heartbeats: readonly ExpectedHeartbeat[];
  };
  readonly limits?: readonly AlarmLimit[];
  /** A flood is told; it withholds nothing. */
  readonly flood?: FloodPolicy;
}

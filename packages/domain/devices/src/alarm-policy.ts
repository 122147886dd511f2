import type { TenantId } from '@civigrid/kernel';
import type { DeduplicatorOptions } from './deduplicator.ts';
import type { ExpectedHeartbeat } from './device-registry.ts';

/** Settings for one kind of alarm. Delays, latches and chatter come with the operator's side. */
export interface KindPolicy {
  /** An alarm that nobody repeats for so long is `stale`: milliseconds. */
  readonly staleMs?: number;
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
}

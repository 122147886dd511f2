import type { CommandId, StreamId, TenantId } from './ids.ts';

/** Arms a deadline (upsert by key) or cancels it; part of an append. */
export type DeadlineChange =
  | { readonly key: string; readonly due: number; readonly stream: StreamId }
  | { readonly key: string; readonly cancel: true };

/** Something that must wake a stream (时限), as an index of what its state says. */
export interface Deadline {
  readonly tenant: TenantId;
  readonly key: string;
  /** UTC milliseconds. */
  readonly due: number;
  readonly stream: StreamId;
  /** The command that armed it. */
  readonly armed: CommandId;
}

/** Armed and cancelled by append. Fires never early and at least once, by the now that is passed in. */
export interface Deadlines {
  /** Those due at `now`, earliest first, leased until now + leaseMs; a lease that ends after that is void. */
  claim(
    tenant: TenantId,
    now: number,
    limit: number,
    leaseMs: number,
  ): Promise<readonly Deadline[]>;
  /** Removes only those whose due and armed are unchanged. */
  done(claimed: readonly Deadline[]): Promise<void>;
  /** The earliest due instant, leased ones included. */
  next(tenant: TenantId): Promise<number | undefined>;
}

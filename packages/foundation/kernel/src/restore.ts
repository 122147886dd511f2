import type { Recorded } from './envelope.ts';
import type { TenantId } from './ids.ts';
import type { InstantErrorCode } from './instant.ts';
import type { AppendErrorCode } from './store-refusals.ts';

/** The codes with which an event is not restored. */
export type RestoreErrorCode =
  /** It belongs to another tenant. */
  | 'kernel/other-tenant'
  /** A number or a digest that no store gives. */
  | 'kernel/not-recorded'
  /** It does not lie right behind the log, its stream or its stream's partition. */
  | 'kernel/restore-gap'
  /** Its digest does not continue its stream. */
  | 'kernel/restore-broken'
  /** Another event, or another form of it, stands at its position. */
  | 'kernel/restore-differs'
  | AppendErrorCode
  | InstantErrorCode;

/** What became of the events. */
export interface Restored {
  readonly restored: number;
  /** How many stood there already. */
  readonly known: number;
}

/** Takes a record as another store wrote it (还原). */
export interface Restore {
  /**
   * Takes events with the positions, versions, instants of recording, digests and command ids that another store gave
   * them: each partition in order of position, behind what is there. What is there already and equal is passed over,
   * so that a broken-off import goes on. Refuses with a {@link RestoreErrorCode} the first event that does not
   * continue; those before it stay. The details say its `partition` and `position`, and how many were `restored` and `known`.
   * A command that is repeated afterwards gets the entries that hold its events, in order of partition and position.
   */
  restore(
    tenant: TenantId,
    events: AsyncIterable<Recorded> | Iterable<Recorded>,
  ): Promise<Restored>;
}

import type { StreamId } from '@civigrid/kernel';

/** What may be wrong with a record (存证缺陷). */
export type RecordDefectCode =
  /** The store could not give the rest of a log. */
  | 'ledger/record-unreadable'
  /** A position is left out, stands twice or comes out of order. */
  | 'ledger/record-gap'
  /** A log gives an event of another tenant or partition. */
  | 'ledger/record-elsewhere'
  /** A version of a stream is left out, stands twice or comes out of order. */
  | 'ledger/version-out-of-order'
  /** An event was changed: its content does not continue the chain of its stream. */
  | 'ledger/digest-broken'
  /** A log ends before the head that the store names. */
  | 'ledger/record-short'
  /** A log goes on behind the head that the store names. */
  | 'ledger/record-beyond-head'
  /** A log is shorter than a checkpoint of it: events were lost or taken out. */
  | 'ledger/record-cut'
  /** The first events of a log are not those of a checkpoint. */
  | 'ledger/root-differs';

/** One thing that is wrong with a record, and where. */
export interface RecordDefect {
  readonly code: RecordDefectCode;
  readonly partition: number;
  /** Of the event, or the first one that is missing. */
  readonly position?: number;
  readonly stream?: StreamId;
  readonly version?: number;
  /** How many events the checkpoint has, where one is not kept. */
  readonly size?: number;
}

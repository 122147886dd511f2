import type { Cancellation } from './cancellation.ts';
import type { Expected } from './command.ts';
import type { DeadlineChange } from './deadlines.ts';
import type { Draft, Recorded } from './envelope.ts';
import type { CommandId, StreamId, TenantId } from './ids.ts';

/** What one command appends to one stream; without events it only checks `expected`. */
export interface AppendEntry {
  readonly stream: StreamId;
  /** Taken at the stream's birth; later appends keep that one. */
  readonly partition: number;
  readonly expected: Expected;
  readonly events: readonly Draft[];
}

/** All that one command changes in a tenant: all or nothing, each stream once. */
export interface AppendBatch {
  readonly tenant: TenantId;
  readonly command: CommandId;
  readonly entries: readonly AppendEntry[];
  readonly deadlines?: readonly DeadlineChange[];
}

/** Where the events of one entry came to lie. */
export interface Appended {
  readonly stream: StreamId;
  readonly partition: number;
  readonly versions: readonly number[];
  readonly positions: readonly number[];
}

/** The answer to an append; a conflict names the version that the stream has, 0 where there is no stream. */
export type AppendResult =
  | { readonly outcome: 'appended' | 'duplicate'; readonly entries: readonly Appended[] }
  | { readonly outcome: 'conflict'; readonly stream: StreamId; readonly actual: number };

/** Which part of a stream or log to read: behind `after`, at most `limit`, until cancelled. */
export interface ReadOptions {
  readonly after?: number;
  readonly limit?: number;
  readonly cancel?: Cancellation;
}

/** How far one partition's log has come. */
export interface Head {
  readonly partition: number;
  readonly position: number;
}

/**
 * The record (存证). An answer is a value; an I/O error rejects, the outcome is then unknown and the same command
 * may be sent again.
 */
export interface EventStore {
  /**
   * Appends all of a batch or nothing; a command that is known gets its first answer, before expectations are looked
   * at. Refuses, before anything is written, with an `AppendErrorCode`, `kernel/not-json` or `kernel/invalid-instant`.
   */
  append(batch: AppendBatch): Promise<AppendResult>;
  /** What the first append of a command gave, if there was one. */
  first(tenant: TenantId, command: CommandId): Promise<readonly Appended[] | undefined>;
  /** The events of a stream in order of version, as they were written. */
  read(tenant: TenantId, stream: StreamId, options?: ReadOptions): AsyncIterable<Recorded>;
  /** The events of a partition in order of position: the order in which they were committed. */
  readLog(tenant: TenantId, partition: number, options?: ReadOptions): AsyncIterable<Recorded>;
  /** The partitions that have events, in order of their number. */
  heads(tenant: TenantId): Promise<readonly Head[]>;
}

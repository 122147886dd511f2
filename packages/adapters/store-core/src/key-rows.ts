import type { Forgetting, StreamId, SubjectRef, TenantId } from '@civigrid/kernel';

/** Whose key it is, and in which matter. */
export interface KeyOwner {
  readonly tenant: TenantId;
  readonly subject: SubjectRef;
  readonly stream: StreamId;
}

/** What the rows hold about one owner; keys as they lie there, wrapped. */
export interface OwnerRows {
  /** A tombstone stands for the person, or for the person in this stream. */
  readonly forgotten: boolean;
  /** The person's key. */
  readonly person?: Uint8Array;
  /** The key of the person in this stream. */
  readonly stream?: { readonly id: string; readonly key: Uint8Array };
}

/** A person's key to be kept. */
export interface PersonRow {
  readonly tenant: TenantId;
  readonly subject: SubjectRef;
  readonly key: Uint8Array;
}

/** A key of a person in a stream, to be kept. */
export interface StreamKeyRow extends KeyOwner {
  readonly id: string;
  readonly key: Uint8Array;
}

/** What a change gives, and the rows that it adds. */
export interface KeyChange<Result> {
  readonly result: Result;
  readonly persons: readonly PersonRow[];
  readonly keys: readonly StreamKeyRow[];
}

/** The rows of keys and tombstones in a database: what a vault asks of it. */
export interface KeyRows {
  /** One answer for each owner, in their order; as committed. */
  load(owners: readonly KeyOwner[]): readonly OwnerRows[] | Promise<readonly OwnerRows[]>;
  /**
   * One transaction, durable when it resolves: loads the owners so that nobody else makes or destroys keys of theirs
   * meanwhile, asks `decide`, adds its rows. `decide` is pure but for its random keys, may be asked again where the
   * transaction has to begin anew, and what it throws undoes the transaction and rejects. Owners are not repeated.
   */
  change<Result>(
    owners: readonly KeyOwner[],
    decide: (found: readonly OwnerRows[]) => KeyChange<Result>,
  ): Promise<Result>;
  /**
   * Leaves a tombstone and deletes the keys, of the person or of the person in one stream; when it resolves, their
   * bytes are out of the database as far as it can see to that.
   */
  forget(forgetting: Forgetting): Promise<void>;
}

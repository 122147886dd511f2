import type { Forgetting, MediaContext, MediaRef } from '@civigrid/kernel';

/** A sealed photo as it lies in a database. */
export interface MediaRow extends MediaContext {
  readonly ref: MediaRef;
  /** The id of the key that sealed it. */
  readonly key: string;
  readonly nonce: Uint8Array;
  readonly box: Uint8Array;
}

/** The rows of a media store in a database. */
export interface MediaRows {
  /** Durable when it resolves. */
  add(row: MediaRow): Promise<void>;
  /** As it was added. */
  get(ref: MediaRef): MediaRow | undefined | Promise<MediaRow | undefined>;
  /** Deletes one, its bytes too as far as the database can see to that. */
  drop(ref: MediaRef): Promise<void>;
  /** Deletes those of a person, or of a person in one stream. */
  dropAll(forgetting: Forgetting): Promise<void>;
}

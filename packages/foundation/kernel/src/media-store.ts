import type { MediaRef, StreamId, SubjectRef, TenantId } from './ids.ts';
import type { Reader } from './vault.ts';

/** Whose bytes these are, and for which matter. */
export interface MediaContext {
  readonly tenant: TenantId;
  readonly stream: StreamId;
  readonly subject: SubjectRef;
  /** The media type, such as `image/jpeg`. */
  readonly type: string;
}

/**
 * Sealed photos and files, known by reference. Where vault and media store are one thing, as in
 * `@civigrid/store-sqlite`, `Vault.destroy` destroys a person's photos too. A store that knows no vault, as the one
 * in memory, forgets nobody: there, whoever forgets a person calls `destroy` for each of their photos.
 */
export interface MediaStore {
  /** Seals the bytes and gives their reference. */
  put(bytes: Uint8Array, context: MediaContext): Promise<MediaRef>;
  /**
   * The bytes again; undefined where they were destroyed, by themselves or with their person's keys. Gives them to
   * any reader until access is in place; the reader is for the audit.
   */
  get(ref: MediaRef, reader: Reader): Promise<Uint8Array | undefined>;
  /** Removes them for good; an unknown reference is nothing to do. */
  destroy(ref: MediaRef): Promise<void>;
}

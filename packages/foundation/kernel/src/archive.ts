import type { TenantId } from './ids.ts';
import type { RecordLineIssueCode } from './record-run.ts';

/** A run of one partition's log in a file that never changes again (封存档). */
export interface SealedFile {
  /** Made of letters, digits, dots and dashes; says nothing about the tenant in the clear. */
  readonly name: string;
  readonly tenant: TenantId;
  readonly partition: number;
  /** The first position: 1, or the one behind the file before. */
  readonly from: number;
  /** The last position. */
  readonly to: number;
  /** When its first event was recorded: UTC milliseconds. */
  readonly since: number;
  /** When its last event was recorded: UTC milliseconds. */
  readonly until: number;
  readonly bytes: number;
  /** SHA-256 of the bytes: 64 lower-case hexadecimal digits. */
  readonly hash: string;
}

/** The codes with which sealing, and reading what is sealed, are refused. */
export type ArchiveErrorCode =
  /** A file is not where its name was kept. */
  | 'kernel/sealed-file-missing'
  /** A file does not have the bytes with which it was sealed, or another one lies under its name. */
  | 'kernel/sealed-file-altered'
  /** A log lacks a position: it is neither sealed nor exported. */
  | 'kernel/gap-in-log';

/** What may be wrong with a sealed file. */
export type SealedDefectCode =
  | Exclude<ArchiveErrorCode, 'kernel/gap-in-log'>
  /** The file does not begin behind the one before it. */
  | 'kernel/sealed-run-missing'
  /** A version of a stream is left out or stands twice. */
  | 'kernel/version-out-of-order'
  /** An event's content does not continue the chain of its stream. */
  | 'kernel/digest-broken'
  | RecordLineIssueCode;

/** One thing that is wrong with a sealed file. */
export interface SealedDefect {
  readonly code: SealedDefectCode;
  readonly file: string;
  readonly partition: number;
  /** Where, if it is about one event. */
  readonly position?: number;
}

/** Sealed files of a store (封存): old parts of its logs, out of its tables and still read. */
export interface Archive {
  /**
   * Moves what a partition recorded before an instant, up to the first event that is younger, out of the store's
   * tables into sealed files, and gives those that it made. `read` and `readLog` answer as before. A file is durable,
   * read back and checked before anything leaves the tables; whatever breaks off in between, everything can be read
   * and nothing stands twice, and sealing again goes on. Refuses with `kernel/invalid-instant` and
   * {@link ArchiveErrorCode}.
   */
  seal(tenant: TenantId, partition: number, before: number): Promise<readonly SealedFile[]>;
  /** The files of a tenant in order of partition and position. */
  list(tenant: TenantId): Promise<readonly SealedFile[]>;
  /** Reads every sealed file back: its bytes against the hash, positions, chains of digests. */
  verify(tenant: TenantId): Promise<readonly SealedDefect[]>;
}

/** Where sealed files lie: a folder, an object store of the host. */
export interface SealedFiles {
  /** Durable before it resolves. The same name with the same bytes changes nothing; with others it is refused with `kernel/sealed-file-altered`. */
  put(name: string, bytes: Uint8Array): Promise<void>;
  /** The bytes of a file, undefined where there is none. */
  get(name: string): Promise<Uint8Array | undefined>;
}

import type {
  AppendBatch,
  Appended,
  AppendResult,
  CommandId,
  Deadline,
  Head,
  JsonObject,
  LetterFilter,
  PreparedAppend,
  PreparedRecorded,
  Recorded,
  RestoreErrorCode,
  SealedFile,
  StreamId,
  TenantId,
} from '@civigrid/kernel';

/** At once where the file is opened in this thread, later where it is in another. */
type Soon<Value> = Value | Promise<Value>;

/** A checkpoint as its row keeps it: the snapshot is canonical JSON. */
interface ProgressText {
  readonly upTo: number;
  readonly snapshot?: string;
}

/** A letter on its way into the file: what it is found by, and its canonical JSON. */
interface LetterText {
  readonly id: string;
  readonly tenant: string;
  readonly source: string;
  readonly text: string;
}

/** How far a restoring came, and why no farther: a refusal taken apart, for one that is cloned keeps no code. */
interface RestoredTo {
  readonly written: number;
  readonly refusal?: {
    readonly code: RestoreErrorCode;
    readonly message: string;
    readonly details: JsonObject;
  };
}

/**
 * Everything that is asked of the file of a store, as values that may cross to another thread. Nothing that is handed
 * in is looked at any more once the call has returned.
 */
export interface StoreCalls {
  /** Checks and copies the batch, then appends it; `at` is when the store writes it. */
  append(batch: AppendBatch, at: number): Promise<AppendResult>;
  /** Appends what was checked and copied. */
  appendPrepared(batch: PreparedAppend, at: number): Promise<AppendResult>;
  first(tenant: TenantId, command: CommandId): Soon<readonly Appended[] | undefined>;
  /** The events behind a version, at most so many: a page is one statement. */
  streamPage(
    tenant: TenantId,
    stream: StreamId,
    after: number,
    most: number,
  ): Soon<readonly Recorded[]>;
  /** The events behind a position. */
  logPage(
    tenant: TenantId,
    partition: number,
    after: number,
    most: number,
  ): Soon<readonly Recorded[]>;
  heads(tenant: TenantId): Soon<readonly Head[]>;
  /** The sealed files of a tenant, in order of partition and position. */
  files(tenant: TenantId): Soon<readonly SealedFile[]>;
  /** The first sealed file that holds something of a stream behind a version. */
  fileOfStream(tenant: TenantId, stream: StreamId, after: number): Soon<SealedFile | undefined>;
  /** The first sealed file that holds something of a partition behind a position. */
  fileOfLog(tenant: TenantId, partition: number, after: number): Soon<SealedFile | undefined>;
  /** Catalogues a sealed file and removes its events, in one transaction. */
  enter(file: SealedFile, events: readonly Recorded[]): Promise<boolean>;
  /** Writes events of another store behind what is there. */
  writeRestored(tenant: TenantId, events: readonly PreparedRecorded[]): Promise<RestoredTo>;
  claim(
    tenant: TenantId,
    now: number,
    limit: number,
    leaseMs: number,
  ): Promise<readonly Deadline[]>;
  done(claimed: readonly Deadline[]): Promise<void>;
  next(tenant: TenantId): Soon<number | undefined>;
  load(group: string, partition: number): Soon<ProgressText | undefined>;
  save(group: string, partition: number, progress: ProgressText): Promise<void>;
  keep(letter: LetterText): Promise<void>;
  list(filter: LetterFilter): Soon<readonly string[]>;
  remove(id: string): Promise<void>;
  /** Commits what was asked for, and closes the file. */
  close(): Soon<void>;
}

import { type Clock, memorySealedFiles, type SealedFiles, type Store } from '@civigrid/kernel';
import { folderFiles } from '@civigrid/store-core';
import type { StoreSqliteErrorCode } from './error-code.ts';
import { fileCalls } from './file-calls.ts';
import { nodeSqliteDriver } from './node-sqlite-driver.ts';
import type { OpenSqlDriver } from './sql-driver.ts';
import { storeFace } from './store-face.ts';
import { workerCalls } from './worker-calls.ts';

/** Where a store lies, and how its time is told. */
export interface SqliteStorePlace {
  /** The path of the file, made if there is none; `:memory:` for a store that ends with the process. */
  readonly file: string;
  /** Stamps `recordedAt`; the system's clock if left out. */
  readonly clock?: Clock;
  /**
   * Whether other stores, which say so too, may open the same file at once: conflicts are answered then. If left out the
   * file is this store's alone until it is closed or its process dies.
   */
  readonly shared?: boolean;
  /** Where sealed files lie; the folder `<file>.sealed` if left out, in memory beside `:memory:`. */
  readonly files?: SealedFiles;
  /** A sealed file holds at most so many events; 4,096 if left out. */
  readonly eventsPerFile?: number;
}

/** A store whose file is opened in this thread. */
export interface SqliteStoreOptions extends SqliteStorePlace {
  /** Opens the file; by `node:sqlite` if left out. */
  readonly driver?: OpenSqlDriver;
  /** Left out: every commit holds up this thread until the disk has it. */
  readonly worker?: false;
}

/** A store whose file is opened in a worker, by `node:sqlite`: no disk holds up this thread. */
export interface SqliteWorkerStoreOptions extends SqliteStorePlace {
  /** One worker thread for this file. */
  readonly worker: true;
}

const systemClock: Clock = { now: () => Date.now() };

const filesOf = ({ file, files }: SqliteStorePlace): SealedFiles =>
  files ?? (file === ':memory:' ? memorySealedFiles() : folderFiles(`${file}.sealed`));

/**
 * The embedded store (嵌入式存证库) in one SQLite file. An append is on disk before its promise resolves; what is
 * asked in one turn of the event loop is committed together. Beside the file lie `<file>.lock` and `<file>.head`.
 * With `worker: true` it is promised, and opens, commits and reads in a thread of its own; a worker that dies rejects
 * what was asked, then and later.
 * Refuses with the codes of {@link StoreSqliteErrorCode}, before anything in the file is changed.
 */
export function sqliteStore(options: SqliteWorkerStoreOptions): Promise<Store>;
export function sqliteStore(options: SqliteStoreOptions): Store;
export function sqliteStore(
  options: SqliteStoreOptions | SqliteWorkerStoreOptions,
): Store | Promise<Store> {
  const { file, clock = systemClock, shared = false, eventsPerFile } = options;
  const ports = { clock, files: filesOf(options), eventsPerFile };
  if (options.worker === true)
    return workerCalls(file, shared).then((calls) => storeFace(calls, ports));
  const { driver: open = nodeSqliteDriver } = options;
  return storeFace(fileCalls({ file, shared, open }), ports);
}

import {
  checkedMasterKey,
  checkMasterProof,
  masterProof,
  type RowVault,
  rowVault,
} from '@civigrid/store-core';
import { groupCommit } from './group-commit.ts';
import { nodeSqliteDriver } from './node-sqlite-driver.ts';
import { type FileKind, openFile } from './open-file.ts';
import type { OpenSqlDriver, SqlDriver } from './sql-driver.ts';
import { sqliteKeyRows } from './sqlite-key-rows.ts';
import { sqliteMediaRows } from './sqlite-media-rows.ts';
import { sqliteSubjectRows } from './sqlite-subject-rows.ts';
import { keyFile, mediaFile } from './vault-tables.ts';

/** Where the keys lie and what guards them. */
export interface SqliteVaultOptions {
  /**
   * The path of the key file, apart from the store's and from its backups; made if there is none, with a neighbour
   * `<file>.media` for photos. `:memory:` for a vault that ends with the process.
   */
  readonly file: string;
  /** 32 bytes that wrap every key of a person; from then on the file opens with them only. */
  readonly masterKey?: Uint8Array;
  /** Opens a file; by `node:sqlite` if left out. */
  readonly driver?: OpenSqlDriver;
}

/** The vault in a key file: `RowVault` of `@civigrid/store-core`. */
export type SqliteVault = RowVault;

function opened(path: string, kind: FileKind, open: OpenSqlDriver): SqlDriver {
  const driver = open(path);
  openFile(driver, kind);
  return driver;
}

/** Proves that the master key is the one with which the file was made. */
function checkMaster(driver: SqlDriver, master: Uint8Array | undefined): void {
  const proof = driver.transaction(() => {
    const row = driver
      .prepare<{ readonly proof: Uint8Array }>('SELECT proof FROM master')
      .get()?.proof;
    if (row !== undefined) return row;
    const first = masterProof(master);
    driver.prepare('INSERT INTO master (proof) VALUES (?)').run(first);
    return first;
  });
  checkMasterProof(proof, master);
}

/**
 * The vault (密钥库) on Node in a SQLite file of its own. New keys are on disk before `seal` resolves. Who is
 * forgotten leaves a tombstone, and the bytes of the keys leave the file.
 * Refuses with `store-core/invalid-master-key`, `store-core/wrong-master-key` and `store-sqlite/foreign-file`.
 */
export function sqliteVault(options: SqliteVaultOptions): SqliteVault {
  const { file, driver: open = nodeSqliteDriver } = options;
  const masterKey = checkedMasterKey(options.masterKey);
  const driver = opened(file, keyFile, open);
  try {
    checkMaster(driver, masterKey);
  } catch (error) {
    driver.close();
    throw error;
  }
  const neighbour = opened(file === ':memory:' ? file : `${file}.media`, mediaFile, open);
  const commits = groupCommit(driver);
  const mediaCommits = groupCommit(neighbour);
  return rowVault({
    keys: sqliteKeyRows(driver, commits),
    subjects: sqliteSubjectRows(driver, commits),
    media: sqliteMediaRows(neighbour, mediaCommits),
    masterKey,
    close: () => {
      commits.close();
      mediaCommits.close();
      driver.close();
      neighbour.close();
    },
  });
}

import {
  checkedMasterKey,
  checkMasterProof,
  masterProof,
  type RowVault,
  rowVault,
} from '@civigrid/store-core';
import { groupCommit } from './group-commit.ts';
import { nodeSqliteDriver } from './node-sqlite-driver.ts';
import { type OpenFile, openFile } from './open-file.ts';
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
  /** Whether other vaults, which say so too, may open the same file at once; alone if left out. */
  readonly shared?: boolean;
  /** Opens a file; by `node:sqlite` if left out. */
  readonly driver?: OpenSqlDriver;
}

/** The vault in a key file: `RowVault` of `@civigrid/store-core`. */
export type SqliteVault = RowVault;

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
 * Refuses with `store-core/invalid-master-key`, `store-core/wrong-master-key`, `store-sqlite/foreign-file`,
 * `store-sqlite/newer-schema` and `store-sqlite/file-in-use`.
 */
export function sqliteVault(options: SqliteVaultOptions): SqliteVault {
  const { file, shared = false, driver: open = nodeSqliteDriver } = options;
  const masterKey = checkedMasterKey(options.masterKey);
  const lock = shared ? 'shared' : 'alone';
  const keys = openFile({ file, kind: keyFile, open, lock });
  let media: OpenFile | undefined;
  try {
    checkMaster(keys.driver, masterKey);
    // The lock of the key file is theirs too.
    const photos = file === ':memory:' ? file : `${keys.path}.media`;
    media = openFile({ file: photos, kind: mediaFile, open, lock: 'none' });
  } catch (error) {
    keys.close();
    throw error;
  }
  const { driver: photos, close: closePhotos } = media;
  const keyCommits = groupCommit(keys.driver);
  const photoCommits = groupCommit(photos);
  return rowVault({
    keys: sqliteKeyRows(keys.driver, keyCommits),
    subjects: sqliteSubjectRows(keys.driver, keyCommits),
    media: sqliteMediaRows(photos, photoCommits),
    masterKey,
    close: () => {
      keyCommits.close();
      photoCommits.close();
      closePhotos();
      keys.close();
    },
  });
}

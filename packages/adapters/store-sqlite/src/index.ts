export { nodeDigest } from '@civigrid/store-core';
export type {
  BetterSqlite3Class,
  BetterSqlite3Database,
  BetterSqlite3Statement,
} from './better-sqlite3-driver.ts';
export { betterSqlite3Driver } from './better-sqlite3-driver.ts';
export type { StoreSqliteErrorCode } from './error-code.ts';
export { nodeSqliteDriver } from './node-sqlite-driver.ts';
export type {
  OpenSqlDriver,
  SqlDriver,
  SqlOpenOptions,
  SqlStatement,
  SqlValue,
} from './sql-driver.ts';
export type {
  SqliteStoreOptions,
  SqliteStorePlace,
  SqliteWorkerStoreOptions,
} from './sqlite-store.ts';
export { sqliteStore } from './sqlite-store.ts';
export type { SqliteVault, SqliteVaultOptions } from './sqlite-vault.ts';
export { sqliteVault } from './sqlite-vault.ts';

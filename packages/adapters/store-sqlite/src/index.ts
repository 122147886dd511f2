export { nodeDigest } from '@civigrid/store-core';
export type { StoreSqliteErrorCode } from './error-code.ts';
export type { SqlDriver, SqlStatement, SqlValue } from './sql-driver.ts';
export { nodeSqliteDriver } from './sql-driver.ts';
export type { SqliteStoreOptions } from './sqlite-store.ts';
export { sqliteStore } from './sqlite-store.ts';
export type { SqliteVault, SqliteVaultOptions } from './sqlite-vault.ts';
export { sqliteVault } from './sqlite-vault.ts';

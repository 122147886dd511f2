export type { StorePostgresErrorCode } from './error-code.ts';
export type { PostgresStore, PostgresStoreOptions } from './postgres-store.ts';
export { postgresStore } from './postgres-store.ts';
export type { PostgresVaultOptions } from './postgres-vault.ts';
export { postgresVault } from './postgres-vault.ts';

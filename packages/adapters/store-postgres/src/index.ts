export type { StorePostgresErrorCode } from './error-code.ts';
export type { PostgresStore, PostgresStoreOptions } from './postgres-store.ts';
export { postgresStore } from './postgres-store.ts';

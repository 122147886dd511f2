import {
  checkedMasterKey,
  checkMasterProof,
  masterProof,
  type RowVault,
  rowVault,
} from '@civigrid/store-core';
import { type Database, openDatabase } from './database.ts';
import { migrate, schemaIdentifier } from './migrate.ts';
import { postgresKeyRows } from './postgres-key-rows.ts';
import { postgresMediaRows } from './postgres-media-rows.ts';
import { postgresSubjectRows } from './postgres-subject-rows.ts';
import { vaultPlan } from './vault-plan.ts';

/** Where the keys lie and what guards them. */
export interface PostgresVaultOptions {
  /** Best a database of its own, apart from the record's and from its backups. */
  readonly connectionString: string;
  /**
   * 32 bytes that wrap every key of a person, kept outside of the database: its log, its standbys and its backups hold
   * the bytes of deleted rows for a while, which are worth nothing without it.
   */
  readonly masterKey: Uint8Array;
  /** The schema of the tables, made if there is none; `civigrid_keys` if left out. */
  readonly schema?: string;
  /** The most connections of this process; 4 if left out. */
  readonly connections?: number;
  /** Whether statements are prepared by name; false behind a pooler that hands out connections by transaction. */
  readonly prepared?: boolean;
  /** How long an answer of the database is waited for, in milliseconds; 60,000 if left out. Then the connection is given up, and the outcome is unknown. */
  readonly timeoutMs?: number;
}

async function checkMaster(
  database: Database,
  schema: string,
  master: Uint8Array | undefined,
): Promise<void> {
  await database.query(
    'add-proof',
    `INSERT INTO ${schema}.master (one, proof) VALUES (true, $1) ON CONFLICT DO NOTHING`,
    [Buffer.from(masterProof(master))],
  );
  const [row] = await database.query<readonly [Buffer]>(
    'proof',
    `SELECT proof FROM ${schema}.master`,
  );
  if (row === undefined) throw new Error('The proof of the master key is gone.');
  checkMasterProof(row[0], master);
}

/**
 * The vault (密钥库) on PostgreSQL, with its subject index and its photos. New keys are committed before `seal`
 * resolves, those of many callers together.
 * Refuses with a `StorePostgresErrorCode`, `store-core/invalid-master-key` and `store-core/wrong-master-key`.
 */
export async function postgresVault(options: PostgresVaultOptions): Promise<RowVault> {
  const { connectionString, connections = 4, prepared = true, timeoutMs = 60_000 } = options;
  const schema = schemaIdentifier(options.schema ?? 'civigrid_keys');
  const masterKey = checkedMasterKey(options.masterKey);
  const database = openDatabase({ connectionString, connections, prepared, timeoutMs });
  try {
    await migrate(database, schema, vaultPlan);
    await checkMaster(database, schema, masterKey);
  } catch (error) {
    await database.close();
    throw error;
  }
  const keys = postgresKeyRows(database, schema);
  return rowVault({
    keys,
    subjects: postgresSubjectRows(database, schema),
    media: postgresMediaRows(database, schema),
    masterKey,
    close: async () => {
      await keys.drained();
      await database.close();
    },
  });
}

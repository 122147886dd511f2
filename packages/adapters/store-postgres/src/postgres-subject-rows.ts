import type { SubjectRows } from '@civigrid/store-core';
import type { Database } from './database.ts';
import { plainText, storedText } from './stored-text.ts';

/** The rows of the subject index in a schema. */
export function postgresSubjectRows(database: Database, schema: string): SubjectRows {
  const key = async (tenant: string): Promise<Uint8Array | undefined> => {
    const text = `SELECT key FROM ${schema}.index_keys WHERE tenant = $1`;
    const [row] = await database.query<readonly [Buffer]>('index-key', text, [storedText(tenant)]);
    return row?.[0];
  };
  const find = async (tenant: string, code: Uint8Array): Promise<string | undefined> => {
    const [row] = await database.query<readonly [string]>(
      'find-subject',
      `SELECT subject FROM ${schema}.subjects WHERE tenant = $1 AND code = $2`,
      [storedText(tenant), Buffer.from(code)],
    );
    return row && plainText(row[0]);
  };
  return {
    key,
    ensureKey: async (tenant, candidate) => {
      await database.query(
        'add-index-key',
        `INSERT INTO ${schema}.index_keys (tenant, key) VALUES ($1, $2) ON CONFLICT DO NOTHING`,
        [storedText(tenant), Buffer.from(candidate)],
      );
      const kept = await key(tenant);
      if (kept === undefined) throw new Error('The key of the index was not kept.');
      return kept;
    },
    find,
    put: async (tenant, code, candidate) => {
      await database.query(
        'add-subject',
        `INSERT INTO ${schema}.subjects (tenant, code, subject) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
        [storedText(tenant), Buffer.from(code), storedText(candidate)],
      );
      // Erased at the very same moment: what was asked for is given, and found by nobody any more.
      return (await find(tenant, code)) ?? candidate;
    },
    drop: async (tenant, subject) => {
      const text = `DELETE FROM ${schema}.subjects WHERE tenant = $1 AND subject = $2`;
      await database.query('drop-subject', text, [storedText(tenant), storedText(subject)]);
    },
  };
}

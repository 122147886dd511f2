import { canonicalJson, type DeadLetter, type DeadLetters } from '@civigrid/kernel';
import type { Database } from './database.ts';
import { storedText } from './stored-text.ts';

/** The refused input in the database. */
export function postgresDeadLetters(database: Database, schema: string): DeadLetters {
  return {
    keep: async (letter) => {
      const text = canonicalJson(letter);
      const { id, tenant, source, reasons } = letter;
      const codes = reasons.map(({ code }) => storedText(code));
      await database.query(
        'keep-letter',
        `INSERT INTO ${schema}.letters (id, tenant, source, codes, letter) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (id) DO NOTHING`,
        [storedText(id), storedText(tenant), storedText(source), codes, text],
      );
    },
    list: async ({ tenant, source, code, after = '', limit = Infinity }) => {
      const rows = await database.query<readonly [string]>(
        'letters',
        `SELECT letter FROM ${schema}.letters WHERE tenant = $1 AND id > $2 AND ($3::text IS NULL OR source = $3)
           AND ($4::text IS NULL OR $4 = ANY (codes)) ORDER BY id LIMIT $5`,
        [
          storedText(tenant),
          after === '' ? '' : storedText(after),
          source === undefined ? null : storedText(source),
          code === undefined ? null : storedText(code),
          Number.isFinite(limit) ? limit : null,
        ],
      );
      return rows.map(([letter]) => JSON.parse(letter) as DeadLetter);
    },
    remove: async (id) => {
      await database.query('remove-letter', `DELETE FROM ${schema}.letters WHERE id = $1`, [
        storedText(id),
      ]);
    },
  };
}

import { DomainError } from '@civigrid/kernel';
import type { Database } from './database.ts';
import type { StorePostgresErrorCode } from './error-code.ts';
import { migrations } from './migrations.ts';

/** How many months ahead the leaves of the log are made. */
const monthsAhead = 2;

function refuse(code: StorePostgresErrorCode, message: string, details: object = {}): DomainError {
  return new DomainError(code, message, { ...details });
}

/** Refuses what is not fit for a schema's name, which stands in texts of SQL. */
export function checkSchemaName(schema: string): void {
  if (!/^[a-z_][a-z0-9_]{0,39}$/.test(schema))
    throw refuse(
      'store-postgres/invalid-schema',
      'A schema is named by lower-case letters, digits and _, at most 40.',
    );
}

type Run = Parameters<Parameters<Database['transaction']>[0]>[0];

async function one(run: Run, text: string, values: readonly string[] = []): Promise<unknown> {
  const { rows } = await run(text, values);
  const [row] = rows as readonly Readonly<Record<string, unknown>>[];
  return row === undefined ? undefined : Object.values(row)[0];
}

/** The version that the schema has; 0 where it wants its tables. */
async function versionOf(run: Run, schema: string): Promise<number> {
  const known = await one(run, 'SELECT to_regclass($1)::text', [`${schema}.migrations`]);
  if (known !== null)
    return Number(await one(run, `SELECT coalesce(max(version), 0) FROM ${schema}.migrations`));
  const others = await one(
    run,
    `SELECT count(*)::int4 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = $1`,
    [schema],
  );
  if (others !== 0)
    throw refuse('store-postgres/foreign-schema', 'The schema holds tables of something else.', {
      schema,
    });
  return 0;
}

/**
 * Brings the schema to today's version and makes the leaves of the months to come, in one transaction and one process
 * at a time. Refuses a database that is not ours before anything is changed.
 */
export async function migrate(database: Database, schema: string): Promise<void> {
  await database.transaction(async (run) => {
    await run('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`civigrid ${schema}`]);
    if ((await one(run, 'SHOW server_encoding')) !== 'UTF8')
      throw refuse('store-postgres/not-utf8', 'The database is not encoded in UTF-8.');
    const found = await versionOf(run, schema);
    if (found > migrations.length)
      throw refuse('store-postgres/newer-schema', 'The schema was made by a newer version.', {
        found,
        known: migrations.length,
      });
    if (found === 0) {
      await run(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
      await run(
        `CREATE TABLE ${schema}.migrations (version int4 PRIMARY KEY, at timestamptz NOT NULL)`,
      );
    }
    await run(`SET LOCAL search_path = ${schema}, pg_temp`);
    for (const [i, step] of migrations.entries()) {
      if (i < found) continue;
      await run(step(schema));
      await run('INSERT INTO migrations (version, at) VALUES ($1, now())', [i + 1]);
    }
    await run(
      `SELECT make_leaf((date_trunc('month', now() AT TIME ZONE 'UTC') + n * interval '1 month') AT TIME ZONE 'UTC')
       FROM generate_series(0, $1::int4) n`,
      [monthsAhead],
    );
  });
}

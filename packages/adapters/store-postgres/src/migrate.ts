import { DomainError } from '@civigrid/kernel';
import type { Database, SqlParameter } from './database.ts';
import type { StorePostgresErrorCode } from './error-code.ts';

/** What a schema is for, and how it is brought from nothing to today's form. */
export interface SchemaPlan {
  /** Kept in the schema, so that one is not taken for another. */
  readonly purpose: 'store' | 'vault';
  /** The steps from an empty schema to today's, each run once and in order; a step that was released never changes. */
  readonly steps: readonly ((schema: string) => string)[];
  /** Run at every opening, behind the steps. */
  readonly always?: string;
}

function refuse(code: StorePostgresErrorCode, message: string, details: object = {}): DomainError {
  return new DomainError(code, message, { ...details });
}

/** A schema's name as it stands in texts of SQL, where a bare one might be a word of SQL's; refuses what is not fit for one. */
export function schemaIdentifier(schema: string): string {
  if (!/^(?!pg_)[a-z_][a-z0-9_]{0,39}$/.test(schema))
    throw refuse(
      'store-postgres/invalid-schema',
      'A schema is named by lower-case letters, digits and _, at most 40, and not pg_ in front.',
    );
  return `"${schema}"`;
}

type Run = (
  text: string,
  values?: readonly SqlParameter[],
) => Promise<readonly (readonly unknown[])[]>;

async function one(run: Run, text: string, values: readonly string[] = []): Promise<unknown> {
  const [row] = await run(text, values);
  return row?.[0];
}

function foreign(schema: string): DomainError {
  const message = 'The schema holds tables of something else.';
  return refuse('store-postgres/foreign-schema', message, { schema: schema.slice(1, -1) });
}

/** The version that the schema has; 0 where it wants its tables. */
async function versionOf(run: Run, schema: string, purpose: string): Promise<number> {
  const known = await one(run, 'SELECT to_regclass($1)::text', [`${schema}.migrations`]);
  if (known === null) {
    const others = await one(
      run,
      `SELECT count(*)::int4 FROM pg_class WHERE relnamespace = to_regnamespace($1)`,
      [schema],
    );
    if (others !== 0) throw foreign(schema);
    return 0;
  }
  const ours = await one(
    run,
    `SELECT count(*)::int4 FROM pg_attribute WHERE attrelid = to_regclass($1) AND attname IN ('version', 'purpose')`,
    [`${schema}.migrations`],
  );
  if (ours !== 2) throw foreign(schema);
  const others = `SELECT count(*)::int4 FROM ${schema}.migrations WHERE purpose <> $1`;
  if ((await one(run, others, [purpose])) !== 0) throw foreign(schema);
  return Number(await one(run, `SELECT coalesce(max(version), 0) FROM ${schema}.migrations`));
}

/**
 * Brings a schema to today's version, in one transaction and one process at a time. Refuses a database that is not
 * ours before anything is changed.
 */
export async function migrate(
  database: Database,
  schema: string,
  { purpose, steps, always }: SchemaPlan,
): Promise<void> {
  await database.transaction(async ({ plainly: run }) => {
    await run('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`civigrid ${schema}`]);
    if ((await one(run, 'SHOW server_encoding')) !== 'UTF8')
      throw refuse('store-postgres/not-utf8', 'The database is not encoded in UTF-8.');
    const found = await versionOf(run, schema, purpose);
    if (found > steps.length)
      throw refuse('store-postgres/newer-schema', 'The schema was made by a newer version.', {
        found,
        known: steps.length,
      });
    if (found === 0) {
      await run(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
      await run(
        `CREATE TABLE ${schema}.migrations (version int4 PRIMARY KEY, purpose text NOT NULL, at timestamptz NOT NULL)`,
      );
    }
    await run(`SET LOCAL search_path = ${schema}, pg_temp`);
    for (const [i, step] of steps.entries()) {
      if (i < found) continue;
      await run(step(schema));
      await run('INSERT INTO migrations (version, purpose, at) VALUES ($1, $2, now())', [
        i + 1,
        purpose,
      ]);
    }
    if (always !== undefined) await run(always);
  });
}

import type { Forgetting } from '@civigrid/kernel';
import type { KeyChange, KeyOwner, KeyRows, OwnerRows } from '@civigrid/store-core';
import type { Database, Statement } from './database.ts';
import { groupQueue } from './group-queue.ts';
import { storedText } from './stored-text.ts';

/** A change that waits for its transaction. */
interface Asked {
  readonly owners: readonly KeyOwner[];
  /** Decides, and gives what is to be kept and how the caller is told once it is. */
  attempt(found: readonly OwnerRows[]): { readonly change: KeyChange<unknown>; settle(): void };
  reject(error: unknown): void;
}

type OwnerRow = readonly [
  forgotten: boolean,
  person: Buffer | null,
  id: string | null,
  key: Buffer | null,
];

const subjectOf = ({ tenant, subject }: Pick<KeyOwner, 'tenant' | 'subject'>) =>
  JSON.stringify([tenant, subject]);

/** The keys and tombstones of a schema; new keys of many callers are committed together. */
export function postgresKeyRows(
  database: Database,
  schema: string,
): KeyRows & { drained(): Promise<void> } {
  async function load(run: Statement, owners: readonly KeyOwner[]): Promise<readonly OwnerRows[]> {
    const rows = await run<OwnerRow>(
      'load-keys',
      `SELECT EXISTS (SELECT FROM ${schema}.forgotten f WHERE f.tenant = o.tenant AND f.subject = o.subject
           AND f.stream IN ('', o.stream)),
         (SELECT p.key FROM ${schema}.persons p WHERE p.tenant = o.tenant AND p.subject = o.subject), s.id, s.key
       FROM unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY o(tenant, subject, stream, n)
       LEFT JOIN ${schema}.stream_keys s ON s.tenant = o.tenant AND s.subject = o.subject AND s.stream = o.stream
       ORDER BY o.n`,
      [
        owners.map(({ tenant }) => storedText(tenant)),
        owners.map(({ subject }) => storedText(subject)),
        owners.map(({ stream }) => storedText(stream)),
      ],
    );
    return rows.map(([forgotten, person, id, key]) => ({
      forgotten,
      ...(person === null ? {} : { person }),
      ...(id === null || key === null ? {} : { stream: { id, key } }),
    }));
  }

  /** Nobody else makes or destroys keys of these persons until the transaction ends; in one order, so that nobody waits in a circle. */
  async function lock(run: Statement, subjects: readonly string[]): Promise<void> {
    await run(
      'lock-subjects',
      `SELECT count(pg_advisory_xact_lock(h)) FROM (
         SELECT DISTINCT hashtextextended($1 || s, 1) AS h FROM unnest($2::text[]) s ORDER BY h) o`,
      [schema, subjects],
    );
  }

  async function keep(
    run: Statement,
    { persons, keys }: Omit<KeyChange<unknown>, 'result'>,
  ): Promise<void> {
    if (persons.length > 0)
      await run(
        'add-persons',
        `INSERT INTO ${schema}.persons (tenant, subject, key) SELECT * FROM unnest($1::text[], $2::text[], $3::bytea[])`,
        [
          persons.map(({ tenant }) => storedText(tenant)),
          persons.map(({ subject }) => storedText(subject)),
          persons.map(({ key }) => Buffer.from(key)),
        ],
      );
    if (keys.length > 0)
      await run(
        'add-keys',
        `INSERT INTO ${schema}.stream_keys (tenant, subject, stream, id, key)
         SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bytea[])`,
        [
          keys.map(({ tenant }) => storedText(tenant)),
          keys.map(({ subject }) => storedText(subject)),
          keys.map(({ stream }) => storedText(stream)),
          keys.map(({ id }) => id),
          keys.map(({ key }) => Buffer.from(key)),
        ],
      );
  }

  async function commit(group: readonly Asked[]): Promise<void> {
    let settled: readonly (() => void)[];
    try {
      settled = await database.transaction(async ({ query: run }) => {
        const owners = group.flatMap((asked) => asked.owners);
        await lock(run, owners.map(subjectOf));
        const found = await load(run, owners);
        let from = 0;
        const attempts = group.map((asked) => {
          const mine = found.slice(from, from + asked.owners.length);
          from += asked.owners.length;
          try {
            return asked.attempt(mine);
          } catch (error) {
            // Refused alone; the others of the group go on.
            return {
              change: { result: undefined, persons: [], keys: [] },
              settle: () => asked.reject(error),
            };
          }
        });
        const changes = attempts.map(({ change }) => change);
        await keep(run, {
          persons: changes.flatMap(({ persons }) => persons),
          keys: changes.flatMap(({ keys }) => keys),
        });
        return attempts.map(({ settle }) => settle);
      });
    } catch (error) {
      for (const { reject } of group) reject(error);
      return;
    }
    for (const settle of settled) settle();
  }

  const queue = groupQueue<Asked>(1, commit);

  return {
    load: (owners) => load(database.query, owners),
    change: (owners, decide) =>
      new Promise((resolve, reject) => {
        queue.add({
          keys: [...new Set(owners.map(subjectOf))],
          weight: 1,
          item: {
            owners,
            reject,
            attempt: (found) => {
              const change = decide(found);
              return { change, settle: () => resolve(change.result) };
            },
          },
        });
      }),
    forget: ({ tenant, subject, stream }: Forgetting) =>
      database.transaction(async ({ query: run }) => {
        await lock(run, [subjectOf({ tenant, subject })]);
        const whom = [storedText(tenant), storedText(subject)];
        const which = [...whom, stream === undefined ? null : storedText(stream)];
        await run(
          'bury',
          `INSERT INTO ${schema}.forgotten (tenant, subject, stream) VALUES ($1, $2, coalesce($3, ''))
           ON CONFLICT DO NOTHING`,
          which,
        );
        await run(
          'drop-keys',
          `DELETE FROM ${schema}.stream_keys WHERE tenant = $1 AND subject = $2 AND ($3::text IS NULL OR stream = $3)`,
          which,
        );
        if (stream === undefined)
          await run(
            'drop-person',
            `DELETE FROM ${schema}.persons WHERE tenant = $1 AND subject = $2`,
            whom,
          );
      }),
    drained: queue.drained,
  };
}

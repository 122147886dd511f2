import { type Policy, type Progress, runPolicy, subscribe, type TenantId } from '@civigrid/kernel';
import type { PostgresStore } from '@civigrid/store-postgres';
import { Client } from 'pg';
import { digest, type Telling, telling } from './matters.ts';

/**
 * How an effect and its checkpoint hang together: as a command of a derived id, as one of a fresh id (a mistake), in
 * one transaction, or in one after the other (a mistake).
 */
export type Mode = 'derived' | 'fresh' | 'together' | 'apart';

/** What a handler works on. */
export interface Work {
  readonly store: PostgresStore;
  readonly url: string;
  readonly tenant: TenantId;
  readonly fresh: () => string;
  /** Called before and after everything that is written. */
  readonly step: () => void;
}

/** The type of the events that are causes; those in the stream of the effects are none. */
const cause = 'tests/told';

const answering: Policy<undefined, string> = {
  name: 'answer',
  on: [cause],
  react: ({ data, stream }) => {
    const { matter, i } = data as unknown as Telling;
    return stream === 'case/effects' ? [] : [{ slot: 'answer', order: `${matter}/${i}` }];
  },
};

async function reacted({ store, tenant, fresh, step }: Work, mode: Mode): Promise<void> {
  const { load, save } = store.progress;
  const progress: Progress = {
    load,
    save: async (...checkpoint) => {
      step();
      await save(...checkpoint);
      step();
    },
  };
  const policy = runPolicy({
    store,
    progress,
    tenant,
    from: 'start',
    policy: answering,
    views: undefined,
    digest,
    perform: async ({ id, at }, order) => {
      const effect = { tenant, name: `effect of ${order}`, at };
      const { command, ...batch } = telling({
        ...effect,
        events: [{ stream: 'effects', partition: 4 }],
        salt: mode === 'fresh' ? fresh() : '',
      });
      step();
      await store.append({ ...batch, command: mode === 'fresh' ? command : id });
      step();
    },
  });
  await policy.poll();
}

async function projected({ store, url, tenant, step }: Work, mode: Mode): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const run = async (text: string, values: readonly (string | number)[] = []) => {
    step();
    await client.query(text, [...values]);
  };
  const progress: Progress = {
    load: async (group, partition) => {
      const text = 'SELECT up_to FROM reached WHERE reader = $1 AND partition = $2';
      const { rows } = await client.query(text, [`${mode} ${group}`, partition]);
      return rows[0] === undefined ? undefined : { upTo: rows[0].up_to as number };
    },
    save: async () => undefined,
  };
  const projection = subscribe({
    store,
    progress,
    tenant,
    group: 'counted',
    from: 'start',
    pageSize: 2,
    handle: async ({ partition, events, upTo }) => {
      await run('BEGIN');
      for (const { data } of events) {
        const { matter, i } = data as unknown as Telling;
        await run('INSERT INTO counted VALUES ($1, $2)', [tenant, `${matter}/${i}`]);
      }
      if (mode === 'apart') {
        await run('COMMIT');
        await run('BEGIN');
      }
      await run(
        `INSERT INTO reached VALUES ($1, $2, $3) ON CONFLICT (reader, partition) DO UPDATE SET up_to = $3`,
        [`${mode} ${tenant}/counted`, partition, upTo],
      );
      await run('COMMIT');
      step();
    },
  });
  await projection.poll();
  await client.end();
}

/** The tables of the projection, beside the store's. */
export const projectionTables: readonly string[] = [
  'CREATE TABLE counted (tenant text, name text)',
  'CREATE TABLE reached (reader text, partition int4, up_to int4, PRIMARY KEY (reader, partition))',
];

/** Works off what stands in the log. */
export async function worked(mode: Mode, work: Work): Promise<void> {
  await (mode === 'derived' || mode === 'fresh' ? reacted(work, mode) : projected(work, mode));
}

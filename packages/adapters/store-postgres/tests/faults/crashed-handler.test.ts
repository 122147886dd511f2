import { randomUUID } from 'node:crypto';
import { type TenantId, tenantId } from '@civigrid/kernel';
import { type PostgresStore, postgresStore } from '@civigrid/store-postgres';
import { type PrivateServer, privatePostgres, serverMissing } from '@civigrid/testing/servers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { statements } from '../schemas.ts';
import { child } from './child-process.ts';
import { everything, printed } from './examined.ts';
import { type Mode, projectionTables, worked } from './handlers.ts';
import { matterOf, type Telling, telling } from './matters.ts';

const missing = serverMissing('postgres');
const program = new URL('./handler-process.ts', import.meta.url);
const patient = { timeout: 600_000 };
const matters = 2;

describe.skipIf(missing)(
  `a handler that dies between its effect and its checkpoint${missing ? ` (skipped: ${missing})` : ''}`,
  () => {
    let server: PrivateServer;
    let store: PostgresStore;
    beforeAll(async () => {
      server = await privatePostgres();
      store = await postgresStore({ connectionString: server.url });
      await statements(server.url, projectionTables);
    }, 60_000);
    afterAll(async () => {
      await store?.close();
      await server?.close();
    }, 60_000);

    /** How often the handler has had its effect for each cause. */
    async function effects(mode: Mode, tenant: TenantId): Promise<ReadonlyMap<string, number>> {
      const { events } = await everything(store, tenant);
      const names = ({ data }: { readonly data: unknown }) => (data as Telling).matter;
      const isProjection = mode === 'together' || mode === 'apart';
      const causes = events
        .filter(({ stream }) => stream !== 'case/effects')
        .map(({ data }) => {
          const { matter, i } = data as unknown as Telling;
          return `${matter}/${i}`;
        });
      const had = isProjection
        ? (
            await statements(server.url, [`SELECT name FROM counted WHERE tenant = '${tenant}'`])
          ).map(({ name }) => String(name))
        : events
            .filter(({ stream }) => stream === 'case/effects')
            .map((event) => names(event).replace(/^effect of /, ''));
      const counts = new Map(causes.map((cause) => [cause, 0]));
      for (const cause of had) counts.set(cause, (counts.get(cause) ?? 0) + 1);
      return counts;
    }

    /** Killed at every step of its run, or every n-th, each time over a log of its own; then the work is done to its end. */
    async function killedEverywhere(mode: Mode, every = 1) {
      const counts = { faults: 0, acknowledged: 0, lost: 0, doubled: 0 };

      async function one(step: number): Promise<boolean> {
        const tenant = tenantId(`${mode}-${step}`);
        for (let n = 1; n <= matters; n++)
          await store.append(telling(matterOf(tenant, 'cause', n, 0)));
        const handler = child(program, [mode, server.url, tenant, String(step)]);
        const { code, errors } = await handler.ended;
        expect(errors).toBe('');
        if (code === null) counts.faults++;
        await worked(mode, {
          store,
          url: server.url,
          tenant,
          fresh: randomUUID,
          step: () => undefined,
        });
        const had = [...(await effects(mode, tenant)).values()];
        counts.acknowledged += had.length;
        counts.lost += had.filter((times) => times === 0).length;
        counts.doubled += had.filter((times) => times > 1).length;
        return code === null;
      }

      async function lane(first: number): Promise<void> {
        for (let step = first; await one(step); step += 2 * every);
      }
      await Promise.all([lane(every), lane(2 * every)]);
      return counts;
    }

    test.each([
      ['derived', 'a policy whose commands have derived ids'],
      ['together', 'a projection that stores how far it is in the transaction of its effect'],
    ] as const)(
      '%s: killed at every step, %s has each effect once',
      patient,
      async (mode, what) => {
        const counts = await killedEverywhere(mode);
        printed(`killed at every step, ${what}`, counts);
        expect(counts.faults).toBeGreaterThan(5);
        expect({ lost: counts.lost, doubled: counts.doubled }).toEqual({ lost: 0, doubled: 0 });
      },
    );

    test.each([
      ['fresh', 'a policy whose commands have fresh ids'],
      ['apart', 'a projection that stores how far it is after its effect'],
    ] as const)(
      'control, %s: killed at every third step, %s doubles, and the harness sees it',
      patient,
      async (mode, what) => {
        const counts = await killedEverywhere(mode, 3);
        printed(`control: ${what}`, counts);
        expect(counts.doubled).toBeGreaterThan(0);
      },
    );
  },
);

import { setTimeout as sleep } from 'node:timers/promises';
import { type DeadlineChange, streamId, type TenantId, tenantId } from '@civigrid/kernel';
import { type PostgresStore, postgresStore } from '@civigrid/store-postgres';
import { seededRandom } from '@civigrid/testing';
import { type PrivateServer, privatePostgres, serverMissing } from '@civigrid/testing/servers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Child, child } from './child-process.ts';
import { everything, examined, isLong, printed, sound } from './examined.ts';
import { type Telling, telling } from './matters.ts';
import { againMs } from './woken.ts';

const missing = serverMissing('postgres');
const program = new URL('./timer-process.ts', import.meta.url);
const patient = { timeout: 600_000 };

describe.skipIf(missing)(
  `deadlines while timers and PostgreSQL are killed${missing ? ` (skipped: ${missing})` : ''}`,
  () => {
    let server: PrivateServer;
    let store: PostgresStore;
    beforeAll(async () => {
      server = await privatePostgres();
      store = await postgresStore({ connectionString: server.url });
    }, 60_000);
    afterAll(async () => {
      await store?.close();
      await server?.close();
    }, 60_000);

    const timer = (mode: 'sound' | 'hasty' | 'ahead', tenant: TenantId) =>
      child(program, [mode, server.url, tenant]);

    /** Arms deadlines over a span of time from now, every third of which arms itself twice more. Gives what must fire. */
    async function armed(tenant: TenantId, count: number, spanMs: number, seed: number) {
      const random = seededRandom(seed);
      const now = await store.now();
      const expected: string[] = [];
      for (let n = 0; n < count; n += 20) {
        const deadlines = Array.from({ length: 20 }, (_, i): DeadlineChange => {
          const number = n + i;
          const times = number % 3 === 0 ? 2 : 0;
          const due = now + random.integer(spanMs);
          for (let left = times; left >= 0; left--)
            expected.push(`${number}*${left} ${due + (times - left) * againMs}`);
          const stream = streamId('case', `s${number % 17}`);
          return { key: `${number}*${times}`, due, stream };
        });
        await store.append(telling({ tenant, name: `arm/${n}`, events: [], deadlines }));
      }
      return expected;
    }

    /** What fired, and how many before their time. */
    async function fired(tenant: TenantId) {
      const { events } = await everything(store, tenant);
      let early = 0;
      for (const { data, at } of events) {
        const due = Number((data as unknown as Telling).matter.split(' ')[1]);
        if (at < due) early++;
      }
      return { fired: events.length, early };
    }

    /** A timer that is replaced whenever it dies, until nothing is armed any more. */
    function lasting(tenant: TenantId) {
      let current: Child = timer('sound', tenant);
      let kills = 0;
      const done = (async () => {
        for (;;) {
          const { code, errors } = await current.ended;
          expect(errors).toBe('');
          if (code === 0) return;
          current = timer('sound', tenant);
        }
      })();
      return {
        done,
        kills: () => kills,
        kill: () => {
          if (current.process.kill('SIGKILL')) kills++;
        },
      };
    }

    const seed = 20_260_306;
    test(
      `two timers on one database, killed again and again as the server is: each deadline has its effect once, none early, those armed anew too (seed ${seed})`,
      patient,
      async () => {
        const random = seededRandom(seed);
        const tenant = tenantId('street');
        const rounds = isLong ? 20 : 2;
        const expected = await armed(tenant, isLong ? 3000 : 400, rounds * 2_500, seed);
        const timers = [lasting(tenant), lasting(tenant)];
        let isOver = false;
        const working = Promise.all(timers.map(({ done }) => done)).finally(() => {
          isOver = true;
        });
        let faults = 0;
        for (let round = 1; round <= rounds && !isOver; round++) {
          await sleep(800 + random.integer(300));
          timers[round % 2]?.kill();
          await sleep(500 + random.integer(300));
          await server.kill();
          faults++;
          await server.restart();
        }
        await working;
        faults += timers.reduce((sum, { kills }) => sum + kills(), 0);
        const found = await examined(store, tenant, expected);
        const { fired: effects, early } = await fired(tenant);
        printed(`deadlines under kill -9, ${early} early`, {
          faults,
          acknowledged: expected.length,
          ...found,
        });
        expect(found).toEqual(sound);
        expect(early).toBe(0);
        expect(effects).toBe(expected.length);
        expect(await store.deadlines.next(tenant)).toBeUndefined();
      },
    );

    test(
      'control: a timer that is done with a deadline before it has fired loses it, and the harness sees it',
      patient,
      async () => {
        const tenant = tenantId('hasty');
        const expected = await armed(tenant, 40, 1, seed);
        let told = 0;
        const dying = child(program, ['hasty', server.url, tenant], (_, self) => {
          if (++told === 5) self.kill('SIGKILL');
        });
        await dying.ended;
        await lasting(tenant).done;
        const found = await examined(store, tenant, expected);
        printed('control: done before it has fired', {
          faults: 1,
          acknowledged: expected.length,
          ...found,
        });
        expect(found.lost).toBeGreaterThan(0);
      },
    );

    test(
      'control: a timer whose clock is ahead fires early, and the harness sees it',
      patient,
      async () => {
        const tenant = tenantId('ahead');
        const expected = await armed(tenant, 20, 20_000, seed);
        await timer('ahead', tenant).ended;
        const { early } = await fired(tenant);
        printed(`control: a clock that is ahead, ${early} early`, {
          faults: 1,
          acknowledged: expected.length,
          lost: 0,
          doubled: 0,
        });
        expect(early).toBeGreaterThan(0);
      },
    );
  },
);

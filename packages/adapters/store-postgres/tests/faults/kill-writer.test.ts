import { setTimeout as sleep } from 'node:timers/promises';
import { type TenantId, tenantId } from '@civigrid/kernel';
import { type PostgresStore, postgresStore } from '@civigrid/store-postgres';
import { seededRandom } from '@civigrid/testing';
import {
  type FrontendMessage,
  type PrivateServer,
  privatePostgres,
  type RelayVerdict,
  serverMissing,
  tcpRelay,
} from '@civigrid/testing/servers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { statements } from '../schemas.ts';
import { type Child, child } from './child-process.ts';
import { everything, examined, isLong, printed, sound } from './examined.ts';
import type { Telling } from './matters.ts';
import { play, scripted } from './script.ts';

const missing = serverMissing('postgres');
const program = new URL('./writer-process.ts', import.meta.url);
const patient = { timeout: 600_000 };

const writer = (
  mode: 'script' | 'endless' | 'hasty',
  url: string,
  tenant: TenantId,
  name = 'writer',
  heard: Parameters<typeof child>[2] = undefined,
) => child(program, [mode, url, tenant, name], heard);

/** Where the writer dies: at its n-th message behind the opening of its store, which the server gets or not. */
interface Boundary {
  readonly message: number;
  readonly arrives: boolean;
}

/** Whether a message ends the transaction in which the store is opened. */
const isOpened = ({ type, bytes }: FrontendMessage) => type === 'Q' && bytes.includes('COMMIT');

describe.skipIf(missing)(
  `the writing process killed${missing ? ` (skipped: ${missing})` : ''}`,
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

    /** The server goes on with what it was told until it notices that nobody is there. */
    async function deserted(): Promise<void> {
      const others = `SELECT FROM pg_stat_activity WHERE backend_type = 'client backend'
        AND pid <> pg_backend_pid() AND state <> 'idle'`;
      while ((await statements(server.url, [others])).length > 0) await sleep(10);
    }

    /** Plays the script in a process that dies at this boundary; gives what it told, and how many messages it came to. */
    async function played(tenant: TenantId, boundary?: Boundary) {
      let messages = 0;
      let hasOpened = false;
      let dying: Child | undefined;
      const frontend = async (message: FrontendMessage): Promise<RelayVerdict> => {
        if (!hasOpened) {
          hasOpened = isOpened(message);
          return 'pass';
        }
        messages++;
        if (boundary === undefined || messages < boundary.message) return 'pass';
        if (messages > boundary.message) return 'cut';
        dying?.process.kill('SIGKILL');
        await dying?.ended;
        return boundary.arrives ? 'pass' : 'cut';
      };
      await using relay = await tcpRelay({ url: server.url, frontend });
      dying = writer('script', relay.url, tenant);
      const { code, errors } = await dying.ended;
      expect(errors).toBe('');
      expect(code).toBe(boundary === undefined ? 0 : null);
      return { told: dying.lines, messages };
    }

    /** Which deadlines are armed that no stored matter armed, or the other way round. */
    async function crooked(tenant: TenantId): Promise<readonly string[]> {
      const { events } = await everything(store, tenant);
      const stored = new Set(events.map(({ data }) => (data as unknown as Telling).matter));
      const armed = new Set((await store.deadlines.claim(tenant, 2, 100, 0)).map(({ key }) => key));
      const all = scripted(tenant).flat();
      return all
        .filter(
          ({ name, deadlines = [] }) =>
            armed.has(name) !== (stored.has(name) && deadlines.length > 0),
        )
        .map(({ name }) => name);
    }

    test(
      'at every boundary of its writing: what it told stands, what stands is whole, and sent again it stands once',
      patient,
      async () => {
        const whole = tenantId('whole');
        const { told, messages } = await played(whole);
        expect(told.length).toBe(scripted(whole).flat().length);
        const boundaries: Boundary[] = [];
        for (let message = 1; message <= messages; message++)
          for (const arrives of [false, true]) boundaries.push({ message, arrives });
        const counts = { faults: boundaries.length, acknowledged: 0, lost: 0, doubled: 0 };
        const one = async (boundary: Boundary) => {
          const tenant = tenantId(`${boundary.arrives ? 'with' : 'without'}-${boundary.message}`);
          const { told } = await played(tenant, boundary);
          await deserted();
          const found = await examined(store, tenant, told);
          expect({ ...boundary, ...found }).toEqual({ ...boundary, ...sound });
          expect(await crooked(tenant)).toEqual([]);
          counts.acknowledged += told.length;
          const all: string[] = [];
          await play(store, scripted(tenant), (matter) => all.push(matter));
          const again = await examined(store, tenant, all);
          expect({ ...boundary, ...again }).toEqual({ ...boundary, ...sound });
          expect(await crooked(tenant)).toEqual([]);
          counts.lost += again.lost;
          counts.doubled += again.doubled;
        };
        const lanes = [0, 1].map(async (lane) => {
          for (const [i, boundary] of boundaries.entries()) if (i % 2 === lane) await one(boundary);
        });
        await Promise.all(lanes);
        printed('kill -9 of the writer at its boundaries', counts);
        expect(counts.acknowledged).toBeGreaterThan(0);
      },
    );

    const seed = 20_260_303;
    test(
      `at random points under 16 callers: what it told stands, whole and once (seed ${seed})`,
      patient,
      async () => {
        const random = seededRandom(seed);
        const tenant = tenantId('random');
        const acknowledged: string[] = [];
        const rounds = isLong ? 40 : 5;
        for (let round = 1; round <= rounds; round++) {
          const enough = 1 + random.integer(400);
          let heard = 0;
          const { ended, lines } = writer(
            'endless',
            server.url,
            tenant,
            `r${round}`,
            (_, dying) => {
              if (++heard === enough) dying.kill('SIGKILL');
            },
          );
          expect((await ended).errors).toBe('');
          await deserted();
          acknowledged.push(...lines);
        }
        const found = await examined(store, tenant, acknowledged);
        printed('kill -9 of the writer', {
          faults: rounds,
          acknowledged: acknowledged.length,
          ...found,
        });
        expect(found).toEqual(sound);
      },
    );

    test(
      'control: a writer that tells before the store has answered is found out',
      patient,
      async () => {
        const tenant = tenantId('hasty');
        const { ended, lines } = writer('hasty', server.url, tenant);
        await ended;
        await deserted();
        const found = await examined(store, tenant, lines);
        printed('control: told before the answer', {
          faults: 1,
          acknowledged: lines.length,
          ...found,
        });
        expect(found.lost).toBeGreaterThan(0);
      },
    );
  },
);

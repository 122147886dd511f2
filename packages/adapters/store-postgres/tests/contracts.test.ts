import { memoryVault } from '@civigrid/kernel';
import { postgresVault } from '@civigrid/store-postgres';
import {
  archiveContract,
  type ContractCase,
  crashWalk,
  deadLettersContract,
  deadlinesContract,
  eventStoreContract,
  mediaStoreContract,
  progressContract,
  restoreContract,
  sealingEverything,
  subjectIndexContract,
  vaultContract,
} from '@civigrid/testing/contracts';
import {
  type PrivateServer,
  privatePgBouncer,
  privatePostgres,
  serverMissing,
} from '@civigrid/testing/servers';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { schemaStore, statements } from './schemas.ts';

const missing = serverMissing('postgres', 'pgbouncer');
let postgres: PrivateServer;
let pooler: PrivateServer;

type Store = Awaited<ReturnType<typeof schemaStore>>['store'];

const direct = () => schemaStore(postgres.url);
/** Connections are handed out by transaction: nothing that a session keeps is there the next time. */
const pooled = () => schemaStore(pooler.url, { prepared: false });

const made =
  <Port>(open: typeof direct, part: (store: Store) => Port) =>
  async () => {
    const { store, close } = await open();
    return { port: part(store), close };
  };

let vaults = 0;

const vault =
  <Port>(part: (whole: Awaited<ReturnType<typeof postgresVault>>) => Port, pool = false) =>
  async () => {
    const schema = `keys_${++vaults}`;
    const connectionString = pool ? pooler.url : postgres.url;
    const masterKey = new Uint8Array(32).fill(7);
    const whole = await postgresVault({ connectionString, schema, masterKey, prepared: !pool });
    const close = async () => {
      await whole.close();
      await statements(postgres.url, [`DROP SCHEMA ${schema} CASCADE`]);
    };
    return { port: part(whole), close };
  };

const suites: Record<string, readonly ContractCase[]> = {
  'event store': eventStoreContract(made(direct, (store) => store)),
  archive: archiveContract(async (settings) => {
    const { store, close } = await schemaStore(postgres.url, settings);
    return { port: store, close };
  }),
  'archive behind a pooler': archiveContract(async (settings) => {
    const { store, close } = await schemaStore(pooler.url, { ...settings, prepared: false });
    return { port: store, close };
  }),
  restore: restoreContract(made(direct, (store) => store)),
  'event store that seals everything at once': eventStoreContract(made(direct, sealingEverything)),
  'event store behind a pooler': eventStoreContract(made(pooled, (store) => store)),
  deadlines: deadlinesContract(made(direct, (store) => store)),
  'deadlines behind a pooler': deadlinesContract(made(pooled, (store) => store)),
  progress: progressContract(made(direct, ({ progress }) => progress)),
  'dead letters': deadLettersContract(made(direct, ({ deadLetters }) => deadLetters)),
  vault: vaultContract(vault((whole) => whole)),
  'vault behind a pooler': vaultContract(vault((whole) => whole, true)),
  'subject index': subjectIndexContract(vault(({ subjects }) => subjects)),
  'media store': mediaStoreContract(vault(({ media }) => media)),
};

describe.skipIf(missing)(`on PostgreSQL${missing ? ` (skipped: ${missing})` : ''}`, () => {
  beforeAll(async () => {
    // Promises about the disk are kept in the tests of faults; these ask what is answered.
    postgres = await privatePostgres({ settings: { fsync: false } });
    pooler = await privatePgBouncer({ postgres, poolMode: 'transaction' });
  }, 60_000);
  afterAll(async () => {
    await pooler?.close();
    await postgres?.close();
  }, 60_000);

  describe.each(Object.entries(suites))('%s', (_, cases) => {
    for (const { name, run } of cases) test(name, run, 120_000);
  });

  describe('crash walk', () => {
    // The whole walk goes over the stores that are quick to make; here it goes in longer steps.
    const steps = { every: 3, runs: 60 };
    const cases = crashWalk(async () => {
      const { store, close } = await schemaStore(postgres.url, { clock: { now: () => 0 } });
      return { port: { store, vault: memoryVault() }, close };
    }, steps);
    for (const { name, run } of cases) test(name, run, 240_000);
  });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Store } from '@civigrid/kernel';
import { betterSqlite3Driver, sqliteStore, sqliteVault } from '@civigrid/store-sqlite';
import {
  archiveContract,
  type ContractCase,
  crashWalk,
  deadLettersContract,
  deadlinesContract,
  eventStoreContract,
  type Fixture,
  mediaStoreContract,
  progressContract,
  restoreContract,
  sealingEverything,
  subjectIndexContract,
  vaultContract,
} from '@civigrid/testing/contracts';
import Database from 'libsql';
import { afterAll, beforeAll, describe, test } from 'vitest';

let folder = '';
let files = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'civigrid-contracts-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const nextFile = () => join(folder, `${++files}.db`);

function opened<Whole extends { close(): Promise<void> }, Port>(
  whole: Whole,
  part: (whole: Whole) => Port,
): Fixture<Port> {
  return { port: part(whole), close: () => whole.close() };
}

const store = <Port>(part: (whole: Store) => Port) =>
  opened(sqliteStore({ file: nextFile() }), part);
const vault = <Port>(part: (whole: ReturnType<typeof sqliteVault>) => Port) =>
  opened(sqliteVault({ file: nextFile() }), part);
const driver = betterSqlite3Driver(Database);
const libsqlStore = <Port>(part: (whole: Store) => Port) =>
  opened(sqliteStore({ file: nextFile(), driver }), part);
const libsqlVault = <Port>(part: (whole: ReturnType<typeof sqliteVault>) => Port) =>
  opened(sqliteVault({ file: nextFile(), driver }), part);
const workerStore = async <Port>(part: (whole: Store) => Port) =>
  opened(await sqliteStore({ file: nextFile(), worker: true }), part);
const masterKey = new Uint8Array(32).fill(7);

const suites: Record<string, readonly ContractCase[]> = {
  'event store in a file': eventStoreContract(() => store((whole) => whole)),
  'event store in memory': eventStoreContract(() =>
    opened(sqliteStore({ file: ':memory:' }), (whole) => whole),
  ),
  'event store that seals everything at once into its folder': eventStoreContract(() =>
    store(sealingEverything),
  ),
  'archive in a file': archiveContract((settings) =>
    opened(sqliteStore({ file: nextFile(), ...settings }), (whole) => whole),
  ),
  'archive in memory': archiveContract((settings) =>
    opened(sqliteStore({ file: ':memory:', ...settings }), (whole) => whole),
  ),
  restore: restoreContract(() => store((whole) => whole)),
  'restore into memory': restoreContract(() =>
    opened(sqliteStore({ file: ':memory:' }), (whole) => whole),
  ),
  deadlines: deadlinesContract(() => store((whole) => whole)),
  progress: progressContract(() => store(({ progress }) => progress)),
  'dead letters': deadLettersContract(() => store(({ deadLetters }) => deadLetters)),
  vault: vaultContract(() => vault((whole) => whole)),
  'vault under a master key': vaultContract(() =>
    opened(sqliteVault({ file: nextFile(), masterKey }), (whole) => whole),
  ),
  'subject index': subjectIndexContract(() => vault(({ subjects }) => subjects)),
  'subject index under a master key': subjectIndexContract(() =>
    opened(sqliteVault({ file: ':memory:', masterKey }), ({ subjects }) => subjects),
  ),
  'media store': mediaStoreContract(() => vault(({ media }) => media)),
  'archive in a worker': archiveContract(async (settings) =>
    opened(await sqliteStore({ file: nextFile(), worker: true, ...settings }), (whole) => whole),
  ),
  'restore in a worker': restoreContract(() => workerStore((whole) => whole)),
  'event store in a worker': eventStoreContract(() => workerStore((whole) => whole)),
  'deadlines in a worker': deadlinesContract(() => workerStore((whole) => whole)),
  'progress in a worker': progressContract(() => workerStore(({ progress }) => progress)),
  'dead letters in a worker': deadLettersContract(() =>
    workerStore(({ deadLetters }) => deadLetters),
  ),
  'event store on libsql': eventStoreContract(() => libsqlStore((whole) => whole)),
  'archive on libsql': archiveContract((settings) =>
    opened(sqliteStore({ file: nextFile(), driver, ...settings }), (whole) => whole),
  ),
  'restore on libsql': restoreContract(() => libsqlStore((whole) => whole)),
  'deadlines on libsql': deadlinesContract(() => libsqlStore((whole) => whole)),
  'progress on libsql': progressContract(() => libsqlStore(({ progress }) => progress)),
  'dead letters on libsql': deadLettersContract(() =>
    libsqlStore(({ deadLetters }) => deadLetters),
  ),
  'vault on libsql': vaultContract(() => libsqlVault((whole) => whole)),
  'subject index on libsql': subjectIndexContract(() => libsqlVault(({ subjects }) => subjects)),
  'media store on libsql': mediaStoreContract(() => libsqlVault(({ media }) => media)),
  'crash walk': crashWalk(() => {
    const record = sqliteStore({ file: ':memory:', clock: { now: () => 0 } });
    const keys = sqliteVault({ file: ':memory:' });
    return {
      port: { store: record, vault: keys },
      close: async () => {
        await record.close();
        await keys.close();
      },
    };
  }),
};

describe.each(Object.entries(suites))('on SQLite: %s', (_, cases) => {
  for (const { name, run } of cases) test(name, run, 120_000);
});

/**
 * Runs the contract suites on libsql and tells, as JSON, where it ran and what failed. Bundled by the test and run by
 * an older Node: `node program.cjs <where libsql is found> <folder>`.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import {
  type BetterSqlite3Class,
  betterSqlite3Driver,
  sqliteStore,
  sqliteVault,
} from '@civigrid/store-sqlite';
import {
  deadLettersContract,
  deadlinesContract,
  eventStoreContract,
  progressContract,
  vaultContract,
} from '@civigrid/testing/contracts';

const [from = '', folder = ''] = process.argv.slice(2);
const driver = betterSqlite3Driver(createRequire(from)('libsql') as BetterSqlite3Class);
let files = 0;
const nextFile = () => join(folder, `${++files}.db`);

function store() {
  const port = sqliteStore({ file: nextFile(), driver });
  return { port, close: port.close };
}

function vault() {
  const port = sqliteVault({ file: nextFile(), driver });
  return { port, close: port.close };
}

const cases = [
  ...eventStoreContract(store),
  ...deadlinesContract(store),
  ...progressContract(() => {
    const { port, close } = store();
    return { port: port.progress, close };
  }),
  ...deadLettersContract(() => {
    const { port, close } = store();
    return { port: port.deadLetters, close };
  }),
  ...vaultContract(vault),
];

const failed: string[] = [];
async function runAll(): Promise<void> {
  for (const { name, run } of cases) {
    try {
      await run();
    } catch (error) {
      failed.push(`${name}: ${error instanceof Error ? error.stack : error}`);
    }
  }
  let missing = '';
  try {
    sqliteStore({ file: ':memory:' });
  } catch (error) {
    missing = error instanceof Error ? error.message : '';
  }
  process.stdout.write(
    JSON.stringify({ node: process.version, cases: cases.length, failed, missing }),
  );
}
void runAll();

import {
  type AppendBatch,
  actorId,
  type CommandId,
  commandId,
  correlationId,
  eventId,
  streamId,
  tenantId,
} from '@civigrid/kernel';
import {
  nodeSqliteDriver,
  type SqlDriver,
  type SqlStatement,
  sqliteStore,
} from '@civigrid/store-sqlite';
import { expect, test } from 'vitest';

const tenant = tenantId('street');
const numbers = Array.from({ length: 20 }, (_, i) => i + 1);

function id(kind: string, n: number): string {
  return `019cc000-${kind}-7000-8000-${n.toString(16).padStart(12, '0')}`;
}

function command(n: number): CommandId {
  return commandId(id('c000', n));
}

function batch(n: number, data: number = n): AppendBatch {
  const draft = {
    id: eventId(id('e000', n)),
    type: 'tests/told',
    schema: 1,
    data,
    at: 0,
    actor: actorId('test'),
    correlation: correlationId('test'),
  };
  const entry = {
    stream: streamId('case', `s${n}`),
    partition: 0,
    expected: 'any',
    events: [draft],
  } as const;
  return { tenant, command: command(n), entries: [entry] };
}

/** A driver that notes what happens, and fails where it is told to. */
function watched(): {
  readonly driver: () => SqlDriver;
  readonly seen: string[];
  fail: 'commit' | 'rollback of one' | undefined;
} {
  const watch = {
    seen: [] as string[],
    fail: undefined as 'commit' | 'rollback of one' | undefined,
  };
  const wrap = <Row>(sql: string, statement: SqlStatement<Row>): SqlStatement<Row> => ({
    ...statement,
    run: (...values) => {
      if (watch.fail === 'rollback of one' && sql.startsWith('ROLLBACK TO'))
        throw new Error('no such savepoint');
      return statement.run(...values);
    },
  });
  const driver = () => {
    const real = nodeSqliteDriver(':memory:');
    return {
      ...real,
      prepare: <Row>(sql: string) => wrap(sql, real.prepare<Row>(sql)),
      transaction: <Result>(work: () => Result) => {
        watch.seen.push('begin');
        const result = real.transaction(() => {
          const done = work();
          if (watch.fail === 'commit') throw new Error('disk I/O error');
          return done;
        });
        watch.seen.push('commit');
        return result;
      },
    };
  };
  return Object.assign(watch, { driver });
}

test('twenty appends of one turn are one transaction, and none is answered before its commit', async () => {
  const watch = watched();
  const store = sqliteStore({ file: ':memory:', driver: watch.driver });
  watch.seen.length = 0;
  await Promise.all(
    numbers.map(async (n) => {
      await store.append(batch(n));
      watch.seen.push('answered');
    }),
  );
  expect(watch.seen).toEqual(['begin', 'commit', ...numbers.map(() => 'answered')]);
  await store.close();
});

test('where the commit fails, every caller is told, nothing is stored, and the same commands may be sent again', async () => {
  const watch = watched();
  const store = sqliteStore({ file: ':memory:', driver: watch.driver });
  watch.fail = 'commit';
  const results = await Promise.allSettled(numbers.map((n) => store.append(batch(n))));
  expect(results.every(({ status }) => status === 'rejected')).toBe(true);
  expect(await store.heads(tenant)).toEqual([]);
  watch.fail = undefined;
  const again = await Promise.all(numbers.map((n) => store.append(batch(n))));
  expect(again.map(({ outcome }) => outcome)).toEqual(numbers.map(() => 'appended'));
  expect(await store.heads(tenant)).toEqual([{ partition: 0, position: 20 }]);
  await store.close();
});

test('where a poisoned append cannot be undone alone, its whole group fails and nothing is stored', async () => {
  const watch = watched();
  const store = sqliteStore({ file: ':memory:', driver: watch.driver });
  await store.append(batch(9));
  // Its event stands under another command, which only the database can tell.
  const poisoned = { ...batch(9), command: command(2) };
  watch.fail = 'rollback of one';
  const results = await Promise.allSettled([
    store.append(batch(1)),
    store.append(poisoned),
    store.append(batch(3)),
  ]);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  expect(await store.first(tenant, command(1))).toBeUndefined();
  watch.fail = undefined;
  expect((await store.append(batch(1))).outcome).toBe('appended');
  await store.close();
});

test('closing commits what was asked for, and takes nothing afterwards', async () => {
  const store = sqliteStore({ file: ':memory:' });
  const asked = store.append(batch(1));
  await store.close();
  await store.close();
  expect((await asked).outcome).toBe('appended');
  await expect(store.append(batch(2))).rejects.toThrow('closed');
});

/** The sum over all counters, made when a file is opened; the counters are few. */
const total = /sum\(position\)/;

/** What a statement of the store would walk through, as SQLite plans it. */
function plans(): { readonly sql: readonly string[]; readonly scans: readonly string[] } {
  const sql: string[] = [];
  let real: SqlDriver | undefined;
  const store = sqliteStore({
    file: ':memory:',
    driver: (file) => {
      const driver = nodeSqliteDriver(file);
      real = driver;
      const prepare = <Row>(text: string) => {
        if (
          /^\s*(SELECT|INSERT|UPDATE|DELETE)/.test(text) &&
          !text.includes('sqlite_master') &&
          !total.test(text)
        )
          sql.push(text);
        return driver.prepare<Row>(text);
      };
      return { ...driver, prepare };
    },
  });
  const scans = sql.flatMap((text) =>
    (real?.prepare<{ readonly detail: string }>(`EXPLAIN QUERY PLAN ${text}`).all() ?? [])
      .map(({ detail }) => detail)
      .filter((detail) => /SCAN|TEMP B-TREE/.test(detail) && !detail.includes('json_each'))
      .map((detail) => `${detail}: ${text}`),
  );
  void store.close();
  return { sql, scans };
}

test('every statement finds its rows by a key: none walks through a table or sorts', () => {
  const { sql, scans } = plans();
  expect(sql.length).toBeGreaterThan(15);
  expect(scans).toEqual([]);
});

test('every statement on a table of a street names the street', () => {
  const ofStreets = /\b(streams|heads|events|commands|deadlines)\b/;
  const nameless = plans().sql.filter(
    (text) => ofStreets.test(text) && !/WHERE[\s\S]*\btenant = |\(tenant,/.test(text),
  );
  expect(nameless).toEqual([]);
});

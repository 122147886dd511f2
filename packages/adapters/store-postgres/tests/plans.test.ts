import { commandId, type EventStore, streamId, type TenantId, tenantId } from '@civigrid/kernel';
import { type PostgresStore, postgresStore } from '@civigrid/store-postgres';
import { type PrivateServer, privatePostgres, serverMissing } from '@civigrid/testing/servers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { telling } from './faults/matters.ts';
import { statements } from './schemas.ts';

const missing = serverMissing('postgres');
const tenant = tenantId('street');
const patient = { timeout: 240_000 };

/** A node of a plan, as EXPLAIN tells it in JSON. */
interface Node {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Cond'?: string;
  readonly 'Recheck Cond'?: string;
  readonly 'Total Cost': number;
  readonly Plans?: readonly Node[];
}

/** What a look-up must be narrowed by besides its tenant, table by table; a leaf of the log counts as the log. */
const narrowedBy: ReadonlyMap<string, RegExp> = new Map([
  ['events', /\b(id|command|position|version)\b/],
  ['streams', /\b(id|name)\b/],
  ['commands', /\bid\b/],
  ['deadlines', /\b(due|key)\b/],
  ['tenants', /\bname\b/],
]);

function nodes(node: Node): readonly Node[] {
  return [node, ...(node.Plans ?? []).flatMap(nodes)];
}

/** Plans that auto_explain has written into the server's log since it had this length. */
function plansBehind(log: string, length: number): readonly Node[] {
  return log
    .slice(length)
    .split(/plan:\n/)
    .slice(1)
    .map((part) => {
      const lines = part.split('\n');
      const end = lines.findIndex((line) => !line.startsWith('\t'));
      const text = lines.slice(0, end === -1 ? undefined : end).join('\n');
      return (JSON.parse(text) as { readonly Plan: Node }).Plan;
    });
}

/** Looks at a table of the store that are more than a look-up by an index. */
function wide(plans: readonly Node[]): readonly Node[] {
  return plans.flatMap(nodes).filter((node) => {
    const {
      'Relation Name': relation = '',
      'Node Type': type,
      'Index Cond': condition = '',
    } = node;
    // Outside of the functions a table of one page, or none, is read as it is.
    if (type === 'Seq Scan' && node['Total Cost'] < 2) return false;
    // The heads of a tenant are all wanted, and few.
    if (relation === 'heads' && type === 'Bitmap Heap Scan')
      return !/\btenant\b/.test(node['Recheck Cond'] ?? '');
    const by =
      relation === 'heads'
        ? /\btenant\b/
        : narrowedBy.get(relation.replace(/^events_.*/, 'events'));
    if (by === undefined || type === 'ModifyTable') return false;
    return !/^Index (Only )?Scan$/.test(type) || !by.test(condition);
  });
}

const matter = (name: string, stream: string, at: number) =>
  telling({ tenant, name, events: [{ stream, partition: 1 }], at });

describe.skipIf(missing)(`the plans of the store${missing ? ` (skipped: ${missing})` : ''}`, () => {
  let server: PrivateServer;
  beforeAll(async () => {
    server = await privatePostgres({
      settings: {
        fsync: false,
        autovacuum: false,
        max_wal_size: '4GB',
        session_preload_libraries: 'auto_explain',
        'auto_explain.log_nested_statements': true,
        'auto_explain.log_format': 'json',
      },
    });
  }, 60_000);
  afterAll(() => server?.close(), 60_000);

  /** The server's address for a session whose every plan is written down. */
  const explained = () => {
    const url = new URL(server.url);
    url.searchParams.set('options', '-c auto_explain.log_min_duration=0');
    return url.href;
  };

  /** Many events in many streams, this month's and others'. */
  async function grown(store: EventStore, now: number): Promise<void> {
    for (let n = 0; n < 100; n++) {
      const events = Array.from({ length: 1000 }, (_, i) => ({
        stream: `grown${(n % 20) * 20 + (i % 20)}`,
        partition: 1 + (n % 2),
      }));
      const deadlines = Array.from({ length: 100 }, (_, i) => ({
        key: `grown/${n}/${i}`,
        due: now + n * 1000 + i,
        stream: streamId('case', `grown${i}`),
      }));
      await store.append(
        telling({ tenant, name: `grown/${n}`, events, deadlines, at: n % 3 === 0 ? now : 0 }),
      );
    }
  }

  /** Everything that a store is asked in a day's work. */
  async function asked(store: PostgresStore, name: string, now: number): Promise<void> {
    await store.append(matter(`${name}/born`, `${name}-new`, now));
    await store.append(matter(`${name}/grown`, 'grown7', now));
    await store.append(matter(`${name}/grown`, 'grown7', now));
    await store.append({
      ...matter(`${name}/two`, 'grown8', now),
      deadlines: [{ key: `${name}/armed`, due: now, stream: streamId('case', 'grown8') }],
      entries: [
        ...matter(`${name}/two`, 'grown8', now).entries,
        { stream: streamId('case', 'grown9'), partition: 1, expected: 'exists', events: [] },
      ],
    });
    const taken = { ...matter(`${name}/grown`, 'grown7', now), command: commandId(name) };
    await expect(store.append(taken)).rejects.toThrow('already');
    const range = { after: 20_000, limit: 50 };
    for await (const _ of store.readLog(tenant, 1, range));
    for await (const _ of store.read(tenant, streamId('case', 'grown7'), { after: 100 }));
    await store.first(tenant, taken.command);
    await store.first(tenant, matter(`${name}/two`, 'grown8', now).command);
    await store.heads(tenant);
    await store.deadlines.next(tenant);
    await store.deadlines.done(await store.deadlines.claim(tenant, now + 9_000, 50, 1_000));
    await store.append({
      ...matter(`${name}/cancelling`, 'grown9', now),
      deadlines: [{ key: 'grown/99/1', cancel: true }],
    });
  }

  /** How long ten appends take, each on its own; printed, never judged. */
  async function pace(store: EventStore, street: TenantId, now: number): Promise<number> {
    const begun = performance.now();
    for (let n = 0; n < 10; n++)
      await store.append(
        telling({
          tenant: street,
          name: `${n}`,
          events: [{ stream: 'pace', partition: 1 }],
          at: now,
        }),
      );
    return (performance.now() - begun) / 10;
  }

  test(
    'behind 100,000 events, never analysed or just analysed, everything is looked up by an index and narrowed by more than the tenant',
    patient,
    async () => {
      const plain = await postgresStore({ connectionString: server.url });
      const now = await plain.now();
      const before = await pace(plain, tenantId('before'), now);
      await grown(plain, now);
      for (const phase of ['unanalysed', 'analysed']) {
        if (phase === 'analysed') await statements(server.url, ['ANALYZE']);
        const store = await postgresStore({ connectionString: explained() });
        const length = server.log().length;
        await asked(store, phase, now);
        await store.close();
        const plans = plansBehind(server.log(), length);
        const relations = plans.flatMap(nodes).map((node) => node['Relation Name'] ?? '');
        expect(relations).toEqual(
          expect.arrayContaining(['streams', 'heads', 'commands', 'deadlines', 'events_other']),
        );
        expect(wide(plans), phase).toEqual([]);
        const after = await pace(plain, tenantId(phase), now);
        process.stdout.write(
          `${phase}: ${plans.length} plans; an append alone took ${before.toFixed(1)} ms before and ${after.toFixed(1)} ms behind 100,000 events\n`,
        );
      }
      await plain.close();
    },
  );

  test(
    'control: a statement that reads a table from end to end is seen in the log',
    patient,
    async () => {
      await (await postgresStore({ connectionString: server.url })).close();
      const length = server.log().length;
      const nested = `DO $$ BEGIN PERFORM count(*) FROM civigrid.events v WHERE v.correlation = 'x'; END $$`;
      await statements(explained(), [nested]);
      expect(wide(plansBehind(server.log(), length)).length).toBeGreaterThan(0);
      const tenantOnly = server.log().length;
      const all =
        'SET enable_seqscan = off; SELECT count(*) FROM civigrid.streams s WHERE s.tenant = 1';
      await statements(explained(), [all]);
      expect(wide(plansBehind(server.log(), tenantOnly)).length).toBeGreaterThan(0);
    },
  );
});

import {
  type AppendBatch,
  actorId,
  commandId,
  correlationId,
  type EventStore,
  eventId,
  keyId,
  memoryStore,
  type Recorded,
  streamId,
  subjectRef,
  tenantId,
} from '@civigrid/kernel';
import { nodeDigest } from '@civigrid/store-core';
import { type PostgresStore, postgresStore } from '@civigrid/store-postgres';
import { type PrivateServer, privatePostgres, serverMissing } from '@civigrid/testing/servers';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const missing = serverMissing('postgres');
const clock = { now: () => 7 };

/** Of so few values each that a column is now the same in a whole group, now not. */
const told = fc.record({
  type: fc.constantFrom('tests/told', 'tests/heard'),
  at: fc.constantFrom(1, 2),
  actor: fc.constantFrom('post/1', '"quoted"', '\u001f'),
  correlation: fc.constantFrom('matter', '\u001f'),
  cause: fc.constantFrom(undefined, 'odd cause', '019cc000-0000-7000-8000-000000000001'),
  sealed: fc.boolean(),
  month: fc.constantFrom('019cc000', '019dd000'),
  number: fc.nat(11),
});
type Told = typeof told extends fc.Arbitrary<infer Value> ? Value : never;

const groups = fc.array(
  fc.array(fc.uniqueArray(told, { maxLength: 4, selector: ({ number }) => number }), {
    minLength: 1,
    maxLength: 4,
  }),
  { minLength: 1, maxLength: 3 },
);

function draftOf({ type, at, actor, correlation, cause, sealed, month, number }: Told) {
  const box = { key: keyId('k'), nonce: 'n', box: 'b' };
  const part = { subject: subjectRef('s'), purpose: 'contact', ...box };
  return {
    id: eventId(`${month}-0000-7000-8000-${String(number).padStart(12, '0')}`),
    type,
    schema: 1,
    data: { number },
    at,
    actor: actorId(actor),
    correlation: correlationId(correlation),
    ...(cause === undefined ? {} : { cause: eventId(cause) }),
    ...(sealed ? { sealed: [part] } : {}),
  };
}

describe.skipIf(missing)(`the columns of a group${missing ? ` (skipped: ${missing})` : ''}`, () => {
  let server: PrivateServer;
  let store: PostgresStore;
  let streets = 0;
  beforeAll(async () => {
    server = await privatePostgres({ settings: { fsync: false } });
    // One writer, so that groups are written in the order in which they were asked for.
    store = await postgresStore({ connectionString: server.url, clock, writers: 1 });
  }, 60_000);
  afterAll(async () => {
    await store?.close();
    await server?.close();
  }, 60_000);

  test('whatever is the same in a group or not, everything is read back as from memory', async () => {
    await fc.assert(
      fc.asyncProperty(groups, async (script) => {
        const tenant = tenantId(`street ${++streets}`);
        const plain = memoryStore({ digest: nodeDigest, clock });
        const outcomes = async (one: EventStore) => {
          const all: string[] = [];
          let n = 0;
          for (const group of script) {
            const asked = group.map((events): AppendBatch => {
              const command = commandId(`019cc000-0000-7000-9000-${String(++n).padStart(12, '0')}`);
              const stream = streamId('case', `s${n % 3}`);
              const entry = { stream, partition: 1, expected: 'any' as const };
              return { tenant, command, entries: [{ ...entry, events: events.map(draftOf) }] };
            });
            const results = await Promise.allSettled(asked.map((each) => one.append(each)));
            for (const result of results)
              all.push(
                result.status === 'fulfilled' ? result.value.outcome : String(result.reason.code),
              );
          }
          const log: Recorded[] = [];
          for await (const event of one.readLog(tenant, 1)) log.push(event);
          return { all, log };
        };
        expect(await outcomes(store)).toEqual(await outcomes(plain));
      }),
      { numRuns: 150 },
    );
  }, 120_000);
});

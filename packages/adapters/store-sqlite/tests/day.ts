import {
  actorId,
  commandId,
  correlationId,
  type EventStore,
  eventId,
  type Recorded,
  type Store,
  streamId,
  tenantId,
} from '@civigrid/kernel';

export const tenant = tenantId('street');
export const partitions = [1, 2] as const;

const uuid = (n: number) => `019cc000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;

/** The n-th command: an event in a stream of partition 1, and every third time one in partition 2. */
export function report(store: Pick<EventStore, 'append'>, n: number) {
  const draft = (id: number) => ({
    id: eventId(uuid(id)),
    type: 'cases/reported',
    schema: 1,
    data: { n, words: `report ${n}` },
    at: n,
    actor: actorId('resident'),
    correlation: correlationId('bin'),
  });
  const here = { stream: streamId('case', `c${n % 3}`), partition: 1, expected: 'any' as const };
  const there = { stream: streamId('case', 'far'), partition: 2, expected: 'any' as const };
  const entries = [{ ...here, events: [draft(1_000_000 + n)] }];
  if (n % 3 === 0) entries.push({ ...there, events: [draft(2_000_000 + n)] });
  return store.append({ tenant, command: commandId(uuid(n)), entries });
}

/** Everything that a store answers about the day. */
export async function answers(store: Store, commands: number): Promise<unknown> {
  const logs: Recorded[][] = [];
  for (const partition of partitions) {
    const log: Recorded[] = [];
    for await (const event of store.readLog(tenant, partition)) log.push(event);
    logs.push(log);
  }
  const streams: Recorded[][] = [];
  for (const name of ['c0', 'c1', 'c2', 'far']) {
    const stream: Recorded[] = [];
    for await (const event of store.read(tenant, streamId('case', name))) stream.push(event);
    streams.push(stream);
  }
  const firsts = [];
  for (let n = 1; n <= commands; n++) firsts.push(await store.first(tenant, commandId(uuid(n))));
  return { logs, streams, firsts, heads: await store.heads(tenant) };
}

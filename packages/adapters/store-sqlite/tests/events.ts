import {
  type AppendBatch,
  actorId,
  commandId,
  correlationId,
  eventId,
  type Recorded,
  type Store,
  type StreamId,
  streamId,
  tenantId,
} from '@civigrid/kernel';

/** The street of these tests. */
export const tenant = tenantId('street');
/** The one stream of these tests. */
export const stream: StreamId = streamId('case', 'bin');

const uuid = (kind: string, n: number) =>
  `019cc000-${kind}-7000-8000-${n.toString(16).padStart(12, '0')}`;

/** The event of a number, some hundred bytes long. */
export function batch(n: number): AppendBatch {
  const draft = {
    id: eventId(uuid('e000', n)),
    type: 'cases/reported',
    schema: 1,
    data: { n, words: 'the bin is full '.repeat(20) },
    at: n,
    actor: actorId('resident'),
    correlation: correlationId('bin'),
  };
  const entries = [{ stream, partition: 1, expected: 'any' as const, events: [draft] }];
  return { tenant, command: commandId(uuid('c000', n)), entries };
}

/** Appends the event of a number. */
export function report(store: Store, n: number) {
  return store.append(batch(n));
}

/** Appends the events of these numbers one after another, each in a transaction of its own. */
export async function reportAll(store: Store, from: number, to: number): Promise<void> {
  for (let n = from; n <= to; n++) await report(store, n);
}

/** The numbers of all events, in order of position. */
export async function numbers(store: Store): Promise<readonly number[]> {
  const events: Recorded[] = [];
  for await (const event of store.readLog(tenant, 1)) events.push(event);
  return events.map(({ data }) => (data as { readonly n: number }).n);
}

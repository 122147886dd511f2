import { randomUUID } from 'node:crypto';
import {
  type AppendBatch,
  actorId,
  commandId,
  correlationId,
  eventId,
  streamId,
  tenantId,
} from '@civigrid/kernel';

let made = 0;

/** A new id with the time in front, as commands and their events have. */
function id(): string {
  const time = Date.now().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}

const tenant = tenantId('street');

/** What an event of the benches says: 139 bytes of JSON. */
export function dataOf(n: number): { readonly [key: string]: string | number } {
  const text = 'A car stands on the fire lane before door 3, since this morning';
  return { grid: 'LS.01.02.003', category: 'fire-lane', text, n: 1_000_000 + n, level: 'normal' };
}

/** A batch of so many events to one stream that takes it as it is. */
export function batchOf(stream: string, partition: number, count: number): AppendBatch {
  const events = Array.from({ length: count }, () => ({
    id: eventId(id()),
    type: 'cases/reported',
    schema: 1,
    data: dataOf(++made),
    at: Date.now(),
    actor: actorId('post/LS.01/gridLeader'),
    correlation: correlationId('matter-1'),
  }));
  const entry = { stream: streamId('case', stream), partition, expected: 'any', events } as const;
  return { tenant, command: commandId(id()), entries: [entry] };
}

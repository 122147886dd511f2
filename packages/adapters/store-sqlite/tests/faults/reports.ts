import {
  type AppendBatch,
  actorId,
  type CommandMeta,
  commandId,
  correlationId,
  type EventId,
  eventId,
  type Json,
  streamId,
  tenantId,
} from '@civigrid/kernel';

export const tenant = tenantId('street');

/** The type of what is reported, and of what is done because of it. */
export const reported = 'tests/reported';
export const thanked = 'tests/thanked';

/** The n-th report, in one of two partitions. */
export function report(n: number): AppendBatch {
  const event = {
    id: eventId(`report-${n}`),
    type: reported,
    schema: 1,
    data: { n },
    at: n,
    actor: actorId('resident'),
    correlation: correlationId('reports'),
  };
  const stream = streamId('case', `bin-${n % 3}`);
  const entries = [{ stream, partition: n % 2, expected: 'any' as const, events: [event] }];
  return { tenant, command: commandId(`report ${n}`), entries };
}

/** What is done because of a report, or of anything else that carries its number. */
export function effectOf(
  { id: command, at, actor, cause, correlation }: CommandMeta,
  id: EventId,
  data: Json,
): AppendBatch {
  const causes = cause === undefined ? {} : { cause };
  const event = { id, type: thanked, schema: 1, data, at, actor, ...causes, correlation };
  const stream = streamId('case', 'thanks');
  const entries = [{ stream, partition: 5, expected: 'any' as const, events: [event] }];
  return { tenant, command, entries };
}

import {
  type AppendBatch,
  actorId,
  type CommandId,
  correlationId,
  type Deadline,
  eventIdOf,
} from '@civigrid/kernel';
import { digest } from './matters.ts';

/** How long a claim holds in these tests. */
export const leaseMs = 700;

/** How far the clock of the control is ahead. */
export const aheadMs = 60_000;

/** Behind which a deadline that arms itself again is due the next time. */
export const againMs = 300;

/** What a fired deadline does: an event that says which one it was and when, and, where its key says so, itself armed anew. */
export function woken(deadline: Deadline, command: CommandId, at: number): AppendBatch {
  const { tenant, key, due, stream } = deadline;
  const [, times = '0'] = key.split('*');
  const left = Number(times);
  const again = { key: key.replace(/\*\d+/, `*${left - 1}`), due: due + againMs, stream };
  return {
    tenant,
    command,
    entries: [
      {
        stream,
        partition: 1,
        expected: 'any',
        events: [
          {
            id: eventIdOf(tenant, command, 0, due, digest),
            type: 'tests/woken',
            schema: 1,
            data: { matter: `${key} ${due}`, of: 1, i: 0 },
            at,
            actor: actorId('timer'),
            correlation: correlationId(key),
          },
        ],
      },
    ],
    deadlines: [{ key, cancel: true }, ...(left > 0 ? [again] : [])],
  };
}

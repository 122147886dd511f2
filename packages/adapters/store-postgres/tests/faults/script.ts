import { type DeadlineChange, streamId, type TenantId } from '@civigrid/kernel';
import type { PostgresStore } from '@civigrid/store-postgres';
import { type Matter, telling } from './matters.ts';

/** Every kind of append once, in turns: what stands in a turn is asked for at the same time. */
export function scripted(tenant: TenantId): readonly (readonly Matter[])[] {
  const arm = (key: string): readonly DeadlineChange[] => [
    { key, due: 1, stream: streamId('case', 'a') },
  ];
  const in_ = (stream: string, partition: number) => ({ stream, partition });
  const matter = (name: string, events: Matter['events'], deadlines?: Matter['deadlines']) => ({
    tenant,
    name,
    events,
    ...(deadlines === undefined ? {} : { deadlines }),
  });
  return [
    [matter('one', [in_('a', 1)])],
    [matter('three', [in_('a', 1), in_('a', 1), in_('a', 1)], arm('three'))],
    [matter('apart', [in_('a', 1), in_('b', 2), in_('c', 2)], arm('apart'))],
    [matter('left', [in_('a', 1), in_('a', 1)], arm('left')), matter('right', [in_('d', 1)])],
  ];
}

/** Plays the script, turn by turn; `told` is called with each matter that was acknowledged. */
export async function play(
  store: PostgresStore,
  turns: readonly (readonly Matter[])[],
  told: (matter: string) => void,
): Promise<void> {
  for (const turn of turns)
    await Promise.all(
      turn.map(async (matter) => {
        await store.append(telling(matter));
        told(matter.name);
      }),
    );
}

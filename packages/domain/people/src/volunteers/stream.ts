import { type StreamId, streamId } from '@civigrid/kernel';
import { checkedCode } from '../record/checked.ts';

/**
 * The stream of a volunteers' ledger: `programme/volunteers/<ledger>`. Of the kind `programme` because it is public work
 * with many persons in it; streams of the kind `person` belong to one person each. Refuses with `people/not-a-code`.
 */
export function volunteersStream(ledger: string): StreamId {
  return streamId('programme', `volunteers/${checkedCode(ledger, '/ledger')}`);
}

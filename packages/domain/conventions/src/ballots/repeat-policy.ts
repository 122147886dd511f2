import { textOrder } from '@civigrid/kernel';
import type { BallotEntry } from './box-entry.ts';

/**
 * Which ballot counts where somebody gave several (重复投票): the first, the last, or what is on paper, of several the last.
 * The time at which they were given decides, not the order in which they came.
 */
export type RepeatPolicy = 'first' | 'last' | 'paper-prevails';

/** Every policy. */
export const repeatPolicies: readonly RepeatPolicy[] = ['first', 'last', 'paper-prevails'];

function byTime(a: BallotEntry, b: BallotEntry): number {
  return a.at - b.at || textOrder(a.ballot, b.ballot);
}

/** Those ballots of one voter or unit, the one that counts first; two of one instant go by their numbers. */
export function prevailing(
  ballots: readonly BallotEntry[],
  policy: RepeatPolicy,
): readonly BallotEntry[] {
  if (policy === 'first') return [...ballots].sort(byTime);
  const latest = [...ballots].sort((a, b) => byTime(b, a));
  if (policy === 'last') return latest;
  const isPaper = ({ channel }: BallotEntry) => channel === 'paper';
  return [...latest.filter(isPaper), ...latest.filter((one) => !isPaper(one))];
}

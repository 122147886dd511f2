import { namesOf } from './candidates.ts';
import { type Tie, type TieOptions, tieBreaker } from './tie.ts';

/** Who wins, and the tie among them that is open. */
export interface Winners {
  readonly winners: readonly string[];
  readonly ties: readonly Tie[];
}

/** Breaks a tie at the top where the options can, as round 1; otherwise all who tie win, and the tie is told. */
export function settle(
  candidates: readonly string[],
  top: readonly number[],
  ties: TieOptions | undefined,
): Winners {
  const who =
    top.length > 1
      ? tieBreaker(candidates, ties)({ round: 1, of: 'winning', tied: top, real: true })
      : undefined;
  const winners = namesOf(candidates, who === undefined ? top : [who]);
  return { winners, ties: winners.length > 1 ? [{ round: 1, of: 'winning', tied: winners }] : [] };
}

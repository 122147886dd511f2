import { refuse } from '../error-code.ts';
import { checkOption } from './reading.ts';

/** Who stand alike where one of them must win or lose, and nothing decides who (平票). */
export interface Tie {
  /** The round of the count; 1 in a method without rounds. */
  readonly round: number;
  /** What the place is that they tie for: to win, or to be eliminated. */
  readonly of: 'winning' | 'losing';
  readonly tied: readonly string[];
}

/** A lot that was drawn in public (抽签结果): who of the tied wins, or is eliminated, in that round. */
export interface DrawnLot {
  readonly round: number;
  readonly tied: readonly string[];
  readonly chosen: string;
}

/** How ties are broken; without any of these they stay open. The lots that were drawn come first, the order last. */
export interface TieOptions {
  readonly drawn?: readonly DrawnLot[];
  /** Goes by the nearest earlier round in which they stood differently. */
  readonly lookBack?: boolean;
  /** An order of the candidates: the first of the tied wins, the last loses. */
  readonly order?: readonly string[];
}

/** What a tie is asked of. */
interface TieQuestion {
  readonly round: number;
  readonly of: 'winning' | 'losing';
  readonly tied: readonly number[];
  /** Whether this is the count itself: there a lot that was drawn among others is refused. */
  readonly real: boolean;
  /** Compares two candidates in an earlier round, of that number; undefined where there is none to look at. */
  readonly compareIn?: (round: number, one: number, other: number) => number;
}

/** Answers who is chosen, or undefined where the tie stays open. */
export type TieBreaker = (question: TieQuestion) => number | undefined;

/** Makes the breaker of ties. `writeIns` stands behind everybody in an order that leaves it out. Refuses with `conventions/invalid-option` names that do not stand. */
export function tieBreaker(
  candidates: readonly string[],
  { drawn = [], order = [], lookBack = false }: TieOptions = {},
  writeIns?: string,
): TieBreaker {
  const ranks = new Map(order.map((name, rank) => [name, rank]));
  checkOption(
    'ties.order',
    order.every((name) => candidates.includes(name)) && ranks.size === order.length,
  );
  for (const { tied, chosen } of drawn)
    checkOption(
      'ties.drawn',
      tied.includes(chosen) && tied.every((name) => candidates.includes(name)),
    );
  if (writeIns !== undefined && order.length > 0 && !ranks.has(writeIns))
    ranks.set(writeIns, order.length);

  return ({ round, of, tied, real, compareIn }) => {
    const names = tied.map((number) => candidates[number] as string);
    const lots = drawn.filter((lot) => lot.round === round);
    const lot = lots.find(
      (one) => one.tied.length === names.length && names.every((name) => one.tied.includes(name)),
    );
    if (lot !== undefined) return candidates.indexOf(lot.chosen);
    if (real && lots.length > 0)
      throw refuse('lot-mismatch', 'The lot was drawn among others than those who tie.', {
        round,
        tied: names,
      });
    let left = tied;
    for (let before = round - 1; lookBack && before > 0 && compareIn && left.length > 1; before--) {
      const best = left.reduce((one, other) => {
        const compared = compareIn(before, one, other);
        return (of === 'winning' ? compared >= 0 : compared <= 0) ? one : other;
      });
      left = left.filter((one) => compareIn(before, one, best) === 0);
    }
    const [only] = left;
    if (left.length === 1) return only;
    const ranked = left.map((number) => ranks.get(candidates[number] as string));
    if (ranked.some((rank) => rank === undefined)) return undefined;
    const wanted = (of === 'winning' ? Math.min : Math.max)(...(ranked as readonly number[]));
    return left[ranked.indexOf(wanted)];
  };
}

/** How many ways of breaking ties are followed before a count gives up. */
const mostWays = 20_000;

/** Counts the ways that were followed. Refuses with `conventions/too-many-ties` beyond 20,000. */
export function wayCounter(): () => void {
  let ways = 0;
  return () => {
    if (++ways > mostWays)
      throw refuse('too-many-ties', 'Too many ways of breaking ties: give an order or lots.');
  };
}

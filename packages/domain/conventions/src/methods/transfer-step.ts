import { hopeless, tiers } from './elimination.ts';
import { compare, type Fraction, fraction, fractions, minus, none, plus } from './fraction.ts';
import type { Ladders } from './reading.ts';
import type { TieBreaker } from './tie.ts';
import {
  type MovedVotes,
  passOn,
  type SurplusRule,
  takeOutWeighted,
  votesOf,
  type WeightedPiles,
} from './weighted-piles.ts';

/** The options of a transferable vote, each with its default, names by number. */
export interface TransferRules extends SurplusRule {
  readonly seats: number;
  readonly quota: 'droop' | 'hare';
  readonly quotaDecimals: number;
  /** Elects whoever reaches this share of the active votes once all who stand do; undefined counts seats. */
  readonly keepAbove: Fraction | undefined;
  readonly surplus: 'together' | 'one-by-one' | 'none';
  readonly electOne: boolean;
  readonly writeIns: number;
  readonly batch: boolean;
  readonly least: number;
  readonly stopAfterRound: number;
  readonly breakTie: TieBreaker;
}

/** Where a count has come to. */
export interface TransferState {
  readonly piles: WeightedPiles;
  round: number;
  threshold: Fraction;
  readonly elected: number[];
  /** What each of the elected keeps, by number. */
  readonly kept: Map<number, Fraction>;
  /** The elected whose surplus has yet to be passed on. */
  pending: readonly number[];
  justElected: boolean;
  isOver: boolean;
  /** The votes in each round so far, by number. */
  readonly history: (readonly Fraction[])[];
}

/** What a round does. */
export interface TransferStep {
  readonly elect: readonly number[];
  /** Whose surplus is passed on. */
  readonly pass: readonly number[];
  readonly eliminate: readonly number[];
  readonly tied: readonly number[];
  readonly isOver: boolean;
}

/** Some stand alike where one must be chosen. */
export interface TransferTie {
  readonly of: 'winning' | 'losing';
  readonly tied: readonly number[];
  /** Whoever is chosen, it comes to the same. */
  readonly isIdle: boolean;
  readonly choose: (who: number) => TransferStep;
}

const idle: TransferStep = { elect: [], pass: [], eliminate: [], tied: [], isOver: false };

/** Who still stands. */
export function living({ continuing }: WeightedPiles): readonly number[] {
  return Array.from(continuing.keys()).filter((candidate) => continuing[candidate] === 1);
}

/** Whether another round follows. After the last seat one more shows the last surplus, where surplus is passed on at once. */
export function goesOn(state: TransferState, rules: TransferRules): boolean {
  const { round, isOver, elected, justElected } = state;
  if (round >= rules.stopAfterRound || isOver) return false;
  if (rules.keepAbove !== undefined) return elected.length === 0;
  return elected.length < rules.seats || (rules.surplus === 'together' && justElected);
}

function threshold(active: Fraction, rules: TransferRules): Fraction {
  const least = fraction(BigInt(rules.least));
  const { keepAbove, seats, quota, quotaDecimals } = rules;
  const scale = 10n ** BigInt(quotaDecimals);
  const parts = BigInt(quota === 'hare' ? seats : seats + 1);
  const scaled = active.num * scale;
  const shared = active.den * parts;
  const reached =
    keepAbove !== undefined
      ? fraction(active.num * keepAbove.num, active.den * keepAbove.den)
      : // Droop: the least amount that is more than its share; Hare: the least that is not less.
        fraction(quota === 'hare' ? (scaled + shared - 1n) / shared : scaled / shared + 1n, scale);
  return compare(reached, least) < 0 ? least : reached;
}

/** Opens the next round: the votes of all who stand, and in the first what elects. */
export function open(state: TransferState, rules: TransferRules): readonly Fraction[] {
  const { piles, history } = state;
  const votes = piles.held.map((_, candidate) =>
    piles.continuing[candidate] === 1 ? votesOf(piles, candidate) : none,
  );
  state.round++;
  history.push(votes);
  if (state.round === 1 || rules.keepAbove !== undefined)
    state.threshold = threshold(votes.reduce(plus, none), rules);
  return votes;
}

const biggest = (
  of: readonly number[],
  votes: (candidate: number) => Fraction,
): readonly number[] => {
  const top = of.map(votes).reduce((a, b) => (compare(a, b) < 0 ? b : a), none);
  return of.filter((candidate) => compare(votes(candidate), top) === 0);
};

/** Who reaches a seat in this round. */
function reaching(
  state: TransferState,
  live: readonly number[],
  votes: readonly Fraction[],
  rules: TransferRules,
): readonly number[] {
  const eligible = live.filter((candidate) => candidate !== rules.writeIns);
  const above = eligible.filter(
    (candidate) => compare(votes[candidate] as Fraction, state.threshold) >= 0,
  );
  if (rules.keepAbove !== undefined) return above.length === live.length ? above : [];
  if (live.length <= rules.seats - state.elected.length) return eligible;
  return rules.surplus === 'none' ? [] : above;
}

/** The step that elects, and passes one surplus on where they go one by one. */
function electing(
  state: TransferState,
  elect: readonly number[],
  votes: readonly Fraction[],
  rules: TransferRules,
): TransferStep | TransferTie {
  const last = rules.keepAbove !== undefined || state.elected.length + elect.length >= rules.seats;
  if (rules.surplus === 'none' || rules.keepAbove !== undefined)
    return { ...idle, elect, isOver: last };
  if (rules.surplus === 'together') return { ...idle, elect, pass: elect };
  if (last) return { ...idle, elect, isOver: true };
  const held = (candidate: number): Fraction =>
    elect.includes(candidate) ? (votes[candidate] as Fraction) : votesOf(state.piles, candidate);
  const beyond = elect.filter((candidate) => compare(held(candidate), state.threshold) > 0);
  const first = biggest([...state.pending, ...beyond], held);
  const choose = (who: number): TransferStep => ({ ...idle, elect, pass: [who], tied: first });
  const [only] = first;
  if (only === undefined) return { ...idle, elect };
  return first.length === 1
    ? { ...choose(only), tied: [] }
    : { of: 'winning', tied: first, isIdle: false, choose };
}

function eliminating(
  state: TransferState,
  live: readonly number[],
  votes: readonly Fraction[],
  rules: TransferRules,
): TransferStep | TransferTie {
  const ofOne = (candidate: number): Fraction => votes[candidate] as Fraction;
  const least = fraction(BigInt(rules.least));
  const below = live.filter((candidate) => compare(ofOne(candidate), least) < 0);
  if (below.length > 0) return { ...idle, eliminate: below };
  const found = tiers(live, ofOne, fractions);
  const seatsLeft = rules.keepAbove === undefined ? rules.seats - state.elected.length : 1;
  if (rules.batch) {
    const batch = hopeless(found, seatsLeft, fractions);
    if (batch.length > 1) return { ...idle, eliminate: batch };
  }
  const [lowest] = found;
  const tied = lowest?.members ?? [];
  const choose = (who: number): TransferStep => ({ ...idle, eliminate: [who], tied });
  const [only] = tied;
  if (only === undefined) return { ...idle, isOver: true };
  if (tied.length === 1) return { ...choose(only), tied: [] };
  const isIdle =
    lowest !== undefined &&
    compare(lowest.tally, none) === 0 &&
    live.length - tied.length >= seatsLeft &&
    rules.stopAfterRound === Number.POSITIVE_INFINITY;
  return { of: 'losing', tied, isIdle, choose };
}

/** What the round that was opened comes to. */
export function decide(
  state: TransferState,
  live: readonly number[],
  votes: readonly Fraction[],
  rules: TransferRules,
): TransferStep | TransferTie {
  const { writeIns } = rules;
  if (rules.keepAbove === undefined && state.elected.length >= rules.seats)
    return { ...idle, isOver: true };
  if (live.includes(writeIns) && compare(votes[writeIns] as Fraction, none) > 0)
    return { ...idle, eliminate: [writeIns] };
  if (live.every((candidate) => candidate === writeIns)) return { ...idle, isOver: true };
  const elect = reaching(state, live, votes, rules);
  if (rules.electOne && elect.length > 1) {
    const top = biggest(elect, (candidate) => votes[candidate] as Fraction);
    const choose = (who: number): TransferStep => ({
      ...idle,
      elect: [who],
      pass: rules.surplus === 'none' ? [] : [who],
      tied: top,
    });
    const [only] = top;
    return top.length === 1 && only !== undefined
      ? { ...choose(only), tied: [] }
      : { of: 'winning', tied: top, isIdle: false, choose };
  }
  if (elect.length > 0 || state.pending.length > 0) return electing(state, elect, votes, rules);
  return eliminating(state, live, votes, rules);
}

/** What one of the elected or eliminated passed on. */
export interface Passed {
  readonly from: number;
  readonly moved: MovedVotes;
  readonly residual: Fraction;
}

/** Takes a step; answers what was passed on. */
export function take(
  rows: Ladders,
  state: TransferState,
  step: TransferStep,
  rules: TransferRules,
): readonly Passed[] {
  const { piles, elected, kept, threshold: quota } = state;
  const beyond: number[] = [];
  for (const winner of step.elect) {
    const votes = votesOf(piles, winner);
    piles.continuing[winner] = 0;
    elected.push(winner);
    const isBeyond = compare(votes, quota) > 0;
    if (isBeyond) beyond.push(winner);
    kept.set(winner, isBeyond && rules.surplus === 'together' ? quota : votes);
  }
  state.pending = [...state.pending, ...beyond].filter((one) => !step.pass.includes(one));
  state.justElected = step.elect.length > 0;
  state.isOver = step.isOver;
  const isFinal = elected.length >= rules.seats && rules.surplus === 'together';
  const passed = step.pass.map((from): Passed => {
    const votes = votesOf(piles, from);
    const surplus = compare(votes, quota) > 0 ? minus(votes, quota) : none;
    const moved = passOn(rows, piles, from, surplus, rules, isFinal);
    if (compare(surplus, none) > 0) kept.set(from, quota);
    return { from, moved, residual: minus(surplus, moved.reduce(plus, none)) };
  });
  const gone = takeOutWeighted(rows, piles, step.eliminate).map(
    (moved, i): Passed => ({ from: step.eliminate[i] as number, moved, residual: none }),
  );
  return [...passed, ...gone];
}

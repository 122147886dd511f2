import { byName, namesOf } from './candidates.ts';
import { compare, type ExactAmount, exactAmount, type Fraction, none } from './fraction.ts';
import { type Ladders, reason, reasons } from './reading.ts';
import type { Round } from './round.ts';
import { type Tie, wayCounter } from './tie.ts';
import {
  decide,
  goesOn,
  living,
  open,
  type Passed,
  type TransferRules,
  type TransferState,
  type TransferStep,
  type TransferTie,
  take,
} from './transfer-step.ts';
import { copiedWeighted, dealWeighted, inactiveVotes } from './weighted-piles.ts';

/** What a count comes to. */
interface Outcome {
  readonly winners: readonly number[];
  readonly certain: readonly number[];
  readonly ties: readonly Tie[];
  readonly rounds: readonly Round<ExactAmount>[];
  readonly quota: ExactAmount;
  readonly undervotes: number;
}

/** Who is chosen of those who tie, by the rules; undefined where the tie stays open. */
function chosen(
  { round, history }: TransferState,
  { of, tied }: TransferTie,
  { breakTie }: TransferRules,
  real: boolean,
): number | undefined {
  const votes = (before: number, who: number): Fraction => history[before - 1]?.[who] ?? none;
  const compareIn = (before: number, one: number, other: number): number =>
    compare(votes(before, one), votes(before, other));
  return breakTie({ round, of, tied, real, compareIn });
}

function copied(state: TransferState): TransferState {
  return {
    ...state,
    piles: copiedWeighted(state.piles),
    elected: [...state.elected],
    kept: new Map(state.kept),
    history: [...state.history],
  };
}

const lastOf = (tied: readonly number[]): number => tied[tied.length - 1] as number;

/** Every list of winners that some way of breaking the open ties ends in. */
function possibleOutcomes(
  rows: Ladders,
  state: TransferState,
  first: TransferTie,
  rules: TransferRules,
): readonly (readonly number[])[] {
  const found = new Map<string, readonly number[]>();
  const way = wayCounter();
  const branch = (from: TransferState, tie: TransferTie): void => {
    for (const who of tie.tied) {
      const next = copied(from);
      take(rows, next, tie.choose(who), rules);
      follow(next);
    }
  };
  const follow = (now: TransferState): void => {
    way();
    while (goesOn(now, rules)) {
      const live = living(now.piles);
      const step = decide(now, live, open(now, rules), rules);
      if (!('choose' in step)) {
        take(rows, now, step, rules);
        continue;
      }
      const who = chosen(now, step, rules, false) ?? (step.isIdle ? lastOf(step.tied) : undefined);
      if (who === undefined) {
        branch(now, step);
        return;
      }
      take(rows, now, step.choose(who), rules);
    }
    const winners = [...now.elected].sort((a, b) => a - b);
    found.set(winners.join(' '), winners);
  };
  branch(state, first);
  return Array.from(found.values());
}

type Shown = Pick<Round<ExactAmount>, 'round' | 'threshold' | 'tally' | 'inactive'>;

/** The round before anything is done in it. */
function shown(
  { candidates }: Ladders,
  state: TransferState,
  live: readonly number[],
  votes: readonly Fraction[],
): Shown {
  const inactive = inactiveVotes(state.piles).map(exactAmount);
  const of = (number: number): ExactAmount => inactive[number] as ExactAmount;
  const tally = new Map([...live].map((who) => [who, votes[who] as Fraction]));
  for (const [who, kept] of state.kept) tally.set(who, kept);
  return {
    round: state.round,
    threshold: exactAmount(state.threshold),
    tally: byName(
      candidates,
      Array.from(tally, ([who, amount]) => [who, exactAmount(amount)] as const),
    ),
    inactive: {
      exhaustedChoices: of(reason.exhaustedChoices),
      overvotes: of(reason.overvotes),
      repeatedRankings: of(reason.repeatedRankings),
      skippedRankings: of(reason.skippedRankings),
      finalRoundSurplus: of(reasons.length),
    },
  };
}

/** The round as it is told. */
function told(
  { candidates }: Ladders,
  before: Shown,
  step: TransferStep,
  passed: readonly Passed[],
): Round<ExactAmount> {
  return {
    ...before,
    elected: namesOf(candidates, step.elect),
    eliminated: namesOf(candidates, step.eliminate),
    tied: namesOf(candidates, step.tied),
    transfers: passed.map(({ from, moved, residual }) => ({
      from: candidates[from] as string,
      to: byName(
        candidates,
        moved
          .slice(0, candidates.length)
          .map((amount, to) => [to, amount] as const)
          .filter(([, amount]) => compare(amount, none) > 0)
          .map(([to, amount]) => [to, exactAmount(amount)] as const),
      ),
      exhausted: exactAmount(moved[candidates.length] ?? none),
      residual: exactAmount(residual),
    })),
  };
}

/** Counts a transferable vote, and stops at the first open tie that can change who is elected. */
export function transferCount(
  rows: Ladders,
  continuing: Uint8Array,
  rules: TransferRules,
): Outcome {
  const { candidates } = rows;
  const state: TransferState = {
    piles: dealWeighted(rows, continuing),
    round: 0,
    threshold: none,
    elected: [],
    kept: new Map(),
    pending: [],
    justElected: false,
    isOver: false,
    history: [],
  };
  const undervotes = (state.piles.inactive[reason.undervotes] ?? []).reduce((a, b) => a + b, 0);
  const rounds: Round<ExactAmount>[] = [];
  const end = (
    winners: readonly number[],
    certain: readonly number[],
    ties: readonly Tie[],
  ): Outcome => ({
    winners,
    certain,
    ties,
    rounds,
    quota: exactAmount(state.threshold),
    undervotes,
  });
  while (goesOn(state, rules)) {
    const live = living(state.piles);
    const votes = open(state, rules);
    const before = shown(rows, state, live, votes);
    let step = decide(state, live, votes, rules);
    if ('choose' in step) {
      const who = chosen(state, step, rules, true);
      const isOpen = who === undefined && !step.isIdle;
      const ways = isOpen ? possibleOutcomes(rows, state, step, rules) : [];
      if (ways.length > 1) {
        const { of, tied } = step;
        rounds.push(
          told(rows, before, { elect: [], pass: [], eliminate: [], tied, isOver: false }, []),
        );
        const winners = Array.from(new Set(ways.flat()));
        const certain = winners.filter((winner) => ways.every((way) => way.includes(winner)));
        return end(winners, certain, [{ round: state.round, of, tied: namesOf(candidates, tied) }]);
      }
      step = step.choose(who ?? lastOf(step.tied));
    }
    const passed = take(rows, state, step, rules);
    rounds.push(told(rows, before, step, passed));
  }
  return end(state.elected, state.elected, []);
}

import { byName, namesOf } from './candidates.ts';
import { copied, deal, type Moved } from './piles.ts';
import { type Ladders, reason } from './reading.ts';
import type { Round } from './round.ts';
import {
  chosen,
  chosenStep,
  decide,
  goesOn,
  living,
  nobody,
  type OpenTie,
  open,
  type RunoffRules,
  type State,
  type Step,
  take,
} from './runoff-step.ts';
import { type Tie, wayCounter } from './tie.ts';

/** What a runoff comes to. */
interface Outcome {
  readonly winners: readonly number[];
  readonly ties: readonly Tie[];
  readonly rounds: readonly Round<number>[];
  readonly undervotes: number;
}

const lastOf = (tied: readonly number[]): number => tied[tied.length - 1] as number;

/** Follows every way of breaking the ties that stay open, and gathers who wins. */
function possibleWinners(
  rows: Ladders,
  state: State,
  first: OpenTie,
  rules: RunoffRules,
): ReadonlySet<number> {
  const found = new Set<number>();
  const seen = new Set<string>();
  const way = wayCounter();
  // Somebody who stands wins in the end, unless the options can keep everybody out.
  const alwaysEnds = rules.stopAfterRound === Number.POSITIVE_INFINITY && rules.least === 0;
  const branch = (from: State, tie: OpenTie): void => {
    for (const who of tie.tied) {
      const next: State = { ...from, piles: copied(from.piles), history: [...from.history] };
      take(rows, next, chosenStep(tie, who));
      follow(next);
    }
  };
  const follow = (now: State): void => {
    way();
    while (now.winner === nobody && goesOn(now, rules)) {
      const live = living(now.piles);
      if (alwaysEnds && live.every((one) => found.has(one))) return;
      open(now, live, rules);
      const step = decide(now, live, rules);
      const who = step.kind === 'tie' ? chosen(now, step, rules, false) : undefined;
      if (step.kind !== 'tie') take(rows, now, step);
      else if (who !== undefined) take(rows, now, chosenStep(step, who));
      else if (step.isIdle) take(rows, now, chosenStep(step, lastOf(step.tied)));
      else {
        const key = `${now.round} ${live.join(' ')}`;
        if (!rules.isPathFree || !seen.has(key)) branch(now, step);
        seen.add(key);
        return;
      }
    }
    found.add(now.winner);
  };
  branch(state, first);
  return found;
}

/** The round as it is told, `moved` being where the piles of `from` went. */
function told(
  { candidates }: Ladders,
  state: State,
  step: Step,
  from: readonly number[],
  moved: readonly Moved[],
  before: Pick<Round<number>, 'tally' | 'inactive'>,
): Round<number> {
  return {
    round: state.round,
    threshold: state.threshold,
    ...before,
    elected: step.kind === 'elect' ? namesOf(candidates, [step.who]) : [],
    eliminated: step.kind === 'eliminate' ? namesOf(candidates, step.who) : [],
    tied: step.kind === 'rest' ? [] : namesOf(candidates, step.tied),
    transfers: from.map((number, i) => {
      const to = moved[i] ?? new Float64Array(candidates.length + 1);
      return {
        from: candidates[number] as string,
        to: byName(
          candidates,
          candidates.flatMap((_, one) => {
            const votes = to[one] as number;
            return votes > 0 ? [[one, votes] as const] : [];
          }),
        ),
        exhausted: to[candidates.length] as number,
        residual: 0,
      };
    }),
  };
}

/** Counts an instant runoff, and stops at the first open tie that can change who wins. */
export function runoff(rows: Ladders, continuing: Uint8Array, rules: RunoffRules): Outcome {
  const { candidates } = rows;
  const piles = deal(rows, continuing);
  const undervotes = piles.inactive[reason.undervotes] as number;
  const stood = living(piles).length;
  const state: State = {
    piles,
    stood,
    round: 0,
    threshold: 0,
    winner: nobody,
    gone: 0,
    justGone: false,
    isOver: stood === 0,
    history: [],
  };
  const rounds: Round<number>[] = [];
  while (goesOn(state, rules)) {
    const live = living(piles);
    open(state, live, rules);
    const before = {
      tally: byName(
        candidates,
        live.map((one) => [one, piles.tally[one] as number]),
      ),
      inactive: {
        exhaustedChoices: piles.inactive[reason.exhaustedChoices] as number,
        overvotes: piles.inactive[reason.overvotes] as number,
        repeatedRankings: piles.inactive[reason.repeatedRankings] as number,
        skippedRankings: piles.inactive[reason.skippedRankings] as number,
        finalRoundSurplus: 0,
      },
    };
    let step = decide(state, live, rules);
    if (step.kind === 'tie') {
      const who = chosen(state, step, rules, true);
      // Once somebody has won, who goes first changes nothing that is decided.
      const isOpen = who === undefined && !step.isIdle && state.winner === nobody;
      const possible = isOpen ? possibleWinners(rows, state, step, rules) : undefined;
      if (possible !== undefined && possible.size > 1) {
        const tie: Tie = {
          round: state.round,
          of: step.of,
          tied: namesOf(candidates, step.tied),
        };
        rounds.push(told(rows, state, step, [], [], before));
        const winners = [...possible].filter((one) => one !== nobody).sort((a, b) => a - b);
        return { winners, ties: [tie], rounds, undervotes };
      }
      step = chosenStep(step, who ?? lastOf(step.tied));
    }
    const moved = take(rows, state, step);
    const from = step.kind === 'elect' ? [step.who] : step.kind === 'eliminate' ? step.who : [];
    rounds.push(told(rows, state, step, from, moved, before));
  }
  const winners = state.winner === nobody ? [] : [state.winner];
  return { winners, ties: [], rounds, undervotes };
}

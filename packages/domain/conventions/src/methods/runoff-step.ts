import { type Amounts, hopeless, tiers } from './elimination.ts';
import { type Moved, type Piles, takeOut } from './piles.ts';
import type { Ladders } from './reading.ts';
import type { TieBreaker } from './tie.ts';

/** The options of a runoff, each with its default, names by number. */
export interface RunoffRules {
  readonly writeIns: number;
  readonly batch: boolean;
  readonly least: number;
  readonly stopAfterRound: number;
  readonly isMajorityFixed: boolean;
  readonly untilTwo: boolean;
  readonly breakTie: TieBreaker;
  /** Who still stands decides all that follows, whichever way it came to that. */
  readonly isPathFree: boolean;
}

/** Where a count has come to. */
export interface State {
  readonly piles: Piles;
  readonly stood: number;
  round: number;
  threshold: number;
  winner: number;
  gone: number;
  /** The last round eliminated somebody. */
  justGone: boolean;
  /** Nobody is left who could be elected. */
  isOver: boolean;
  /** The votes in each round so far. */
  readonly history: Float64Array[];
}

/** What a round comes to. */
export type Step =
  | { readonly kind: 'elect'; readonly who: number; readonly tied: readonly number[] }
  | {
      readonly kind: 'eliminate';
      readonly who: readonly number[];
      readonly tied: readonly number[];
    }
  | OpenTie
  | { readonly kind: 'rest' };

/** Some stand alike where one must be chosen. */
export interface OpenTie {
  readonly kind: 'tie';
  readonly of: 'winning' | 'losing';
  readonly tied: readonly number[];
  /** Whoever goes first, the others follow before anything else can happen. */
  readonly isIdle: boolean;
}

/** No winner yet. */
export const nobody = -1;
const numbers: Amounts<number> = { compare: (a, b) => a - b, plus: (a, b) => a + b, zero: 0 };

/** Who still stands. */
export function living({ continuing }: Piles): readonly number[] {
  const live: number[] = [];
  for (let candidate = 0; candidate < continuing.length; candidate++)
    if (continuing[candidate] === 1) live.push(candidate);
  return live;
}

/** Whether another round follows. */
export function goesOn(
  { round, winner, gone, stood, justGone, isOver }: State,
  rules: RunoffRules,
): boolean {
  if (round >= rules.stopAfterRound || isOver) return false;
  if (!rules.untilTwo) return winner === nobody;
  return gone + (winner === nobody ? 0 : 1) + 1 < stood || justGone || winner === nobody;
}

/** Opens the next round: what elects in it. */
export function open(state: State, live: readonly number[], rules: RunoffRules): void {
  const { tally } = state.piles;
  state.round++;
  state.history.push(tally.slice());
  if (state.round > 1 && rules.isMajorityFixed) return;
  const active = live.reduce((sum, candidate) => sum + (tally[candidate] as number), 0);
  state.threshold = Math.max(Math.floor(active / 2) + 1, rules.least);
}

/** Who is elected in this round, or who ties for it, if anybody. */
function elects(state: State, live: readonly number[], rules: RunoffRules): Step | undefined {
  const { tally } = state.piles;
  const votes = (candidate: number): number => tally[candidate] as number;
  const eligible = live.filter((candidate) => candidate !== rules.writeIns);
  const most = eligible.reduce((top, candidate) => Math.max(top, votes(candidate)), 0);
  const leaders = eligible.filter((candidate) => votes(candidate) === most);
  const [leader] = leaders;
  if (leader === undefined) return undefined;
  // Two are the last round: the one ahead wins also below a majority that was fixed before.
  const isLast =
    live.length === 1 || (live.length === 2 && live.every((one) => votes(one) >= rules.least));
  if (!isLast && most < state.threshold) return undefined;
  return leaders.length === 1
    ? { kind: 'elect', who: leader, tied: [] }
    : { kind: 'tie', of: 'winning', tied: leaders, isIdle: false };
}

/** Who goes in this round, or who ties for it. */
function eliminates(state: State, live: readonly number[], rules: RunoffRules): Step {
  const { tally } = state.piles;
  const votes = (candidate: number): number => tally[candidate] as number;
  const below = live.filter((one) => votes(one) < rules.least && one !== state.winner);
  if (below.length > 0) return { kind: 'eliminate', who: below, tied: [] };
  const found = tiers(live, votes, numbers);
  if (rules.batch) {
    const batch = hopeless(found, rules.untilTwo ? 2 : 1, numbers);
    if (batch.length > 1)
      return { kind: 'eliminate', who: [...batch].sort((a, b) => a - b), tied: [] };
  }
  const [lowest, next] = found;
  const tied = (lowest?.members ?? []).filter((candidate) => candidate !== state.winner);
  if (tied.length === 1) return { kind: 'eliminate', who: tied, tied: [] };
  const together = (lowest?.tally ?? 0) * tied.length;
  const isIdle =
    next !== undefined &&
    together < next.tally &&
    (rules.isPathFree || together === 0) &&
    rules.stopAfterRound === Number.POSITIVE_INFINITY;
  return { kind: 'tie', of: 'losing', tied, isIdle };
}

/** What the round that was opened comes to. */
export function decide(state: State, live: readonly number[], rules: RunoffRules): Step {
  const { piles, winner } = state;
  const { writeIns } = rules;
  if (writeIns >= 0 && piles.continuing[writeIns] === 1 && (piles.tally[writeIns] as number) > 0)
    return { kind: 'eliminate', who: [writeIns], tied: [] };
  if (winner === nobody) {
    const step = elects(state, live, rules);
    if (step !== undefined) return step;
    if (live.every((candidate) => candidate === writeIns)) return { kind: 'rest' };
  } else if (live.length <= 2) return { kind: 'rest' };
  return eliminates(state, live, rules);
}

/** The step that choosing one of the tied makes. */
export function chosenStep({ of, tied }: OpenTie, who: number): Step {
  return of === 'winning' ? { kind: 'elect', who, tied } : { kind: 'eliminate', who: [who], tied };
}

/** Who is chosen of those who tie by the rules: undefined where the tie stays open. `real` tells the count itself from the ways that are only followed. */
export function chosen(
  { round, history }: State,
  { of, tied }: OpenTie,
  rules: RunoffRules,
  real: boolean,
): number | undefined {
  const compareIn = (before: number, one: number, other: number): number => {
    const tally = history[before - 1] as Float64Array;
    return (tally[one] as number) - (tally[other] as number);
  };
  return rules.breakTie({ round, of, tied, real, compareIn });
}

/** Takes a step; answers where the piles went. */
export function take(rows: Ladders, state: State, step: Step): readonly Moved[] {
  state.justGone = step.kind === 'eliminate';
  if (step.kind === 'elect') state.winner = step.who;
  if (step.kind === 'rest') state.isOver = true;
  if (step.kind !== 'eliminate') return [];
  state.gone += step.who.length;
  state.isOver = state.gone === state.stood;
  return takeOut(rows, state.piles, step.who);
}

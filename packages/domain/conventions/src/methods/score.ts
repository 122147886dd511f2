import { byName, candidateIndex, checkBallots, namesOf } from './candidates.ts';
import type { CountIssue, CountIssueCode } from './election.ts';
import { settle, type Winners } from './final-tie.ts';
import type { Order } from './order.ts';
import { type Election, isPacked, type PackedElection, packed } from './packed-election.ts';
import { preferences } from './pairwise.ts';
import { checkOption } from './reading.ts';
import type { TieOptions } from './tie.ts';

/** Ballots that give the same scores (评分票). */
export interface ScoreBallot {
  readonly count: number;
  /** Names with their scores: pairs, so that any text is a name. */
  readonly scores: readonly (readonly [candidate: string, score: number])[];
}

/** Candidates and the ballots that score them. */
export interface ScoreElection {
  readonly candidates: readonly string[];
  readonly ballots: readonly ScoreBallot[];
}

/** The options of {@link score}. */
export interface ScoreOptions {
  /** The scores that may be given, whole numbers; 0 and 5 if left out. */
  readonly lowest?: number;
  readonly highest?: number;
  /** Whoever gets no score on a ballot gets the lowest, and sums are compared (`lowest`, if left out), or is not judged by it, and means are (`no-opinion`). */
  readonly unscored?: 'lowest' | 'no-opinion';
  readonly ties?: TieOptions;
}

/** The scores of one candidate. */
export interface Scored {
  readonly sum: number;
  /** How many ballots are in the sum. */
  readonly of: number;
}

/** The outcome of {@link score}. */
export interface ScoreResult extends Winners {
  readonly order: Order;
  /** By name; a record without a prototype. */
  readonly tally: Readonly<Record<string, Scored>>;
  readonly ballots: number;
  readonly issues: readonly CountIssue[];
}

const isRankedBallot = (ballot: unknown): boolean =>
  typeof ballot === 'object' && ballot !== null && 'ranking' in ballot;

interface Sums {
  readonly candidates: readonly string[];
  readonly scored: readonly { sum: number; of: number }[];
  readonly ballots: number;
  readonly issues: readonly CountIssue[];
}

/** Why a ballot cannot be read, or the numbers it scores. */
function read(
  ballot: Partial<ScoreBallot> | null | undefined,
  index: ReadonlyMap<unknown, number>,
  lowest: number,
  highest: number,
): CountIssueCode | ReadonlyMap<number, number> {
  const scores: unknown = ballot?.scores;
  if (!Array.isArray(scores)) return 'conventions/invalid-ballot';
  const given = new Map<number, number>();
  for (const pair of scores as readonly unknown[]) {
    if (!Array.isArray(pair)) return 'conventions/invalid-ballot';
    const [name, value] = pair as readonly unknown[];
    const number = index.get(name);
    if (number === undefined) return 'conventions/unknown-candidate';
    if (given.has(number)) return 'conventions/candidate-twice';
    if (!Number.isSafeInteger(value) || Number(value) < lowest || Number(value) > highest)
      return 'conventions/score-out-of-range';
    given.set(number, Number(value));
  }
  return given;
}

function sumScores({ candidates, ballots }: ScoreElection, options: ScoreOptions): Sums {
  const { lowest = 0, highest = 5, unscored = 'lowest' } = options;
  const index = candidateIndex(candidates);
  const scored = candidates.map(() => ({ sum: 0, of: 0 }));
  const issues: CountIssue[] = [];
  const largest = Math.max(Math.abs(lowest), Math.abs(highest), 1);
  let total = 0;
  for (const [row, ballot] of ballots.entries()) {
    const given = read(ballot, index, lowest, highest);
    if (typeof given === 'string') {
      issues.push({ code: given, row });
      continue;
    }
    const { count } = ballot;
    const isCount = Number.isSafeInteger(count) && count >= 0;
    if (!isCount || (total + count) * largest > Number.MAX_SAFE_INTEGER) {
      issues.push({ code: 'conventions/invalid-ballot-count', row });
      continue;
    }
    total += count;
    for (const [number, one] of scored.entries()) {
      const value = given.get(number) ?? (unscored === 'lowest' ? lowest : undefined);
      if (value === undefined) continue;
      one.sum += count * value;
      one.of += count;
    }
  }
  return { candidates, scored, ballots: total, issues };
}

/** A ranked ballot scores everyone by how many it ranks behind, a half for each it ranks alike (波达计数). */
function sumRanks(rows: PackedElection): Sums {
  const { candidates, ballots, issues } = rows;
  const { votes } = preferences(rows, {});
  const n = candidates.length;
  const scored = candidates.map((_, one) => {
    let sum = 0;
    for (let other = 0; other < n; other++) {
      if (other === one) continue;
      const ahead = votes[one * n + other] as number;
      sum += ahead + (ballots - ahead - (votes[other * n + one] as number)) / 2;
    }
    return { sum, of: ballots };
  });
  return { candidates, scored, ballots, issues };
}

/** Compares means exactly: halves are doubled first. Whoever nobody judged is last. */
function compareMeans(one: Scored, other: Scored): number {
  if (one.of === 0 || other.of === 0) return Number(one.of > 0) - Number(other.of > 0);
  const left = BigInt(2 * one.sum) * BigInt(other.of);
  const right = BigInt(2 * other.sum) * BigInt(one.of);
  return left > right ? 1 : left < right ? -1 : 0;
}

/**
 * Counts scores (评分投票): the highest sum wins, or the highest mean where a missing score says nothing. Ranked ballots
 * score by the Borda count. Refuses with `conventions/invalid-candidates`, `conventions/invalid-option`,
 * `conventions/lot-mismatch`; a score beyond the range is an issue, and its ballot is left out.
 */
export function score(election: ScoreElection | Election, options: ScoreOptions = {}): ScoreResult {
  const { lowest = 0, highest = 5, unscored = 'lowest' } = options;
  checkOption('lowest', Number.isSafeInteger(lowest) && lowest <= highest);
  checkOption('highest', Number.isSafeInteger(highest));
  checkOption('unscored', ['lowest', 'no-opinion'].includes(unscored));
  if (!isPacked(election)) checkBallots(election);
  const isRanked = 'rankings' in election || election.ballots.some(isRankedBallot);
  const { candidates, scored, ballots, issues } = isRanked
    ? sumRanks(packed(election as Election))
    : sumScores(election as ScoreElection, options);
  const sorted = scored
    .map((one, number) => ({ one, number }))
    .sort((a, b) => compareMeans(b.one, a.one) || a.number - b.number);
  const groups: number[][] = [];
  for (const [place, { one, number }] of sorted.entries()) {
    const before = sorted[place - 1];
    const group = groups[groups.length - 1];
    if (before !== undefined && group !== undefined && compareMeans(before.one, one) === 0)
      group.push(number);
    else groups.push([number]);
  }
  return {
    ...settle(candidates, groups[0] ?? [], options.ties),
    order: groups.map((group) => namesOf(candidates, group)),
    tally: byName(candidates, scored.entries()),
    ballots,
    issues,
  };
}

import { candidateIndex, checkBallots } from './candidates.ts';
import type { CountIssue, RankedBallot, RankedElection } from './election.ts';
import { nameFinder } from './name-finder.ts';
import { placeOf, placeOfRow, rankingTree, walkTree } from './ranking-tree.ts';
import { rowTable } from './row-table.ts';

/** In a packed row: the candidate that follows shares the rank of the one before. */
export const sharesRank = 255;
/** In a packed row: a rank left empty. */
export const emptyRank = 254;

/**
 * An election packed into flat arrays, equal ballots as one row (打包的选票): made once by {@link packElection}, counted
 * many ways. Survives `structuredClone`.
 */
export interface PackedElection {
  readonly candidates: readonly string[];
  /** Rows end to end: candidates by number, 255 before one that shares a rank, 254 for an empty rank. */
  readonly rankings: Uint8Array;
  /** Where each row begins; one more than there are rows. */
  readonly starts: Uint32Array;
  /** How many ballots each row stands for. */
  readonly counts: Float64Array;
  /** No shared and no empty rank, and nobody twice on a ballot. */
  readonly plain: boolean;
  /** The ballots in all rows. */
  readonly ballots: number;
  readonly issues: readonly CountIssue[];
}

/** An election as ballots or packed. */
export type Election = RankedElection | PackedElection;

const whole = (count: unknown): count is number =>
  Number.isSafeInteger(count) && Number(count) >= 0;

/** The numbers of names that share a rank, each once, in their order: equal ballots must look alike. Undefined where one is unknown. */
function sharing(
  names: readonly unknown[],
  find: (name: unknown) => number,
): readonly number[] | undefined {
  const numbers = new Set<number>();
  for (const name of names) {
    const number = find(name);
    if (number < 0) return undefined;
    numbers.add(number);
  }
  return Array.from(numbers).sort((a, b) => a - b);
}

/**
 * Packs an election: equal ballots become one row. A ballot that cannot be read is an issue with its row and left out.
 * Refuses with `conventions/invalid-election` what has no list of ballots, and with `conventions/invalid-candidates`
 * candidates that cannot stand; so does every method that is given ballots.
 */
export function packElection(election: RankedElection): PackedElection {
  checkBallots(election);
  const { candidates, ballots } = election;
  const find = nameFinder(candidateIndex(candidates));
  const tree = rankingTree(candidates.length, ballots.length);
  const places = tree?.counts ?? new Float64Array(0);
  const table = rowTable();
  const issues: CountIssue[] = [];
  let written = new Uint8Array(2 * candidates.length);
  // The row in which a candidate was last named, to see who is named twice.
  const named = new Int32Array(candidates.length).fill(-1);
  let sum = 0;
  let plain = true;
  for (let row = 0; row < ballots.length; row++) {
    const ballot = ballots[row] as Partial<RankedBallot> | undefined | null;
    const ranking: unknown = ballot?.ranking;
    const count: unknown = ballot?.count;
    if (!Array.isArray(ranking)) {
      issues.push({ code: 'conventions/invalid-ballot', row });
      continue;
    }
    if (!whole(count) || sum + count > Number.MAX_SAFE_INTEGER) {
      issues.push({ code: 'conventions/invalid-ballot-count', row });
      continue;
    }
    const place = tree === undefined ? -1 : placeOf(tree, find, ranking);
    if (place >= 0) {
      sum += count;
      places[place] = (places[place] as number) + count;
      continue;
    }
    let length = 0;
    let isPlain = true;
    let isKnown = true;
    for (let rank = 0; rank < ranking.length; rank++) {
      const name: unknown = ranking[rank];
      const number = find(name);
      if (number >= 0) {
        if (length === written.length) written = longer(written);
        written[length++] = number;
        if (named[number] === row) isPlain = false;
        named[number] = row;
        continue;
      }
      isPlain = false;
      const numbers = Array.isArray(name) ? sharing(name, find) : undefined;
      if (numbers === undefined) {
        isKnown = false;
        break;
      }
      while (length + 2 * numbers.length + 1 > written.length) written = longer(written);
      if (numbers.length === 0) written[length++] = emptyRank;
      for (const [i, one] of numbers.entries()) {
        if (i > 0) written[length++] = sharesRank;
        written[length++] = one;
      }
    }
    if (!isKnown) {
      issues.push({ code: 'conventions/unknown-candidate', row });
      continue;
    }
    sum += count;
    if (count === 0) continue;
    // What was left empty at the end says nothing.
    while (length > 0 && written[length - 1] === emptyRank) length--;
    const plainPlace = tree === undefined ? -1 : placeOfRow(tree, written, length);
    if (plainPlace >= 0) places[plainPlace] = (places[plainPlace] as number) + count;
    else {
      if (!isPlain) plain = false;
      table.add(written, length, count);
    }
  }
  // In its turn the tree tells every ranking once, and the table holds none of them.
  if (tree !== undefined) walkTree(tree, table.append);
  return { candidates: [...candidates], ...table.take(), plain, ballots: sum, issues };
}

function longer(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const wider = new Uint8Array(2 * bytes.length + 2);
  wider.set(bytes);
  return wider;
}

/** Whether an election is packed. */
export function isPacked(election: unknown): election is PackedElection {
  return typeof election === 'object' && election !== null && 'rankings' in election;
}

/** The election, packed if it is not yet. */
export function packed(election: Election): PackedElection {
  return isPacked(election) ? election : packElection(election);
}

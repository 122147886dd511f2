import { candidateIndex, checkBallots } from './candidates.ts';
import type { CountIssue, RankedBallot, RankedElection } from './election.ts';
import { type NameTable, nameFinder, nameTable } from './name-finder.ts';
import { placeOf, placeOfRow, type RankingTree, rankingTree, treeRows } from './ranking-tree.ts';
import { joinRows, type RowTable, rowTable } from './row-table.ts';
import { rowWriter, type WriteRow } from './row-writer.ts';

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

/** What is packed so far, changed in place. */
interface Packing {
  readonly names: NameTable | undefined;
  readonly tree: RankingTree | undefined;
  readonly table: RowTable;
  readonly issues: CountIssue[];
  sum: number;
  plain: boolean;
}

/**
 * Puts all ballots that have a place in the tree into it; gives the rows of the others. Kept apart because nearly every
 * ballot of an election is such a one, and a small loop is compiled well.
 */
function placed(packing: Packing, ballots: readonly unknown[]): readonly number[] {
  const { tree, names } = packing;
  if (tree === undefined || names === undefined) return Array.from(ballots.keys());
  const { steps, counts } = tree;
  const others: number[] = [];
  let { sum } = packing;
  for (let row = 0; row < ballots.length; row++) {
    const ballot = ballots[row] as Partial<RankedBallot> | undefined | null;
    const ranking: unknown = ballot?.ranking;
    const count: unknown = ballot?.count;
    const place = Array.isArray(ranking) ? placeOf(names, steps, ranking) : -1;
    if (place < 0 || !whole(count) || sum + count > Number.MAX_SAFE_INTEGER) others.push(row);
    else {
      sum += count;
      counts[place] = (counts[place] as number) + count;
    }
  }
  packing.sum = sum;
  return others;
}

/**
 * Packs an election: equal ballots become one row. A ballot that cannot be read is an issue with its row and left out.
 * Refuses with `conventions/invalid-election` what has no list of ballots, and with `conventions/invalid-candidates`
 * candidates that cannot stand; so does every method that is given ballots.
 */
export function packElection(election: RankedElection): PackedElection {
  checkBallots(election);
  const { candidates, ballots } = election;
  const index = candidateIndex(candidates);
  const find = nameFinder(index);
  const names = nameTable(Array.from(index.keys()));
  const tree = rankingTree(candidates.length, ballots.length);
  const table = rowTable();
  const packing: Packing = { names, tree, table, issues: [], sum: 0, plain: true };
  const others = placed(packing, ballots);
  const write = rowWriter(candidates.length, find);
  for (const row of others) packOne(packing, write, ballots[row], row);
  const rows = table.take();
  // The tree tells every ranking once, and the table holds none of them.
  const all = tree === undefined ? rows : joinRows(rows, treeRows(tree));
  const { sum, plain, issues } = packing;
  return { candidates: [...candidates], ...all, plain, ballots: sum, issues };
}

/** Packs a ballot that has no place in the tree, or says why it cannot be read. */
function packOne(packing: Packing, write: WriteRow, given: unknown, row: number): void {
  const { tree, table, issues } = packing;
  const ballot = given as Partial<RankedBallot> | undefined | null;
  const ranking: unknown = ballot?.ranking;
  const count: unknown = ballot?.count;
  if (!Array.isArray(ranking)) {
    issues.push({ code: 'conventions/invalid-ballot', row });
    return;
  }
  if (!whole(count) || packing.sum + count > Number.MAX_SAFE_INTEGER) {
    issues.push({ code: 'conventions/invalid-ballot-count', row });
    return;
  }
  const written = write(ranking, row);
  if (written === undefined) {
    issues.push({ code: 'conventions/unknown-candidate', row });
    return;
  }
  packing.sum += count;
  if (count === 0) return;
  const { bytes, length, isPlain } = written;
  const place = tree === undefined ? -1 : placeOfRow(tree, bytes, length);
  if (tree !== undefined && place >= 0) tree.counts[place] = (tree.counts[place] as number) + count;
  else {
    if (!isPlain) packing.plain = false;
    table.add(bytes, length, count);
  }
}

/** Whether an election is packed. */
export function isPacked(election: unknown): election is PackedElection {
  return typeof election === 'object' && election !== null && 'rankings' in election;
}

/** The election, packed if it is not yet. */
export function packed(election: Election): PackedElection {
  return isPacked(election) ? election : packElection(election);
}

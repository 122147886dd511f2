import { candidateIndex } from './candidates.ts';
import type { CountIssue, RankedBallot, RankedElection } from './election.ts';
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

/** Reads ballots one by one; what it wrote lies in `row`, up to `length`. */
interface Writer {
  row: Uint8Array;
  length: number;
  hash: number;
  plain: boolean;
}

function put(writer: Writer, code: number): void {
  if (writer.length === writer.row.length) {
    const longer = new Uint8Array(2 * writer.row.length);
    longer.set(writer.row);
    writer.row = longer;
  }
  writer.row[writer.length++] = code;
  writer.hash = Math.imul(writer.hash ^ code, 0x01000193);
}

/** Writes a rank of several names. False where one is unknown. */
function putShared(writer: Writer, names: readonly unknown[], index: ReadonlyMap<unknown, number>) {
  const numbers = new Set<number>();
  for (const name of names) {
    const number = index.get(name);
    if (number === undefined) return false;
    numbers.add(number);
  }
  // Who shares a rank has no order: equal ballots must look alike.
  const sorted = Array.from(numbers).sort((a, b) => a - b);
  if (sorted.length !== 1) writer.plain = false;
  if (sorted.length === 0) put(writer, emptyRank);
  for (let i = 0; i < sorted.length; i++) {
    if (i > 0) put(writer, sharesRank);
    put(writer, sorted[i] as number);
  }
  return true;
}

/**
 * Packs an election: equal ballots become one row. A ballot that cannot be read is an issue with its row and left out.
 * Refuses with `conventions/invalid-candidates` candidates that cannot stand.
 */
export function packElection({ candidates, ballots }: RankedElection): PackedElection {
  const index: ReadonlyMap<unknown, number> = candidateIndex(candidates);
  const table = rowTable();
  const issues: CountIssue[] = [];
  const writer: Writer = { row: new Uint8Array(64), length: 0, hash: 0, plain: true };
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
    writer.length = 0;
    writer.hash = 0x811c9dc5;
    writer.plain = true;
    let known = true;
    for (let rank = 0; rank < ranking.length && known; rank++) {
      const place: unknown = ranking[rank];
      const number = index.get(place);
      if (number !== undefined) {
        put(writer, number);
        if (named[number] === row) writer.plain = false;
        named[number] = row;
      } else if (Array.isArray(place)) {
        known = putShared(writer, place, index);
        // Whether somebody stands twice is looked at where it matters.
        writer.plain = false;
      } else known = false;
    }
    if (!known) {
      issues.push({ code: 'conventions/unknown-candidate', row });
      continue;
    }
    // What was left empty at the end says nothing; the hash is taken anew.
    if (writer.length > 0 && writer.row[writer.length - 1] === emptyRank) trim(writer);
    if (!writer.plain && count > 0) plain = false;
    sum += count;
    if (count > 0) table.add(writer.row, writer.length, writer.hash, count);
  }
  return { candidates: [...candidates], ...table.take(), plain, ballots: sum, issues };
}

function trim(writer: Writer): void {
  while (writer.length > 0 && writer.row[writer.length - 1] === emptyRank) writer.length--;
  writer.hash = 0x811c9dc5;
  for (let i = 0; i < writer.length; i++)
    writer.hash = Math.imul(writer.hash ^ (writer.row[i] as number), 0x01000193);
}

/** The election, packed if it is not yet. */
export function packed(election: Election): PackedElection {
  return 'rankings' in election ? election : packElection(election);
}

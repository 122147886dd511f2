import { refuse } from '../error-code.ts';
import type { PackedElection } from './packed-election.ts';
import { emptyRank, sharesRank } from './row-writer.ts';

/** How a ballot is read from its first rank on, where one candidate at a time has it. */
export interface ReadingOptions {
  /** A rank of several names (重复排位): pass over it, end the ballot there, or end it only if several of them still stand. `skip` if left out. */
  readonly overvote?: 'skip' | 'exhaust' | 'exhaust-if-several-continue';
  /** A name that comes again: pass over it, or end the ballot there. `skip` if left out. */
  readonly duplicate?: 'skip' | 'exhaust';
  /** How many empty ranks in a row a ballot bears before it ends; any number if null or left out. */
  readonly maxSkipped?: number | null;
  /** Who gets no votes. */
  readonly excluded?: readonly string[];
}

/** Why a ballot counts for nobody. */
export const reasons = [
  'exhaustedChoices',
  'overvotes',
  'repeatedRankings',
  'skippedRankings',
  'undervotes',
] as const;

/** One of {@link reasons}, by its number. */
export const reason = {
  exhaustedChoices: 0,
  overvotes: 1,
  repeatedRankings: 2,
  skippedRankings: 3,
  undervotes: 4,
} as const;

/** Before a group in a ladder: how many follow is the next byte, and one of them is had only if alone. */
const group = 253;

/** Ballots as ladders: the candidates to be tried in turn, and why the ballot ends after the last. */
export interface Ladders {
  readonly candidates: readonly string[];
  readonly steps: Uint8Array;
  readonly starts: Uint32Array;
  /** Per row the number of the reason at its end. */
  readonly ends: Uint8Array;
  readonly counts: Float64Array;
  /** What a ballot comes to may depend on the order in which candidates went. */
  readonly remembers: boolean;
}

const overvotes = ['skip', 'exhaust', 'exhaust-if-several-continue'];

/** Refuses with `conventions/invalid-option` an option that is none. */
export function checkOption(option: string, isRight: boolean): void {
  if (!isRight) throw refuse('invalid-option', 'This option cannot have that value.', { option });
}

function checkReading({ overvote, duplicate, maxSkipped }: ReadingOptions): void {
  checkOption('overvote', overvote === undefined || overvotes.includes(overvote));
  checkOption('duplicate', duplicate === undefined || ['skip', 'exhaust'].includes(duplicate));
  checkOption(
    'maxSkipped',
    maxSkipped === undefined ||
      maxSkipped === null ||
      (Number.isSafeInteger(maxSkipped) && maxSkipped >= 0),
  );
}

/** Reads every row by the options. */
export function ladders(election: PackedElection, options: ReadingOptions): Ladders {
  checkReading(options);
  const { candidates, rankings, starts, counts, plain } = election;
  if (!plain) return readRows(election, options);
  const ends = new Uint8Array(counts.length);
  for (let row = 0; row < ends.length; row++)
    if (starts[row] === starts[row + 1]) ends[row] = reason.undervotes;
  return { candidates, steps: rankings, starts, ends, counts, remembers: false };
}

function readRows(election: PackedElection, options: ReadingOptions): Ladders {
  const { candidates, rankings, starts, counts } = election;
  const { overvote = 'skip', duplicate = 'skip' } = options;
  const maxSkipped = options.maxSkipped ?? Number.POSITIVE_INFINITY;
  // A group needs two bytes for each mark that shares a rank, and two before it.
  const steps = new Uint8Array(2 * rankings.length);
  const begins = new Uint32Array(counts.length + 1);
  const ends = new Uint8Array(counts.length);
  const seen = new Int32Array(candidates.length).fill(-1);
  let length = 0;
  for (let row = 0; row < counts.length; row++) {
    const last = starts[row + 1] as number;
    let end: number = starts[row] === last ? reason.undervotes : reason.exhaustedChoices;
    let skipped = 0;
    for (let at = starts[row] as number; at < last; ) {
      if (rankings[at] === emptyRank) {
        skipped++;
        at++;
        continue;
      }
      let next = at + 1;
      while (next < last && rankings[next] === sharesRank) next += 2;
      if (skipped > maxSkipped) {
        end = reason.skippedRankings;
        break;
      }
      skipped = 0;
      let again = false;
      for (let member = at; member < next; member += 2) {
        const candidate = rankings[member] as number;
        if (seen[candidate] === row) again = true;
        seen[candidate] = row;
      }
      if (again && duplicate === 'exhaust') {
        end = reason.repeatedRankings;
        break;
      }
      if (next === at + 1) {
        // Whoever comes again no longer stands when the ballot gets there.
        steps[length++] = rankings[at] as number;
      } else if (overvote === 'exhaust') {
        end = reason.overvotes;
        break;
      } else if (overvote !== 'skip') {
        steps[length++] = group;
        steps[length++] = (next - at + 1) >> 1;
        for (let member = at; member < next; member += 2)
          steps[length++] = rankings[member] as number;
      }
      at = next;
    }
    ends[row] = end;
    begins[row + 1] = length;
  }
  return {
    candidates,
    steps: steps.slice(0, length),
    starts: begins,
    ends,
    counts,
    remembers: overvote === 'exhaust-if-several-continue',
  };
}

/**
 * Climbs a ballot from where it stands (`places[row]`) to the next candidate who is left, and notes the place.
 * Answers the candidate's number, or below zero the complement of why it ends.
 */
export function climb(
  { steps, starts, ends }: Ladders,
  places: Uint32Array,
  row: number,
  continuing: Uint8Array,
): number {
  const last = starts[row + 1] as number;
  let at = places[row] as number;
  while (at < last) {
    const step = steps[at++] as number;
    if (step !== group) {
      if (continuing[step] !== 1) continue;
      places[row] = at;
      return step;
    }
    const beyond = at + 1 + (steps[at] as number);
    let found = -1;
    let several = false;
    for (let member = at + 1; member < beyond; member++) {
      const candidate = steps[member] as number;
      if (continuing[candidate] !== 1) continue;
      several = found >= 0;
      found = candidate;
      if (several) break;
    }
    at = beyond;
    if (several) {
      places[row] = last;
      return ~reason.overvotes;
    }
    if (found >= 0) {
      places[row] = at;
      return found;
    }
  }
  places[row] = last;
  return ~(ends[row] as number);
}

/** Who stands at the start: a mark by number. Refuses with `conventions/invalid-option` an excluded name that does not stand. */
export function standing(
  candidates: readonly string[],
  excluded: readonly string[] = [],
): Uint8Array {
  const continuing = new Uint8Array(candidates.length).fill(1);
  for (const name of excluded) {
    const number = candidates.indexOf(name);
    checkOption('excluded', number >= 0);
    continuing[number] = 0;
  }
  return continuing;
}

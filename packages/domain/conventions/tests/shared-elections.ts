import { existsSync, readFileSync } from 'node:fs';
import type { RankedElection } from '@civigrid/conventions/methods';

const folder = new URL('../../../../../shared/vectors/conventions/', import.meta.url);
const { CIVIGRID_STRICT } = process.env;

/** Whether the shared elections are to be counted; without them that is said, and under CIVIGRID_STRICT=1 it is an error. */
export const areShared = existsSync(folder) || CIVIGRID_STRICT === '1';
if (!areShared) console.warn(`Skipped, no outside data: ${folder.pathname}`);

const read = (file: string): string => readFileSync(new URL(file, folder), 'utf8');

export interface Ward extends RankedElection {
  readonly id: string;
}

export interface WardAnswer {
  readonly id: string;
  readonly ballots: number;
  readonly instantRunoff: { readonly winners: readonly string[]; readonly tieOnTheWay: boolean };
  readonly condorcetWinner: string | null;
  readonly schulze: {
    readonly winningVotes: readonly string[];
    readonly margins: readonly string[];
  };
  readonly singleTransferableVote: {
    readonly seats: number;
    readonly winners: readonly string[];
  } | null;
}

export function wards(): readonly (readonly [Ward, WardAnswer])[] {
  const answers: readonly WardAnswer[] = JSON.parse(read('scottish-wards.expected.json'));
  return read('scottish-wards.ndjson')
    .trim()
    .split('\n')
    .map((line, i) => [JSON.parse(line), answers[i] as WardAnswer]);
}

export interface Report {
  readonly id: string;
  readonly election: RankedElection;
  readonly options: { readonly method: string };
  readonly winners: readonly string[];
  readonly expected: {
    readonly ballots: number;
    readonly undervotes: number;
    readonly rounds: readonly {
      readonly round: number;
      readonly threshold: string;
      readonly tally: Readonly<Record<string, string>>;
      readonly elected: readonly string[];
      readonly eliminated: readonly string[];
      readonly transfers: Readonly<Record<string, Readonly<Record<string, string>>>>;
      readonly inactive: Readonly<Record<string, string>>;
    }[];
  };
}

export const reports = (): readonly Report[] => JSON.parse(read('rctab-reports.json')).cases;

export interface LeaderElection {
  readonly year: number;
  readonly election: RankedElection;
  readonly pairwise: readonly (readonly number[])[];
  readonly expected: {
    readonly ballots: number;
    readonly winner: string;
    readonly schulzeMarginsOrder: string;
    readonly schulzeMarginsOrderIfUnrankedIsNoOpinion?: string;
    readonly schulzeMarginsPaths?: Readonly<Record<string, Readonly<Record<string, number>>>>;
    readonly condorcetWinner: string;
    readonly schulze: {
      readonly winningVotes: readonly string[];
      readonly margins: readonly string[];
    };
  };
}

export const leaderElections = (): readonly LeaderElection[] =>
  JSON.parse(read('debian-leader.json')).elections;

/** Ballots that rank alike, and how many (选票). */
export interface RankedBallot {
  /** How many ballots say this: a whole number from 0. */
  readonly count: number;
  /** Rank by rank, the best first: a name, several names that share the rank, or `[]` for a rank left empty. */
  readonly ranking: readonly (string | readonly string[])[];
}

/** Candidates and the ballots that rank them (排序投票). Any text names a candidate. */
export interface RankedElection {
  /** From 1 to 250 names, each once. */
  readonly candidates: readonly string[];
  readonly ballots: readonly RankedBallot[];
}

/** Why a ballot could not be read and was left out. */
export type CountIssueCode =
  /** It names somebody who does not stand. */
  | 'conventions/unknown-candidate'
  /** Its count is no whole number from 0, or takes the sum beyond 2^53. */
  | 'conventions/invalid-ballot-count'
  /** It has not the form of a ballot of this method. */
  | 'conventions/invalid-ballot'
  /** It says two things about one candidate. */
  | 'conventions/candidate-twice'
  /** A score beyond the range. */
  | 'conventions/score-out-of-range'
  /** A stance that is none of the three. */
  | 'conventions/unknown-stance';

/** A ballot that was left out (问题选票), by its row in the list. */
export interface CountIssue {
  readonly code: CountIssueCode;
  readonly row: number;
}

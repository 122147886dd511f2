/** Votes by name; a record without a prototype. */
export type Votes<Amount> = Readonly<Record<string, Amount>>;

/** Where the votes of somebody elected or eliminated went (转移). */
export interface Transfer<Amount> {
  readonly from: string;
  readonly to: Votes<Amount>;
  /** To nobody. */
  readonly exhausted: Amount;
  /** What rounding kept from being passed on. */
  readonly residual: Amount;
}

/** Ballots that count for nobody any more, by the reason; blank ballots are not among them. */
export interface Inactive<Amount> {
  readonly exhaustedChoices: Amount;
  readonly overvotes: Amount;
  readonly repeatedRankings: Amount;
  readonly skippedRankings: Amount;
  /** The surplus of whoever took the last seat. */
  readonly finalRoundSurplus: Amount;
}

/** One round of a count (计票轮次). */
export interface Round<Amount> {
  readonly round: number;
  /** What elects. */
  readonly threshold: Amount;
  /** The votes of all who still stand or are elected. */
  readonly tally: Votes<Amount>;
  readonly elected: readonly string[];
  readonly eliminated: readonly string[];
  /** Who stood alike where one of them was chosen, or has yet to be. */
  readonly tied: readonly string[];
  readonly transfers: readonly Transfer<Amount>[];
  readonly inactive: Inactive<Amount>;
}

/** What a voter says; 反对 is always offered, and abstaining takes part without agreeing. */
export type Choice = 'for' | 'against' | 'abstain';

/** The three choices. */
export const choices: readonly Choice[] = ['for', 'against', 'abstain'];

/** A choice as a byte of packed ballots; 0 is none. */
export const choiceCodes: {
  readonly for: 1;
  readonly against: 2;
  readonly abstain: 3;
} = { for: 1, against: 2, abstain: 3 };

const codes: ReadonlyMap<unknown, number> = new Map(Object.entries(choiceCodes));

/** The byte of a choice, or undefined for what is none. */
export function choiceCode(choice: unknown): number | undefined {
  return codes.get(choice);
}

/** The ballot of one unit (选票). */
export type UnitBallot = { readonly unit: string; readonly choice: Choice };

/** The counted ballots of a body; `present` counts those who are there (到会), whether they voted or not. */
export type BodyCount = {
  readonly present: number;
  readonly for: number;
  readonly against: number;
  readonly abstain: number;
};

/** One ballot a unit, or a body's counts (选票). */
export type Ballots = readonly UnitBallot[] | BodyCount;

/** Why a ballot did not count as it stands. */
export type BallotIssueCode =
  /** Its unit is not on the register: not counted. */
  | 'conventions/unknown-unit'
  /** Its choice is none of the three: not counted. */
  | 'conventions/unknown-choice'
  /** Its unit has an earlier ballot in the list: not counted. */
  | 'conventions/cast-twice'
  /** Its owner voted otherwise for another unit: the areas count as cast, the head takes part and agrees to nothing. */
  | 'conventions/split-vote';

/** A ballot that did not count as it stands (问题选票), by its row in the list; kept for the public notice. */
export interface BallotIssue {
  readonly code: BallotIssueCode;
  readonly row: number;
}

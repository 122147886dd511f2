import { type BallotIssue, type BallotIssueCode, choiceCode, type UnitBallot } from './ballots.ts';
import type { OwnersIndex } from './owners-index.ts';

/** Ballots of units, packed, with those that do not count as they stand. */
export interface PackedBallots {
  /** One byte for each unit in the order of the register. */
  readonly choices: Uint8Array;
  readonly issues: readonly BallotIssue[];
}

/** Packs ballots for the units of a register. The first of a unit counts; what does not count is an issue with its row. */
export function packBallots(index: OwnersIndex, ballots: readonly UnitBallot[]): PackedBallots {
  const { rowAt, placeOf, ownerAt, owners, singles } = index;
  const packed = new Uint8Array(rowAt.length);
  /** Of the first ballot of each owner of several units; what differs from it splits the head. */
  const first = new Uint8Array(owners - singles);
  const issues: BallotIssue[] = [];
  /** Packs one ballot; says what is wrong with it. */
  function pack({ unit, choice }: UnitBallot): BallotIssueCode | undefined {
    const row = index.row(unit);
    if (row === undefined) return 'conventions/unknown-unit';
    const code = choiceCode(choice);
    if (code === undefined) return 'conventions/unknown-choice';
    if (packed[row] !== 0) return 'conventions/cast-twice';
    packed[row] = code;
    const several = (ownerAt[placeOf[row] as number] as number) - singles;
    if (several < 0) return undefined;
    if (first[several] === 0) first[several] = code;
    return first[several] === code ? undefined : 'conventions/split-vote';
  }
  for (let row = 0; row < ballots.length; row++) {
    const code = pack(ballots[row] as UnitBallot);
    if (code !== undefined) issues.push({ code, row });
  }
  return { choices: packed, issues };
}

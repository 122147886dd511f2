import { defined } from '@civigrid/kernel';
import type { OwnersRegister } from '../electorate/register.ts';
import { refuse } from '../error-code.ts';
import type { OwnersRule } from '../statutes/rule.ts';
import { type Choice, choiceCode, choiceCodes } from './ballots.ts';
import { sharesOf, statusOf, type VerdictStatus } from './judge-tracks.ts';
import { outcomeOfOwners, type VerdictOptions } from './outcome.ts';
import { countHead } from './owner-head.ts';
import { emptySum, type OwnersSum, tracksOf } from './owners-sum.ts';
import { ownersTally } from './owners-tally.ts';
import { judgeOwners, type Verdict } from './verdict.ts';

/** A vote of owners as it goes on (实时计票). */
export interface LiveVerdict {
  /**
   * Counts a unit's choice in place of the one before, `undefined` to take it back, and says how the vote stands. A unit
   * is its row in the register. Refuses with `conventions/unknown-unit` a row that there is none of, with
   * `conventions/unknown-choice` what is no choice.
   */
  cast(row: number, choice: Choice | undefined): VerdictStatus;
  /** The row of a unit, or undefined. */
  row(unit: string): number | undefined;
  /** How it stands now. */
  status(): VerdictStatus;
  /** All that there is to say of it, with the words of the law. */
  verdict(options?: Pick<VerdictOptions, 'closed'>): Verdict;
}

/** What one owner has cast so far, changed in place. */
interface Cast {
  units: number;
  cast: number;
  agreed: number;
  area: number;
  castArea: number;
  forArea: number;
}

/**
 * Follows a vote of owners ballot by ballot: each costs the same, however many came before. The same verdicts as
 * `verdict` gives on all ballots at once.
 * Refuses with `conventions/invalid-register` a register that nothing can be counted on.
 */
export function liveVerdict(
  rule: OwnersRule,
  register: OwnersRegister,
  { split = 'no-agreement', silence, silenceFloor }: Omit<VerdictOptions, 'closed'> = {},
): LiveVerdict {
  const tally = ownersTally(register, split);
  const { index } = tally;
  const shares = sharesOf(rule, undefined);
  const sum: OwnersSum = emptySum(0);
  const owners: Cast[] = Array.from({ length: index.owners }, (_, owner) => {
    const start = index.starts[owner] as number;
    const end = index.starts[owner + 1] as number;
    const area = index.areas.subarray(start, end).reduce((total, own) => total + own, 0);
    return { units: end - start, cast: 0, agreed: 0, area, castArea: 0, forArea: 0 };
  });
  for (const owner of owners) countHead(sum, owner, split, 1);
  const choices = new Uint8Array(index.rowAt.length);
  const options = defined<VerdictOptions>({ split, silence, silenceFloor });

  /** Adds one choice of a unit to what its owner and everybody cast, or takes it out. */
  function change(owner: Cast, area: number, code: number, sign: 1 | -1): void {
    if (code === 0) return;
    owner.cast += sign;
    owner.castArea += sign * area;
    sum.castUnits += sign;
    sum.castArea += sign * area;
    if (code !== choiceCodes.for) return;
    owner.agreed += sign;
    owner.forArea += sign * area;
    sum.forUnits += sign;
    sum.forArea += sign * area;
  }

  const status = (): VerdictStatus =>
    silence === 'with-majority'
      ? outcomeOfOwners(rule, tally, sum, options).status
      : statusOf(shares, tracksOf(sum, index.area, index.owners), false);

  return {
    cast: (row, choice) => {
      const place = index.placeOf[row];
      if (place === undefined)
        throw refuse('unknown-unit', 'The register has no such row.', { row });
      const code = choice === undefined ? 0 : choiceCode(choice);
      if (code === undefined)
        throw refuse('unknown-choice', 'A ballot is for, against or abstains.', { row });
      const owner = owners[index.ownerAt[place] as number] as Cast;
      const area = index.areas[place] as number;
      countHead(sum, owner, split, -1);
      change(owner, area, choices[row] as number, -1);
      choices[row] = code;
      change(owner, area, code, 1);
      countHead(sum, owner, split, 1);
      return status();
    },
    row: (unit) => index.row(unit),
    status,
    verdict: ({ closed = false } = {}) => judgeOwners(rule, tally, sum, { ...options, closed }),
  };
}

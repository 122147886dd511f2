import type { OwnersRegister } from '../electorate/register.ts';
import { choiceCodes, type UnitBallot } from './ballots.ts';
import { countHead } from './owner-head.ts';
import { type OwnersIndex, ownersIndex } from './owners-index.ts';
import { emptySum, type OwnersSum } from './owners-sum.ts';
import type { SplitPolicy } from './split-policy.ts';
import { type PackedBallots, packBallots } from './unit-ballots.ts';

/** Counts the votes of one register, again and again (计票). */
export interface OwnersTally {
  readonly index: OwnersIndex;
  /**
   * What these choices sum to: one byte for each unit in the order of the register, 0 for none, else 1 for, 2 against,
   * 3 abstaining. Bytes beyond the register are not looked at.
   */
  count(choices: Uint8Array): OwnersSum;
  /** Packs ballots by unit for `count`; what does not count is an issue with its row. */
  pack(ballots: readonly UnitBallot[]): PackedBallots;
}

const forCode = choiceCodes.for;

/**
 * A tally for a register of owners (业主表决计票): area and heads at once, in exact whole numbers. Refuses with
 * `conventions/invalid-register` a register that nothing can be counted on.
 */
export function ownersTally(
  register: OwnersRegister,
  split: SplitPolicy = 'no-agreement',
): OwnersTally {
  const index = ownersIndex(register);
  const { owners, singles, rowAt, areas, starts } = index;
  return {
    index,
    pack: (ballots) => packBallots(index, ballots),
    count: (choices) => {
      const sum = emptySum(0);
      // By code: how much was cast so by owners of one unit, whose head is their unit.
      const area = new Float64Array(256);
      const heads = new Float64Array(256);
      for (let place = 0; place < singles; place++) {
        const code = choices[rowAt[place] as number] as number;
        area[code] = (area[code] as number) + (areas[place] as number);
        heads[code] = (heads[code] as number) + 1;
      }
      for (const code of Object.values(choiceCodes)) {
        sum.castArea += area[code] as number;
        sum.castHeads += heads[code] as number;
      }
      sum.forArea = area[forCode] as number;
      sum.forHeads = heads[forCode] as number;
      sum.castUnits = sum.castHeads;
      sum.forUnits = sum.forHeads;
      sum.worstHeads = sum.forHeads;
      sum.bestHeads = singles - sum.castHeads + sum.forHeads;
      for (let owner = singles; owner < owners; owner++) countOwner(sum, choices, owner);
      return sum;
    },
  };

  function countOwner(sum: OwnersSum, choices: Uint8Array, owner: number): void {
    const start = starts[owner] as number;
    const end = starts[owner + 1] as number;
    let cast = 0;
    let agreed = 0;
    let area = 0;
    let castArea = 0;
    let forArea = 0;
    for (let place = start; place < end; place++) {
      const own = areas[place] as number;
      const code = choices[rowAt[place] as number] as number;
      area += own;
      if (code === 0 || code > choiceCodes.abstain) continue;
      cast++;
      castArea += own;
      if (code !== forCode) continue;
      agreed++;
      forArea += own;
    }
    sum.castArea += castArea;
    sum.forArea += forArea;
    sum.castUnits += cast;
    sum.forUnits += agreed;
    countHead(sum, { units: end - start, cast, agreed, area, castArea, forArea }, split, 1);
  }
}

import type { OwnersRegister } from '../electorate/register.ts';
import type { Choice, UnitBallot } from './ballots.ts';
import { exchangeable } from './exchange.ts';
import { hiddenInTens } from './tens.ts';

/** What stands behind one head in a tally: its whole area in 0.01 m² (0 where persons vote), and what it said. */
export interface TalliedHead {
  readonly area: number;
  readonly choice: Choice | 'split';
  /** How much of the area agreed, where the head said two things. */
  readonly agreed?: number;
}

/** Whether the exact numbers of a tally may be published (能否公布精确票数). */
export type LeakAnswer =
  | { readonly exact: true }
  | {
      readonly exact: false;
      readonly code: /** Fewer took part than may be told apart. */
        | 'conventions/too-few'
        /** All said the same, or nobody agreed: the number names each. */
        | 'conventions/unanimous'
        /** Areas and heads together give away single ballots, or cannot be shown not to. */
        | 'conventions/single-ballots';
      /** Whose ballot may be worked out: how many heads. */
      readonly revealed: number;
      /** True where tens of per cent would give single ballots away too. */
      readonly outcomeOnly?: true;
    };

/** How a tally is checked. */
export interface LeakOptions {
  /** Exact numbers want at least so many heads; 10 if left out. */
  readonly k?: number;
}

/** The heads of owners' ballots. */
export function talliedHeads(
  { units }: OwnersRegister,
  ballots: readonly UnitBallot[],
): readonly TalliedHead[] {
  const choiceOf = new Map(ballots.map(({ unit, choice }) => [unit, choice]));
  const heads = new Map<string, { area: number; agreed: number; choice: Choice | 'split' }>();
  for (const { unit, owner, area } of units) {
    const choice = choiceOf.get(unit);
    if (choice === undefined) continue;
    const known = heads.get(owner);
    const agreed = choice === 'for' ? area : 0;
    if (known === undefined) heads.set(owner, { area, agreed, choice });
    else {
      known.area += area;
      known.agreed += agreed;
      if (known.choice !== choice) known.choice = 'split';
    }
  }
  return Array.from(heads.values(), ({ area, agreed, choice }) =>
    choice === 'split' ? { area, choice, agreed } : { area, choice },
  );
}

/**
 * Whether exact areas and heads of a tally would give single ballots away to whoever knows the register and who took part.
 * In a small building the sum of the areas in favour has mostly one way of being made. A ballot counts as hidden only
 * where it was shown to be: heads that agreed and heads that did not can be exchanged, as many for as many, with all sums
 * the same. Against and abstaining hide nothing of each other: neither agreed. A head that said two things is taken as
 * revealed, because a part of its area shows in the sum; so is whatever is not shown to be hidden.
 */
export function leakCheck(heads: readonly TalliedHead[], { k = 10 }: LeakOptions = {}): LeakAnswer {
  const classes = new Map<Choice | 'split', number[]>();
  heads.forEach(({ choice }, i) => {
    const known = classes.get(choice);
    if (known === undefined) classes.set(choice, [i]);
    else known.push(i);
  });
  const refused = (
    code: Extract<LeakAnswer, { readonly exact: false }>['code'],
    revealed: number,
  ): Extract<LeakAnswer, { readonly exact: false }> => ({ exact: false, code, revealed });
  if (heads.length === 0) return { exact: true };
  const agreed = classes.get('for') ?? [];
  const others = [classes.get('against') ?? [], classes.get('abstain') ?? []];
  if (classes.size === 1 || agreed.length + (classes.get('split') ?? []).length === 0)
    return refused('conventions/unanimous', heads.length);
  if (heads.length < k) return refused('conventions/too-few', heads.length);
  const areas = heads.map(({ area }) => area);
  const hidden = new Set<number>();
  for (const other of others)
    for (const head of exchangeable(areas, agreed, other)) hidden.add(head);
  const revealed = heads.length - hidden.size;
  if (revealed === 0) return { exact: true };
  const told = refused('conventions/single-ballots', revealed);
  return hiddenInTens(heads) ? told : { ...told, outcomeOnly: true };
}

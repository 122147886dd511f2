import type { OwnersRegister } from '../electorate/register.ts';
import type { Choice, UnitBallot } from './ballots.ts';
import { exchangeable } from './exchange.ts';

/** What stands behind one head in a tally: its whole area in 0.01 m² (0 where persons vote), and what it said. */
export interface TalliedHead {
  readonly area: number;
  readonly choice: Choice | 'split';
}

/** Whether the exact numbers of a tally may be published (能否公布精确票数). */
export type LeakAnswer =
  | { readonly exact: true }
  | {
      readonly exact: false;
      readonly code: /** Fewer took part than may be told apart. */
        | 'conventions/too-few'
        /** All said the same: the number names each. */
        | 'conventions/unanimous'
        /** Areas and heads together give away single ballots, or cannot be shown not to. */
        | 'conventions/single-ballots';
      /** Whose ballot may be worked out: how many heads. */
      readonly revealed: number;
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
  const heads = new Map<string, { area: number; choice: Choice | 'split' }>();
  for (const { unit, owner, area } of units) {
    const choice = choiceOf.get(unit);
    if (choice === undefined) continue;
    const known = heads.get(owner);
    if (known === undefined) heads.set(owner, { area, choice });
    else {
      known.area += area;
      if (known.choice !== choice) known.choice = 'split';
    }
  }
  return Array.from(heads.values());
}

/**
 * Whether exact areas and heads of a tally would give single ballots away to whoever knows the register and who took part.
 * In a small building the sum of the areas in favour has mostly one way of being made. A ballot counts as hidden only
 * where it was shown to be: heads that said different things can be exchanged, as many for as many, with all sums the
 * same. Whatever is not shown so is taken as revealed.
 */
export function leakCheck(heads: readonly TalliedHead[], { k = 10 }: LeakOptions = {}): LeakAnswer {
  const classes = new Map<Choice | 'split', number[]>();
  heads.forEach(({ choice }, i) => {
    classes.set(choice, [...(classes.get(choice) ?? []), i]);
  });
  const refused = (
    code: Extract<LeakAnswer, { readonly exact: false }>['code'],
    revealed: number,
  ): LeakAnswer => ({ exact: false, code, revealed });
  if (heads.length === 0) return { exact: true };
  if (classes.size === 1) return refused('conventions/unanimous', heads.length);
  if (heads.length < k) return refused('conventions/too-few', heads.length);
  const areas = heads.map(({ area }) => area);
  const hidden = new Set<number>();
  const lists = Array.from(classes.values());
  lists.forEach((one, i) => {
    for (const other of lists.slice(i + 1))
      for (const head of exchangeable(areas, one, other)) hidden.add(head);
  });
  const revealed = heads.length - hidden.size;
  return revealed === 0 ? { exact: true } : refused('conventions/single-ballots', revealed);
}

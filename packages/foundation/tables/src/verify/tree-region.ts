import { difference, type Spans } from '../space/spans.ts';
import type { Axis } from './axis.ts';

/**
 * Codes of a tree that no single cell can tell. Going up from a code, itself included, the first one that is listed
 * decides: it belongs if that one stands in `within`, not if it stands in `except`. Where none is listed the code
 * belongs if `others`.
 */
export interface TreeRegion {
  readonly within: readonly string[];
  readonly except?: readonly string[];
  readonly others?: true;
}

/** Places of a tree's axis as codes. Ranks without a value in the universe go with what they lie in. */
export function treeRegion({ space, ranks, valued }: Axis, spans: Spans): TreeRegion {
  const within: string[] = [];
  const except: string[] = [];
  const isOther = ranks[0] === 0 && spans[0] === 0;
  /** The listed codes that are open at a rank: whether they belong, and where they end. */
  const open: { readonly isIn: boolean; readonly until: number }[] = [];
  const look = (from: number, until: number, isIn: boolean): void => {
    for (let place = from; place < until; place++) {
      const rank = ranks[place] as number;
      for (let last = open.at(-1); last && last.until <= rank; last = open.at(-1)) open.pop();
      if (rank === 0 || (open.at(-1)?.isIn ?? isOther) === isIn) continue;
      const code = String(space.sampleOf(rank));
      (isIn ? within : except).push(code);
      const [, end = rank + 1] = space.spansOf({ within: [code] });
      open.push({ isIn, until: end });
    }
  };
  const outside = difference([0, valued], spans);
  for (let i = 0, j = 0; i < spans.length || j < outside.length; ) {
    const isIn = j >= outside.length || (spans[i] ?? Infinity) < (outside[j] as number);
    const [list, at] = isIn ? [spans, i] : [outside, j];
    look(list[at] as number, list[at + 1] as number, isIn);
    if (isIn) i += 2;
    else j += 2;
  }
  return {
    within,
    ...(except.length > 0 && { except }),
    ...(isOther && { others: true as const }),
  };
}

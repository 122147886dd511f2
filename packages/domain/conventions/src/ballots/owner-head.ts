import type { OwnersSum } from './owners-sum.ts';
import type { SplitPolicy } from './split-policy.ts';

/** What one owner has cast so far, and what all their units are. */
export interface OwnerCast {
  readonly units: number;
  readonly cast: number;
  readonly agreed: number;
  readonly area: number;
  readonly castArea: number;
  readonly forArea: number;
}

/** Adds one owner's head to a sum, or with `sign` −1 takes it out again. */
export function countHead(
  sum: OwnersSum,
  { units, cast, agreed, area, castArea, forArea }: OwnerCast,
  split: SplitPolicy,
  sign: 1 | -1,
): void {
  const byArea = split === 'larger-area';
  const against = castArea - forArea;
  if (cast > 0) sum.castHeads += sign;
  // More than half, without doubling: areas reach up to 2^53.
  if ((cast > 0 && agreed === cast) || (byArea && forArea > against)) sum.forHeads += sign;
  if (agreed === cast || (byArea && area - against > against)) sum.bestHeads += sign;
  if (agreed === units || (byArea && forArea > area - forArea)) sum.worstHeads += sign;
}

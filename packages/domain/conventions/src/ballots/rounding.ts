import { type Threshold, weightNeeded } from '../statutes/threshold.ts';
import type { Shares } from './judge-tracks.ts';
import type { OwnersIndex } from './owners-index.ts';
import type { OwnersSum } from './owners-sum.ts';

/** How one share of the area stands against the rounding of the registered areas. */
export type ShareMargin = {
  readonly role: 'quorum' | 'passing';
  /** How much more there is than the share asks for, in 0.01 m²; below 0 how much is missing. */
  readonly surplus: number;
  /** By how much rounding can have moved that, in 0.01 m², rounded up. */
  readonly tolerance: number;
  /** Whether the share is met, or missed, whatever was rounded. */
  readonly certain: boolean;
};

/**
 * Whether registered areas, each rounded to 0.01 m², decide the matter (面积舍入): every unit may in truth be 0.005 m² more
 * or less, all at once and in the worst way.
 */
export type Rounding = { readonly certain: boolean; readonly shares: readonly ShareMargin[] };

/** Far beyond what rounding moves, and within what can be multiplied exactly. */
const farOff = 2 ** 40;

function margin(
  role: ShareMargin['role'],
  share: Threshold,
  part: { readonly area: number; readonly units: number },
  whole: { readonly area: number; readonly units: number },
): ShareMargin {
  const { num, den, strict } = share;
  const surplus = part.area - weightNeeded(whole.area, share);
  const rest = whole.area % den;
  // part·den − whole·num, the whole divided first so that no product leaves the exact integers.
  const ahead = part.area - ((whole.area - rest) / den) * num;
  const moved = (part.units * (den - num) + (whole.units - part.units) * num) / 2;
  const tolerance = Math.ceil(moved / den);
  if (Math.abs(ahead) > farOff) return { role, surplus, tolerance, certain: true };
  const exact = ahead * den - rest * num;
  const met = (value: number): boolean => (strict ? value > 0 : value >= 0);
  return {
    role,
    surplus,
    tolerance,
    certain: met(exact - moved) || !met(exact + moved),
  };
}

/** How the shares of the area stand against rounding. */
export function roundingOf(
  { quorum, passing }: Shares,
  sum: OwnersSum,
  { area, rowAt }: OwnersIndex,
): Rounding {
  const register = { area, units: rowAt.length };
  const cast = { area: sum.castArea, units: sum.castUnits };
  const agreed = { area: sum.forArea, units: sum.forUnits };
  const wholeOf = ({ of }: Threshold) => (of === 'register' ? register : cast);
  const shares = [
    ...quorum.map((share) => margin('quorum', share, cast, wholeOf(share))),
    ...passing.map((share) => margin('passing', share, agreed, wholeOf(share))),
  ];
  return { certain: shares.every(({ certain }) => certain), shares };
}

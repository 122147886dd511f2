import type { TalliedHead } from './leak-check.ts';

/** In which ten per cent a part of a whole lies, from 0 to 9; all of it is in the last. */
export function tenthOf(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.min(9, Math.floor((part * 10) / whole));
}

const areaOf = (heads: readonly TalliedHead[]): number =>
  heads.reduce((sum, { area }) => sum + area, 0);

/**
 * Whether a head of the one side can change places: with one of the other side, or together with the smallest of its own
 * with as many of the largest of the other side, as far as it takes for the area to stay in its ten.
 */
function changes(
  area: number,
  own: readonly number[],
  other: readonly number[],
  stays: (gain: number) => boolean,
): boolean {
  if (other.some((one) => stays(one - area))) return true;
  // The head itself may be among the smallest: with it twice nothing is shown, so it is left out once.
  const itself = own.indexOf(area);
  let gain = -area;
  for (let i = 0; i < other.length; i++) {
    gain += other[i] as number;
    if (stays(gain)) return true;
    const next = own[i < itself ? i : i + 1];
    if (next === undefined) return false;
    gain -= next;
  }
  return false;
}

/**
 * Whether tens of per cent hide every ballot too: every head that agreed can change places with one that did not, and the
 * other way round, and all that is published stays the same. The number of heads in favour does, whatever ten it is told
 * in; of the area it is looked at. A head that said two things is hidden where nothing would change had it said one.
 */
export function hiddenInTens(heads: readonly TalliedHead[]): boolean {
  const whole = areaOf(heads);
  const agreed = heads.filter(({ choice }) => choice === 'for');
  const split = heads.filter(({ choice }) => choice === 'split');
  const others = heads.filter(({ choice }) => choice === 'against' || choice === 'abstain');
  const parts = split.reduce((sum, { agreed: part = 0 }) => sum + part, 0);
  const now = areaOf(agreed) + parts;
  const stays = (change: number): boolean => tenthOf(now + change, whole) === tenthOf(now, whole);
  const ascending = (side: readonly TalliedHead[]): readonly number[] =>
    side.map(({ area }) => area).sort((a, b) => a - b);
  const [yes, no] = [ascending(agreed), ascending(others)];
  const [largestYes, largestNo] = [[...yes].reverse(), [...no].reverse()];
  return (
    yes.every((area) => changes(area, yes, largestNo, stays)) &&
    no.every((area) => changes(area, no, largestYes, (gain) => stays(-gain))) &&
    split.every(({ area, agreed: part = 0 }) => stays(-part) && stays(area - part))
  );
}

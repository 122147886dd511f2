import type { TalliedHead } from './leak-check.ts';

/** In which ten per cent a part of a whole lies, from 0 to 9; all of it is in the last. */
export function tenthOf(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.min(9, Math.floor((part * 10) / whole));
}

const areaOf = (heads: readonly TalliedHead[]): number =>
  heads.reduce((sum, { area }) => sum + area, 0);

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
  const swap = (one: TalliedHead, other: TalliedHead): boolean => stays(other.area - one.area);
  return (
    agreed.every((one) => others.some((other) => swap(one, other))) &&
    others.every((other) => agreed.some((one) => swap(one, other))) &&
    split.every(({ area, agreed: part = 0 }) => stays(-part) && stays(area - part))
  );
}

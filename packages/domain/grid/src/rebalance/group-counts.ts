import type { GridCode } from '@civigrid/kernel';
import type { Area } from './area.ts';
import type { Division } from './read-request.ts';
import type { ReadTarget, Terms } from './read-target.ts';

/** What a group is to carry: within `lower` and `upper` it satisfies. */
export interface Bounds {
  readonly target: number;
  readonly lower: number;
  readonly upper: number;
}

/** What is asked of an area: numbers of groups to be tried in this order. */
export interface Quota {
  readonly bounds: Bounds;
  readonly counts: readonly number[];
}

/** Beyond so many atoms only the likeliest numbers of groups are tried. */
const triedCounts = 4;

/** Whole loads within the tolerance; a billionth is allowed for, as 70 × 0.9 is not quite 63 in binary. */
function boundsOf(target: number, tolerance: number): Bounds {
  const slip = target * 1e-9;
  return {
    target,
    lower: Math.ceil(target * (1 - tolerance) - slip),
    upper: Math.floor(target * (1 + tolerance) + slip),
  };
}

/** How many groups divide the load within the bounds, as far as sums tell; an atom that is too large is a group. */
function range({ atoms, loads, total }: Area, { target, lower, upper }: Bounds) {
  const large = loads.filter((load) => load > upper);
  const rest = large.reduce((left, load) => left - load, total);
  const clip = (count: number) => Math.min(Math.max(1, count), atoms.length);
  const least = large.length + (rest === 0 ? 0 : Math.ceil(rest / upper));
  const most = lower === 0 ? atoms.length : large.length + Math.floor(rest / lower);
  if (least <= most && least <= atoms.length) return { least: clip(least), most: clip(most) };
  return {
    least: clip(large.length + Math.floor(rest / target)),
    most: clip(large.length + Math.ceil(rest / target)),
  };
}

/** Today's number first if it will do, because it changes least; then those that come nearest to the target. */
function likeliest(area: Area, bounds: Bounds, maximum: number): readonly number[] {
  const { least, most } = range(area, bounds);
  const distance = (count: number) =>
    count === area.labels.length ? -1 : Math.abs(area.total / count - bounds.target);
  const middle = Math.min(Math.max(Math.round(area.total / bounds.target), least), most);
  const from = Math.max(least, middle - maximum);
  const to = Math.min(most, middle + maximum);
  const counts = Array.from({ length: to - from + 1 }, (_, i) => from + i);
  if (area.labels.length >= least && area.labels.length <= most) counts.push(area.labels.length);
  return [...new Set(counts)].sort((a, b) => distance(a) - distance(b) || a - b).slice(0, maximum);
}

/**
 * Gives each area its number of groups so that the squares of the deviations add up to the least (Huntington and Hill's
 * priorities), within what its load allows as long as the sum allows it too. Today's numbers stay where they will do.
 */
function apportion(asked: number, areas: readonly Area[], bounds: Bounds): readonly number[] {
  const ranges = areas.map((area) => range(area, bounds));
  const today = areas.map(({ labels }) => labels.length);
  const sum = (list: readonly number[]) => list.reduce((total, count) => total + count, 0);
  const fits = today.every((count, i) => {
    const { least, most } = ranges[i] as (typeof ranges)[number];
    return count >= least && count <= most;
  });
  if (fits && sum(today) === asked) return today;
  const tight = sum(ranges.map(({ least }) => least)) > asked;
  const loose = sum(ranges.map(({ most }) => most)) < asked;
  const counts = ranges.map(({ least }) => (tight ? 1 : least));
  const limits = areas.map(({ atoms }, i) =>
    tight || loose ? atoms.length : (ranges[i]?.most ?? 1),
  );
  for (let given = sum(counts); given < asked; given++) {
    let best = -1;
    let greatest = -1;
    areas.forEach(({ total }, i) => {
      const count = counts[i] as number;
      const priority = count < (limits[i] as number) ? total ** 2 / (count * (count + 1)) : -1;
      if (priority > greatest) [best, greatest] = [i, priority];
    });
    if (best < 0) break;
    counts[best] = (counts[best] as number) + 1;
  }
  return counts;
}

function quotasFor(asked: number, areas: readonly Area[], tolerance: number): readonly Quota[] {
  const bounds = boundsOf(areas.reduce((sum, { total }) => sum + total, 0) / asked, tolerance);
  return apportion(asked, areas, bounds).map((count) => ({ bounds, counts: [count] }));
}

function quotasOfRegions(
  groupsOf: Extract<ReadTarget, { groupsOf: unknown }>['groupsOf'],
  areas: readonly Area[],
  { regions }: Division,
  tolerance: number,
): readonly Quota[] {
  const byRegion = new Map<number, Area[]>();
  for (const area of areas) {
    const list = byRegion.get(area.region);
    if (list) list.push(area);
    else byRegion.set(area.region, [area]);
  }
  const quotas = new Map<Area, Quota>();
  for (const [region, list] of byRegion) {
    const asked = groupsOf.get(regions[region] as GridCode) ?? 1;
    quotasFor(asked, list, tolerance).forEach((quota, i) => {
      quotas.set(list[i] as Area, quota);
    });
  }
  return areas.map((area) => quotas.get(area) as Quota);
}

/** The number of groups, or the numbers to be tried, of each area. */
export function quotasOf(
  areas: readonly Area[],
  division: Division,
  { target, tolerance }: Terms,
  exhaustedUpTo: number,
): readonly Quota[] {
  if ('groups' in target) return quotasFor(target.groups, areas, tolerance);
  if ('groupsOf' in target) return quotasOfRegions(target.groupsOf, areas, division, tolerance);
  const bounds = boundsOf(target.load, tolerance);
  return areas.map((area) => {
    const maximum = area.atoms.length <= exhaustedUpTo ? area.atoms.length : triedCounts;
    return { bounds, counts: likeliest(area, bounds, maximum) };
  });
}

/** How far a load lies outside the bounds. */
export const excess = (load: number, { lower, upper }: Bounds): number =>
  load < lower ? lower - load : load > upper ? load - upper : 0;

/** By how much what no group can carry lies outside, whatever the division and the number of groups. */
export const largeExcess = ({ loads }: Area, { upper }: Bounds): number =>
  loads.reduce((sum, load) => sum + Math.max(0, load - upper), 0);

/** By how much the loads of so many groups lie outside at least, whatever the division. */
export const leastExcess = (area: Area, bounds: Bounds, count: number): number =>
  Math.max(
    largeExcess(area, bounds),
    count * bounds.lower - area.total,
    area.total - count * bounds.upper,
  );

import { type GridCode, gridCode } from '@civigrid/kernel';
import { areasOf } from './area.ts';
import { exhaustedUpTo } from './exhaust.ts';
import { explain, type Outcome } from './explain.ts';
import { quotasOf } from './group-counts.ts';
import type { MovedUnit, PlannedGroup, RebalancePlan } from './plan.ts';
import { seedFor } from './random.ts';
import { type Division, readRequest } from './read-request.ts';
import { readTerms } from './read-target.ts';
import type { RebalanceRequest } from './request.ts';
import { solveArea } from './solve-area.ts';

const byCode = (a: { readonly code: GridCode }, b: { readonly code: GridCode }): number =>
  a.code < b.code ? -1 : 1;

/** Names new groups `<region>+1`, `<region>+2` and so on, and leaves out what is a code of somebody already. */
function namer({ units, regions, labels }: Division): (region: GridCode) => GridCode {
  const taken = new Set<GridCode>([...units.map(({ code }) => code), ...regions, ...labels]);
  const last = new Map<GridCode, number>();
  return (region) => {
    for (let number = (last.get(region) ?? 0) + 1; ; number++) {
      const code = gridCode(`${region}+${number}`);
      if (taken.has(code)) continue;
      last.set(region, number);
      taken.add(code);
      return code;
    }
  };
}

/** The groups of an area; those that are new get their names in the order of their lowest units. */
function groupsOf(
  division: Division,
  { area, quota, solved: { partition } }: Omit<Outcome, 'groups'>,
  name: (region: GridCode) => GridCode,
): readonly PlannedGroup[] {
  const region = division.regions[area.region] as GridCode;
  const members: number[][] = Array.from(partition.labels, () => []);
  area.atoms.forEach((units, atom) => {
    members[partition.groupOf[atom] as number]?.push(...units);
  });
  return members
    .map((units, group) => ({
      units: units.sort((a, b) => a - b),
      today: division.labels[area.labels[partition.labels[group] as number] ?? -1],
      load: partition.loads[group] as number,
    }))
    .sort((a, b) => (a.units[0] as number) - (b.units[0] as number))
    .map(({ units, today, load }) => ({
      code: today ?? name(region),
      isNew: today === undefined,
      region,
      units: units.flatMap((unit) => division.units[unit]?.code ?? []),
      load,
      deviation: quota.bounds.target === 0 ? 0 : load / quota.bounds.target - 1,
    }));
}

function movedUnits(
  { units }: Division,
  assignment: ReadonlyMap<GridCode, GridCode>,
): readonly MovedUnit[] {
  return units.flatMap(({ code, group: from, load }) => {
    const to = assignment.get(code);
    return from === undefined || to === undefined || to === from ? [] : [{ code, from, to, load }];
  });
}

/**
 * Proposes a division of units into groups of like load (规模适度、动态调整): each group contiguous and within one region,
 * sets of units whole, loads within the tolerance of the target, and as little load as can be found changes hands. A
 * new group takes the code of that one of today's with which it has most in common. What cannot be had is not tried for
 * ever: the effort bounds the work, and the plan says what it does not satisfy and why.
 *
 * The same request gives the same plan, in whatever order its lists come (of units that bear one code the first counts),
 * and what happens in one region does not change the plan of another, unless a number of groups for all is asked for.
 *
 * Refuses with `grid/bad-target`, `grid/bad-tolerance`, `grid/bad-seed`, `grid/bad-effort`; faults of units, borders and
 * sets are told as issues.
 *
 * @example
 * const { groups, moved, unsatisfied } = rebalance({
 *   units: [{ code: gridCode('a'), load: 30, region: gridCode('LS') }, { code: gridCode('b'), load: 34, region: gridCode('LS') }],
 *   borders: [{ a: gridCode('a'), b: gridCode('b'), metres: 80 }],
 *   target: { groups: 2 }, tolerance: 0.1, seed: 1,
 * });
 */
export function rebalance(request: RebalanceRequest): RebalancePlan {
  const division = readRequest(request);
  const terms = readTerms(request, division.regions);
  const areas = areasOf(division);
  const quotas = quotasOf(areas, division, terms, exhaustedUpTo);
  const name = namer(division);
  const outcomes = areas.map((area, i): Outcome => {
    const quota = quotas[i];
    const unit = division.units[area.atoms[0]?.[0] ?? -1];
    if (!quota || !unit) throw new Error('Every area has units and a quota.');
    const solved = solveArea(area, quota, seedFor(terms.seed, unit.code), terms.effort);
    return { area, quota, solved, groups: groupsOf(division, { area, quota, solved }, name) };
  });
  const groups = outcomes.flatMap((outcome) => outcome.groups).sort(byCode);
  const groupOfUnit = new Map(
    groups.flatMap(({ code, units }) => units.map((unit) => [unit, code])),
  );
  const assignment = new Map(
    division.units.flatMap(({ code }) => {
      const group = groupOfUnit.get(code);
      return group === undefined ? [] : [[code, group] as const];
    }),
  );
  const moved = movedUnits(division, assignment);
  const continued = new Set(groups.map(({ code }) => code));
  return {
    assignment,
    groups,
    moved,
    movedLoad: moved.reduce((sum, { load }) => sum + load, 0),
    retired: division.labels.filter((label) => !continued.has(label)),
    unsatisfied: explain(division, terms.target, outcomes),
    issues: division.issues,
    spent: {
      changes: outcomes.reduce((sum, { solved }) => sum + solved.changes, 0),
      recombinations: outcomes.reduce((sum, { solved }) => sum + solved.recombinations, 0),
    },
  };
}

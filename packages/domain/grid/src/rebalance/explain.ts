import type { GridCode } from '@civigrid/kernel';
import type { Area } from './area.ts';
import { excess, type Quota } from './group-counts.ts';
import type { PlannedGroup } from './plan.ts';
import type { Division } from './read-request.ts';
import type { ReadTarget } from './read-target.ts';
import type { Solved } from './solve-area.ts';
import type { Unsatisfied, UnsatisfiedReason } from './unsatisfied.ts';

/** One area with all that came of it. */
export interface Outcome {
  readonly area: Area;
  readonly quota: Quota;
  readonly solved: Solved;
  readonly groups: readonly PlannedGroup[];
}

const codesOf = ({ units }: Division, numbers: readonly number[]): readonly GridCode[] =>
  numbers.flatMap((unit) => units[unit]?.code ?? []);

const largeAtoms = ({ area, quota }: Outcome): readonly (readonly number[])[] =>
  area.atoms.filter((_, atom) => (area.loads[atom] as number) > quota.bounds.upper);

/** Whether so many groups cannot carry the load within the bounds, units that are too large left aside. */
function isIndivisible(outcome: Outcome): boolean {
  const { area, quota, groups } = outcome;
  const { lower, upper } = quota.bounds;
  const large = area.loads.filter((load) => load > upper);
  const rest = large.reduce((left, load) => left - load, area.total);
  const count = groups.length - large.length;
  return rest < count * lower || rest > count * upper;
}

function ofArea(division: Division, outcome: Outcome, isPiece: boolean): readonly Unsatisfied[] {
  const { area, quota, solved, groups } = outcome;
  const { lower, upper } = quota.bounds;
  const region = division.regions[area.region] as GridCode;
  const [unit] = codesOf(division, area.atoms[0] ?? []);
  if (unit === undefined) return [];
  const isAlone = isPiece && area.atoms.length === 1 && area.atoms[0]?.length === 1;
  const large = largeAtoms(outcome).map((atom) => {
    const units = codesOf(division, atom);
    const load = atom.reduce((sum, number) => sum + (division.units[number]?.load ?? 0), 0);
    return { code: 'load-too-large', region, units, load, lower, upper } as const;
  });
  const indivisible = isIndivisible(outcome);
  const why = (group: PlannedGroup): UnsatisfiedReason => {
    if (large.some(({ units }) => group.units.includes(units[0] as GridCode)))
      return 'load-too-large';
    if (indivisible) return 'region-indivisible';
    return solved.proved ? 'no-such-division' : 'effort-spent';
  };
  const found: Unsatisfied[] = [];
  if (isAlone) found.push({ code: 'unit-without-border', region, unit, load: area.total });
  found.push(...large);
  if (indivisible)
    found.push({
      code: 'region-indivisible',
      region,
      unit,
      load: area.total,
      groups: groups.length,
      lower,
      upper,
    });
  for (const group of groups)
    if (excess(group.load, quota.bounds) > 0)
      found.push({
        code: 'outside-tolerance',
        region,
        group: group.code,
        load: group.load,
        lower,
        upper,
        why: why(group),
      });
  return found;
}

/** Regions in the order of their codes, each with its areas. */
function byRegion(outcomes: readonly Outcome[]): ReadonlyMap<number, readonly Outcome[]> {
  const found = new Map<number, Outcome[]>();
  for (const outcome of outcomes) {
    const list = found.get(outcome.area.region);
    if (list) list.push(outcome);
    else found.set(outcome.area.region, [outcome]);
  }
  return new Map([...found].sort(([a], [b]) => a - b));
}

function ofCounts(
  { regions }: Division,
  target: ReadTarget,
  outcomes: ReadonlyMap<number, readonly Outcome[]>,
): readonly Unsatisfied[] {
  const made = (list: readonly Outcome[]) =>
    list.reduce((sum, { groups }) => sum + groups.length, 0);
  const code = 'other-number-of-groups';
  if ('load' in target) return [];
  if ('groups' in target) {
    const groups = made([...outcomes.values()].flat());
    return groups === target.groups ? [] : [{ code, asked: target.groups, groups }];
  }
  return Array.from(outcomes, ([number, list]) => {
    const region = regions[number] as GridCode;
    const [asked, groups] = [target.groupsOf.get(region) ?? 0, made(list)];
    return asked === groups ? [] : [{ code, region, asked, groups } as const];
  }).flat();
}

/** How many connected parts some units form; units of a set count as joined if the sets are given. */
function partsAmong(
  { graph }: Division,
  units: readonly number[],
  sets: ReadonlyMap<number, readonly number[]>,
): number {
  const left = new Set(units);
  let parts = 0;
  for (const first of units) {
    if (!left.delete(first)) continue;
    parts++;
    const open = [first];
    for (const v of open) {
      const beside = graph.to.subarray(graph.start[v], graph.start[v + 1]);
      for (const u of [...beside, ...(sets.get(v) ?? [])]) if (left.delete(u)) open.push(u);
    }
  }
  return parts;
}

function ofToday(division: Division, areas: readonly Area[]): readonly Unsatisfied[] {
  const { regions, regionOf, labels, labelOf } = division;
  const sets = new Map<number, readonly number[]>();
  for (const atom of areas.flatMap(({ atoms }) => atoms))
    if (atom.length > 1) for (const unit of atom) sets.set(unit, atom);
  const members = labels.map(() => new Map<number, number[]>());
  labelOf.forEach((label, unit) => {
    const region = regionOf[unit] as number;
    const list = members[label]?.get(region);
    if (list) list.push(unit);
    else members[label]?.set(region, [unit]);
  });
  return labels.flatMap((group, label): readonly Unsatisfied[] => {
    const own = [...(members[label] ?? [])].sort(([a], [b]) => a - b);
    const names = own.map(([region]) => regions[region] as GridCode);
    const across: readonly Unsatisfied[] =
      names.length > 1 ? [{ code: 'across-regions-today', group, regions: names }] : [];
    const apart = own.flatMap(([, units], i): readonly Unsatisfied[] => {
      const pieces = partsAmong(division, units, sets);
      const region = names[i] as GridCode;
      return pieces > 1 ? [{ code: 'not-contiguous-today', region, group, pieces }] : [];
    });
    return [...across, ...apart];
  });
}

function ofWholes(division: Division, areas: readonly Area[]): readonly Unsatisfied[] {
  return areas.flatMap(({ region, atoms }) =>
    atoms.flatMap((atom): readonly Unsatisfied[] =>
      atom.length < 2 || partsAmong(division, atom, new Map()) < 2
        ? []
        : [
            {
              code: 'whole-apart',
              region: division.regions[region] as GridCode,
              units: codesOf(division, atom),
            },
          ],
    ),
  );
}

/** All that a plan does not satisfy: what was so before, then region by region what came of it. */
export function explain(
  division: Division,
  target: ReadTarget,
  outcomes: readonly Outcome[],
): readonly Unsatisfied[] {
  const areas = outcomes.map(({ area }) => area);
  const regions = byRegion(outcomes);
  return [
    ...ofToday(division, areas),
    ...ofWholes(division, areas),
    ...ofCounts(division, target, regions),
    ...Array.from(regions, ([number, list]): readonly Unsatisfied[] => {
      const region = division.regions[number] as GridCode;
      const isPiece = list.length > 1;
      return [
        ...(isPiece ? [{ code: 'region-in-pieces', region, pieces: list.length } as const] : []),
        ...list.flatMap((outcome) => ofArea(division, outcome, isPiece)),
      ];
    }).flat(),
  ];
}

import type { RebalancePlan, RebalanceRequest } from '@civigrid/grid/rebalance';
import type { GridCode } from '@civigrid/kernel';
import { isContiguous } from './micro-grids.ts';

/** All that a plan promises of itself and does not keep, found by counting again. */
export function faultsOf(request: RebalanceRequest, plan: RebalancePlan): readonly string[] {
  const faults: string[] = [];
  const check = (holds: boolean, what: string) => {
    if (!holds) faults.push(what);
  };
  const refused = new Set(
    plan.issues.flatMap(({ code, path }) =>
      path[0] === 'units' && code !== 'grid/bad-group' ? [path[1]] : [],
    ),
  );
  const units = request.units.filter((_, i) => !refused.has(i));
  const unitOf = new Map(units.map((unit) => [unit.code, unit]));
  const total = (codes: readonly GridCode[]) =>
    codes.reduce((sum, code) => sum + (unitOf.get(code)?.load ?? Number.NaN), 0);
  const codes = plan.groups.map(({ code }) => code);
  check(new Set(codes).size === codes.length, 'a code is given twice');
  check([...codes].sort().join() === codes.join(), 'groups are not in order');
  const placed = plan.groups.flatMap((group) => group.units);
  check([...placed].sort().join() === [...unitOf.keys()].sort().join(), 'not a partition');
  check(plan.assignment.size === units.length, 'the assignment is not complete');
  const joined = (request.whole ?? []).flatMap((set) =>
    set.flatMap((a) =>
      set.flatMap((b) =>
        unitOf.has(a) && unitOf.has(b) && unitOf.get(a)?.region === unitOf.get(b)?.region
          ? [{ a, b, metres: 1 }]
          : [],
      ),
    ),
  );
  for (const { a, b } of joined)
    check(plan.assignment.get(a) === plan.assignment.get(b), `${a} and ${b} are torn apart`);
  const borders = [...request.borders.filter((border) => border !== null), ...joined];
  const today = new Set(units.flatMap(({ group }) => group ?? []));
  const told = new Set(
    plan.unsatisfied.flatMap((found) => (found.code === 'outside-tolerance' ? [found.group] : [])),
  );
  for (const { code, region, units: own, load, deviation, isNew } of plan.groups) {
    check(own.length > 0, `${code} is empty`);
    check(
      own.every((unit) => plan.assignment.get(unit) === code),
      `${code}: another assignment`,
    );
    check(
      own.every((unit) => unitOf.get(unit)?.region === region),
      `${code} crosses a region`,
    );
    check(isContiguous(own, borders), `${code} is not contiguous`);
    check(total(own) === load, `${code}: another load`);
    check(isNew !== today.has(code), `${code}: new or not`);
    check(
      isNew || own.some((unit) => unitOf.get(unit)?.group === code),
      `${code} continues nothing`,
    );
    const target = targetOf(request, plan, region);
    check(Math.abs(target * (1 + deviation) - load) < 1e-6 * (1 + load), `${code}: deviation`);
    const isOutside = Math.abs(load - target) > target * request.tolerance + 1e-6;
    check(isOutside === told.has(code), `${code}: outside, and told, are not the same`);
  }
  const moved = units.filter(
    ({ code, group }) => group !== undefined && plan.assignment.get(code) !== group,
  );
  check(
    plan.moved.map(({ code }) => code).join() ===
      moved
        .map(({ code }) => code)
        .sort()
        .join(),
    'the transfers are not those of the assignment',
  );
  check(plan.movedLoad === total(moved.map(({ code }) => code)), 'another load moved');
  const retired = [...today].filter((code) => !codes.includes(code)).sort();
  check(retired.join() === plan.retired.join(), 'retired codes');
  return faults;
}

function targetOf(
  { target }: RebalanceRequest,
  { groups }: RebalancePlan,
  region: GridCode,
): number {
  if ('load' in target) return target.load;
  const load = (of: (own: GridCode) => boolean) =>
    groups.reduce((sum, group) => sum + (of(group.region) ? group.load : 0), 0);
  if (typeof target.groups === 'number') return load(() => true) / target.groups;
  return load((own) => own === region) / (new Map(target.groups).get(region) ?? Number.NaN);
}

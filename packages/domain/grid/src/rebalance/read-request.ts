import { type GridCode, isWellFormed } from '@civigrid/kernel';
import { type Graph, graphOf } from './graph.ts';
import type {
  RebalanceBorder,
  RebalanceIssue,
  RebalanceIssueCode,
  RebalanceRequest,
  RebalanceUnit,
} from './request.ts';

const greatestLoad = 1e9;

/** The accepted part of a request by numbers: units, regions and today's groups each in the order of their codes. */
export interface Division {
  readonly units: readonly RebalanceUnit[];
  readonly regions: readonly GridCode[];
  readonly regionOf: Int32Array;
  /** Today's groups. */
  readonly labels: readonly GridCode[];
  /** Today's group of each unit, or -1. */
  readonly labelOf: Int32Array;
  /** Common borders of units of one region. */
  readonly graph: Graph;
  /** Sets of units of one region that stay together, each at least two. */
  readonly wholes: readonly (readonly number[])[];
  readonly issues: readonly RebalanceIssue[];
}

type Told = (
  code: RebalanceIssueCode,
  path: readonly (string | number)[],
  unit?: GridCode,
) => undefined;

const isCode = (value: unknown): value is GridCode =>
  typeof value === 'string' && value !== '' && isWellFormed(value);

function readUnit(unit: RebalanceUnit | null, i: number, told: Told): RebalanceUnit | undefined {
  const { code, load, region, group } = unit ?? ({} as Partial<RebalanceUnit>);
  if (!isCode(code)) return told('grid/unit-without-code', ['units', i, 'code']);
  if (!isCode(region)) return told('grid/unit-without-region', ['units', i, 'region'], code);
  if (!Number.isInteger(load) || (load as number) < 0 || (load as number) > greatestLoad)
    return told('grid/bad-load', ['units', i, 'load'], code);
  const accepted = { code, load: load as number, region };
  if (group === undefined) return accepted;
  if (isCode(group)) return { ...accepted, group };
  told('grid/bad-group', ['units', i, 'group'], code);
  return accepted;
}

function readUnits(request: RebalanceRequest, told: Told): readonly RebalanceUnit[] {
  const units = new Map<GridCode, RebalanceUnit>();
  request.units.forEach((given, i) => {
    const unit = readUnit(given, i, told);
    if (unit && units.has(unit.code)) told('grid/duplicate-unit', ['units', i, 'code'], unit.code);
    else if (unit) units.set(unit.code, unit);
  });
  return [...units.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** Codes in their order, and the number of each. */
function numbered(codes: Iterable<GridCode>): {
  readonly codes: readonly GridCode[];
  readonly numbers: ReadonlyMap<GridCode, number>;
} {
  const sorted = [...new Set(codes)].sort();
  return { codes: sorted, numbers: new Map(sorted.map((code, number) => [code, number])) };
}

function readBorders(
  request: RebalanceRequest,
  numbers: ReadonlyMap<GridCode, number>,
  regionOf: Int32Array,
  told: Told,
): Graph {
  const edges = { from: [] as number[], to: [] as number[], length: [] as number[] };
  request.borders.forEach((border: RebalanceBorder | null, i) => {
    const { a, b, metres } = border ?? ({} as Partial<RebalanceBorder>);
    if (!isCode(a) || !isCode(b) || a === b || !((metres as number) >= 0 && metres !== Infinity)) {
      told('grid/bad-border', ['borders', i]);
      return;
    }
    const [from, to] = [numbers.get(a), numbers.get(b)];
    if (from === undefined) told('grid/unknown-unit', ['borders', i, 'a'], a);
    if (to === undefined) told('grid/unknown-unit', ['borders', i, 'b'], b);
    if (from === undefined || to === undefined || metres === 0) return;
    if (regionOf[from] !== regionOf[to]) return;
    edges.from.push(from);
    edges.to.push(to);
    edges.length.push(Math.max(1, Math.round(100 * (metres as number))));
  });
  return graphOf(regionOf.length, edges, Math.max);
}

function readWholes(
  request: RebalanceRequest,
  numbers: ReadonlyMap<GridCode, number>,
  regionOf: Int32Array,
  told: Told,
): readonly (readonly number[])[] {
  return (request.whole ?? []).flatMap((codes, i) => {
    const sets = new Map<number, number[]>();
    codes.forEach((code, j) => {
      const unit = numbers.get(code);
      if (unit === undefined) {
        told('grid/unknown-unit', ['whole', i, j], code);
        return;
      }
      const region = regionOf[unit] as number;
      const set = sets.get(region);
      if (set) set.push(unit);
      else sets.set(region, [unit]);
    });
    if (sets.size > 1) told('grid/whole-across-regions', ['whole', i]);
    return [...sets.values()].filter((set) => set.length > 1);
  });
}

/** Reads units, borders and sets; what cannot be used is told with its place. */
export function readRequest(request: RebalanceRequest): Division {
  const issues: RebalanceIssue[] = [];
  const told: Told = (code, path, unit) => {
    issues.push(unit === undefined ? { code, path } : { code, path, unit });
    return undefined;
  };
  const units = readUnits(request, told);
  const numbers = new Map(units.map(({ code }, number) => [code, number]));
  const regions = numbered(units.map(({ region }) => region));
  const regionOf = Int32Array.from(units, ({ region }) => regions.numbers.get(region) ?? -1);
  const labels = numbered(units.flatMap(({ group }) => group ?? []));
  return {
    units,
    regions: regions.codes,
    regionOf,
    labels: labels.codes,
    labelOf: Int32Array.from(units, ({ group }) =>
      group === undefined ? -1 : (labels.numbers.get(group) ?? -1),
    ),
    graph: readBorders(request, numbers, regionOf, told),
    wholes: readWholes(request, numbers, regionOf, told),
    issues,
  };
}

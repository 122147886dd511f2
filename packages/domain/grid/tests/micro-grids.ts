import type { RebalanceBorder, RebalanceUnit } from '@civigrid/grid/rebalance';
import { type GridCode, gridCode } from '@civigrid/kernel';
import { randomFrom } from './tiling.ts';

interface MicroGrids {
  readonly units: readonly RebalanceUnit[];
  readonly borders: readonly RebalanceBorder[];
}

interface CommunityOptions {
  readonly region: string;
  readonly rows: number;
  readonly count: number;
  /** Today's groups: strips of unlike width; none if left out. */
  readonly groups?: number;
  readonly meanLoad: number;
}

const padded = (n: number) => String(n).padStart(3, '0');

/**
 * A community of micro-grids on a crooked lattice, column by column: every border has its own length, some corners meet
 * along a short one. Loads lie between about a third and five thirds of the mean.
 */
function community(
  random: () => number,
  { region, rows, count, groups, meanLoad }: CommunityOptions,
): MicroGrids {
  const code = (i: number) => gridCode(`${region}.${padded(i)}`);
  const columns = Math.ceil(count / rows);
  const widths = Array.from({ length: groups ?? 0 }, () => 0.6 + 0.8 * random());
  const width = widths.reduce((sum, each) => sum + each, 0);
  const strip = (column: number) => {
    let east = 0;
    return widths.findIndex((each) => {
      east += (each * columns) / width;
      return column < east || east > columns - 1e-9;
    });
  };
  const drawn = Array.from({ length: count }, () => 1 / 3 + (4 / 3) * random());
  const mean = drawn.reduce((sum, each) => sum + each, 0) / count;
  const units = drawn.map((each, i): RebalanceUnit => {
    const load = Math.round((meanLoad * each) / mean);
    const unit = { code: code(i), load, region: gridCode(region) };
    return groups === undefined
      ? unit
      : { ...unit, group: gridCode(`${region}-${strip(Math.floor(i / rows)) + 1}`) };
  });
  const borders: RebalanceBorder[] = [];
  const join = (a: number, b: number, metres: number) => {
    if (b < count) borders.push({ a: code(a), b: code(b), metres: Math.round(metres * 10) / 10 });
  };
  for (let i = 0; i < count; i++) {
    if (i % rows < rows - 1) join(i, i + 1, 40 + 80 * random());
    join(i, i + rows, 40 + 80 * random());
    if (i % rows < rows - 1 && random() < 0.3) join(i, i + rows + 1, 2 + 20 * random());
  }
  return { units, borders };
}

/** A street of 15 communities, 55 grids of today and 1,623 micro-grids with about 54,000 households; invented. */
export function street(seed: number, withToday: boolean): MicroGrids {
  const random = randomFrom(seed);
  const communities = Array.from({ length: 15 }, (_, i) => {
    const groups = i < 10 ? 4 : 3;
    const count = Math.floor(((i + 1) * 1623) / 15) - Math.floor((i * 1623) / 15);
    return { region: `SJ.${padded(i + 1)}`, rows: 9, count, groups };
  });
  const parts = communities.map(({ groups, ...rest }) => {
    const share = ((54_000 * groups) / 55) * (0.95 + 0.1 * random());
    const options = { ...rest, meanLoad: share / rest.count };
    return community(random, withToday ? { ...options, groups } : options);
  });
  return {
    units: parts.flatMap(({ units }) => units),
    borders: parts.flatMap(({ borders }) => borders),
  };
}

/** Whether units hang together by borders of more than 0 metres, told by walking. */
export function isContiguous(
  units: readonly GridCode[],
  borders: readonly RebalanceBorder[],
): boolean {
  const beside = new Map<GridCode, GridCode[]>(units.map((unit) => [unit, []]));
  for (const { a, b, metres } of borders)
    if (metres > 0) {
      if (beside.has(b)) beside.get(a)?.push(b);
      if (beside.has(a)) beside.get(b)?.push(a);
    }
  const seen = new Set(units.slice(0, 1));
  for (const unit of seen) for (const next of beside.get(unit) ?? []) seen.add(next);
  return seen.size === units.length;
}

import type { GridCode } from '@civigrid/kernel';
import type { GridLevel } from '../cell.ts';
import type { GridHierarchy } from '../grid-hierarchy.ts';
import { neighbours } from '../neighbours.ts';
import type { RebalanceBorder, RebalanceRequest, RebalanceUnit } from './request.ts';

/** What of a division is to be divided anew, and how. */
export interface DivisionTerms extends Omit<RebalanceRequest, 'units' | 'borders'> {
  /** The level of the cells that are given whole, such as micro-grids; the leaves if left out. */
  readonly unitLevel?: GridLevel;
  /** The level of the cells that are to be of like load (网格). */
  readonly groupLevel: GridLevel;
  /** The level whose borders no group crosses (社区). */
  readonly regionLevel: GridLevel;
  /** What a unit carries: households, cases; a whole number from 0 to 10^9. */
  readonly load: (code: GridCode) => number;
}

/** A request as it was made out of a division. */
export interface DivisionRequest extends RebalanceRequest {
  /** Cells that cannot be given: they lie in no region, or are a group or a region themselves. Lowest code first. */
  readonly leftOut: readonly GridCode[];
}

function unitsOf(hierarchy: GridHierarchy, level: GridLevel | undefined): readonly GridCode[] {
  if (level === undefined) return hierarchy.codes.filter((code) => hierarchy.leafIndex(code) >= 0);
  return hierarchy.codes.filter(
    (code) => hierarchy.levelOf(code) === level && hierarchy.cell(code)?.kind !== 'virtual',
  );
}

/** Each common border once. */
function bordersOf(
  hierarchy: GridHierarchy,
  units: readonly RebalanceUnit[],
): readonly RebalanceBorder[] {
  const numbers = new Map(units.map(({ code }, number) => [code, number]));
  const known = new Set<number>();
  return units.flatMap(({ code: a }, from) =>
    neighbours(hierarchy, a).flatMap(({ code: b, borderMetres }): readonly RebalanceBorder[] => {
      const to = numbers.get(b);
      if (to === undefined) return [];
      const pair = Math.min(from, to) * units.length + Math.max(from, to);
      if (known.has(pair)) return [];
      known.add(pair);
      return [{ a, b, metres: borderMetres }];
    }),
  );
}

/**
 * Makes the request for `rebalance` out of a division: its units with their regions and today's groups, and the lengths
 * of their common borders. Chat groups have no place and are no units. The division should be seamless: across a gap
 * two units are no neighbours.
 *
 * @example
 * const terms = { groupLevel: 'grid', regionLevel: 'community', target: { load: 400 }, tolerance: 0.1, seed: 1 };
 * const plan = rebalance(rebalanceRequest(street, { ...terms, load: (code) => view.value(code, 'households') ?? 0 }));
 */
export function rebalanceRequest(hierarchy: GridHierarchy, terms: DivisionTerms): DivisionRequest {
  const { unitLevel, groupLevel, regionLevel, load, ...asked } = terms;
  const units: RebalanceUnit[] = [];
  const leftOut: GridCode[] = [];
  for (const code of unitsOf(hierarchy, unitLevel)) {
    const region = hierarchy.ancestorAt(code, regionLevel);
    const group = hierarchy.ancestorAt(code, groupLevel);
    if (region === undefined || region === code || group === code) leftOut.push(code);
    else units.push({ code, load: load(code), region, ...(group === undefined ? {} : { group }) });
  }
  return { ...asked, units, borders: bordersOf(hierarchy, units), leftOut };
}

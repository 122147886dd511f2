import type { GridCode } from '@civigrid/kernel';
import type { GridLevel } from '../cell.ts';
import type { Rearrangement } from '../division/rearrange-cells.ts';
import type { EstablishedCell, NewCell } from '../division/sketch.ts';
import type { GridHierarchy } from '../grid-hierarchy.ts';
import type { PlannedGroup, RebalancePlan } from './plan.ts';

/** How a plan is put into words. */
export interface RearrangementOptions {
  /** The level of the groups, as the request was made with. */
  readonly groupLevel: GridLevel;
  /** The code of a group that comes, and what else is said of it: a code that was never given. */
  readonly newCell: (group: PlannedGroup) => NewCell;
}

/** The cell under which a new group comes: that of today's groups of most of its units, else its region. */
function parentFor(
  hierarchy: GridHierarchy,
  { units, region }: PlannedGroup,
  level: GridLevel,
): GridCode {
  const counts = new Map<GridCode, number>();
  for (const unit of units) {
    const today = hierarchy.ancestorAt(unit, level);
    const parent = (today && hierarchy.cell(today)?.parent) ?? region;
    counts.set(parent, (counts.get(parent) ?? 0) + 1);
  }
  const [most] = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  return most?.[0] ?? region;
}

/**
 * What a plan comes to in the words of the division (由方案到调整): the units that change hands move under their new
 * groups, new groups are established under the codes that `newCell` gives, those that no group continues are abolished.
 * As one change, for `draft.rearrange` or `rearrangeCells`, which prove it against what the plan does not know: whatever
 * else lies in a group. Nothing moves where the plan leaves everything as it is.
 *
 * @example
 * const words = rearrangementOf(street, plan, { groupLevel: 'grid', newCell: ({ region }) => ({ code: nextIn(region) }) });
 * const commands = divisionDraft(street).rearrange(words).enact({ effective: '2027-01-01' });
 */
export function rearrangementOf(
  hierarchy: GridHierarchy,
  { assignment, groups, retired }: RebalancePlan,
  { groupLevel, newCell }: RearrangementOptions,
): Rearrangement {
  const named = new Map<GridCode, EstablishedCell>();
  for (const group of groups)
    if (group.isNew) {
      const parent = parentFor(hierarchy, group, groupLevel);
      named.set(group.code, { ...newCell(group), parent, level: groupLevel });
    }
  const moves = Array.from(assignment).flatMap(([code, group]) => {
    const parent = named.get(group)?.code ?? group;
    const isThere = hierarchy.has(code) && hierarchy.ancestorAt(code, groupLevel) === parent;
    return isThere ? [] : [{ code, parent }];
  });
  return { moves, establish: [...named.values()], abolish: retired };
}

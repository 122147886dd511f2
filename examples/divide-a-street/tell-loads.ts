import type { GridHierarchy } from '@civigrid/grid';
import type { households, LayerView } from '@civigrid/grid/layers';

/** How many households the grids of a division carry, and how far that is from what they should. */
export function tellLoads(
  street: GridHierarchy,
  loads: LayerView<typeof households>,
  target: number,
): string {
  const grids = street.codes.filter((code) => street.levelOf(code) === 'grid');
  const carried = grids.map((grid) => loads.sum(grid, 'households', street).value ?? 0);
  const away = carried.reduce((sum, each) => sum + Math.abs(each / target - 1), 0) / grids.length;
  const [least, most] = [Math.min(...carried), Math.max(...carried)];
  const mean = `${Math.round(100 * away)} % from ${target} on average`;
  return `${grids.length} grids of ${least} to ${most} households, ${mean}`;
}

import { crossingsOf, type Shape } from '@civigrid/spatial';
import type { Defect } from './defect.ts';
import type { Fabric } from './fabric.ts';

/** What makes the rings of one cell invalid. */
export function invalidRings(fabric: Fabric, cell: number, shape: Shape): readonly Defect[] {
  return crossingsOf(shape).map(({ kind, at }): Defect => {
    const geometry = { type: 'Point', coordinates: at } as const;
    const found: Defect = { type: 'invalid-ring', codes: [fabric.cells.code(cell)], geometry };
    return kind === 'touches' ? Object.assign(found, { harmless: true as const }) : found;
  });
}

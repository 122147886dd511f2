import type { GridCode } from '@civigrid/kernel';
import {
  type AreaGeometry,
  crossingsOf,
  differenceOf,
  geometryOf,
  readShape,
  type Shape,
  tolerance,
  toQuanta,
  unionOf,
  withoutCrossings,
  withVertices,
} from '@civigrid/spatial';
import type { GridFeature, GridRevision } from '../revision.ts';
import type { RepairedCell, RepairProposal } from './repair-proposal.ts';

function shapesOf(geometries: readonly (AreaGeometry | null | undefined)[]): readonly Shape[] {
  return geometries.flatMap((geometry) => (geometry && readShape(geometry).shape) ?? []);
}

/** How far from its border a cell takes over a neighbour's vertex, in quanta: where rounding left a hair, a little further. */
export const reaches: readonly number[] = [tolerance, 2 * tolerance];

const isSimple = (shape: Shape) => crossingsOf(shape).every(({ kind }) => kind === 'touches');

/** A geometry with an area won, another lost, and vertices taken over; null where nothing is left. */
export function redrawn(
  geometry: AreaGeometry | null,
  { gains, loses, vertices }: Pick<RepairedCell, 'gains' | 'loses' | 'vertices'>,
): AreaGeometry | null {
  let shape = readShape(geometry).shape;
  const [won] = shapesOf([gains]);
  const [lost] = shapesOf([loses]);
  if (won) shape = unionOf(shape ? [shape, won] : [won]);
  if (shape && lost) shape = differenceOf(shape, lost);
  if (shape && vertices) {
    const ring = Float64Array.from(vertices.flat(), toQuanta);
    for (const reach of reaches) {
      const taken = withVertices(shape, [ring], reach);
      if (isSimple(taken)) shape = taken;
    }
  }
  if (shape && !isSimple(shape)) shape = withoutCrossings(shape);
  return shape ? geometryOf(shape) : null;
}

/** One cell after another proposal. */
function changed(
  { type, properties, geometry }: GridFeature,
  cell: RepairedCell,
  feature: GridFeature,
): GridFeature {
  return {
    type,
    properties: cell.parent === undefined ? properties : feature.properties,
    geometry: redrawn(geometry, cell),
  };
}

/**
 * Proposals of one plan as one change of the division, to be put into force by `hierarchy.revised`. All of them, or
 * those that somebody chose: each cell keeps what every chosen proposal gives it. The order in which they are given does
 * not matter.
 *
 * @example
 * const { proposals } = repairPlan(street);
 * const mended = street.revised(toChange(combine(proposals.filter(({ action }) => action === 'snap'))));
 */
export function combine(proposals: readonly RepairProposal[]): GridRevision {
  const features = new Map<GridCode, GridFeature>();
  for (const { cells, revision } of [...proposals].sort((a, b) => a.number - b.number))
    cells.forEach((cell, i) => {
      const feature = revision.cells[i];
      const known = features.get(cell.code);
      if (feature) features.set(cell.code, known ? changed(known, cell, feature) : feature);
    });
  const codes = [...features.keys()].sort();
  return { retire: [], cells: codes.flatMap((code) => features.get(code) ?? []) };
}

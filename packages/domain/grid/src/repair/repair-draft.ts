import type { GridCode } from '@civigrid/kernel';
import {
  type AreaGeometry,
  areaSquareMetres,
  geometryOf,
  type Point,
  type Shape,
  unionOf,
} from '@civigrid/spatial';
import type { Defect } from '../defect.ts';
import type { GridHierarchy } from '../grid-hierarchy.ts';
import type { GridFeature } from '../revision.ts';
import { redrawn } from './repair-combine.ts';
import type { RepairAction, RepairedCell } from './repair-proposal.ts';

/** A proposal before it has its place in the plan. */
export interface Draft {
  readonly action: RepairAction;
  readonly defects: readonly Defect[];
  readonly cells: readonly RepairedCell[];
  readonly features: readonly GridFeature[];
}

const sizeOf = (geometry: AreaGeometry | null) => (geometry ? areaSquareMetres(geometry) : 0);

/** Hangs a cell elsewhere. */
export function hung(
  hierarchy: GridHierarchy,
  code: GridCode,
  parent: GridCode,
  property: string,
  defects: readonly Defect[],
): Draft {
  const feature = hierarchy.feature(code);
  const squareMetres = sizeOf(feature.geometry);
  return {
    action: 're-parent',
    defects,
    cells: [{ code, parent, beforeSquareMetres: squareMetres, afterSquareMetres: squareMetres }],
    features: [{ ...feature, properties: { ...feature.properties, [property]: parent } }],
  };
}

/** Draws a cell anew altogether. */
export function drawnAnew(
  hierarchy: GridHierarchy,
  code: GridCode,
  shape: Shape,
  defects: readonly Defect[],
): Draft {
  const feature = hierarchy.feature(code);
  const geometry = geometryOf(shape);
  return {
    action: 'mend-ring',
    defects,
    cells: [
      {
        code,
        beforeSquareMetres: sizeOf(feature.geometry),
        afterSquareMetres: sizeOf(geometry),
      },
    ],
    features: [{ ...feature, geometry }],
  };
}

/** What one cell wins and loses, and the vertices that it takes over. */
export interface Shift {
  readonly gains: Shape[];
  readonly loses: Shape[];
  readonly vertices: readonly Point[];
}

function joined(shapes: readonly Shape[]): AreaGeometry | undefined {
  const union = unionOf(shapes);
  return union && geometryOf(union);
}

/** Moves areas between cells, whose features are given as they are before. */
export function shifted(
  action: RepairAction,
  defects: readonly Defect[],
  shifts: ReadonlyMap<GridCode, Shift>,
  featureOf: (code: GridCode) => GridFeature,
): Draft {
  const codes = [...shifts.keys()].sort();
  const done = codes.map((code) => {
    const { gains, loses, vertices } = shifts.get(code) as Shift;
    const before = featureOf(code);
    const [won, lost] = [joined(gains), joined(loses)];
    const change = {
      ...(won ? { gains: won } : {}),
      ...(lost ? { loses: lost } : {}),
      ...(vertices.length > 0 ? { vertices } : {}),
    };
    const geometry = redrawn(before.geometry, change);
    const cell: RepairedCell = {
      code,
      beforeSquareMetres: sizeOf(before.geometry),
      afterSquareMetres: sizeOf(geometry),
      ...change,
    };
    return { cell, feature: { ...before, geometry } };
  });
  return {
    action,
    defects,
    cells: done.map(({ cell }) => cell),
    features: done.map(({ feature }) => feature),
  };
}

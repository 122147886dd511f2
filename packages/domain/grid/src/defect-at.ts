import type { GridCode } from '@civigrid/kernel';
import { geometryOf, type Shape, shapeSquareMetres } from '@civigrid/spatial';
import type { Defect, DefectType } from './defect.ts';

/** A defect that is an area on the map. */
export function defectAt(
  type: DefectType,
  codes: readonly GridCode[],
  shapes: readonly Shape[],
): Defect {
  const parts = shapes.flatMap((shape) => shape.parts);
  return {
    type,
    codes,
    geometry: geometryOf({ parts }),
    areaSquareMetres: shapes.reduce((sum, shape) => sum + shapeSquareMetres(shape), 0),
  };
}

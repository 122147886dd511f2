import type { Coverage } from './coverage.ts';
import { geometryOf } from './geometry.ts';
import type { Raster } from './raster.ts';
import { readShape, type Shape } from './shape.ts';
import type { Topology } from './topology.ts';

/** A coverage taken apart, to be written down: numbers and words, and flat arrays in a fixed order. */
export interface CoverageParts {
  readonly plain: {
    readonly topology: Pick<
      Topology,
      'west' | 'south' | 'width' | 'height' | 'faceCount' | 'hintShift'
    >;
    readonly raster: Pick<Raster, 'unit' | 'columns' | 'rows'>;
    readonly found: Pick<Coverage, 'isPlain' | 'isWhole' | 'isTangled'>;
    /** Shapes whose rings touch themselves, in degrees, by their numbers. */
    readonly odd: readonly (readonly [number: number, geometry: unknown])[];
  };
  readonly arrays: readonly (Int32Array | Float64Array | Uint8Array)[];
}

/** Takes a coverage apart; the arrays are the coverage's own. */
export function coverageParts(coverage: Coverage): CoverageParts {
  const { topology, raster, isPlain, isWhole, isTangled, intricate } = coverage;
  const { west, south, width, height, faceCount, hintShift, odd } = topology;
  const { unit, columns, rows } = raster;
  return {
    plain: {
      topology: { west, south, width, height, faceCount, hintShift },
      raster: { unit, columns, rows },
      found: { isPlain, isWhole, isTangled },
      odd: Array.from(odd, ([number, shape]) => [number, geometryOf(shape)] as const),
    },
    arrays: [
      topology.places,
      topology.shells,
      topology.arcStarts,
      topology.arcFaces,
      topology.arcHints,
      topology.shapeRings,
      topology.ringStarts,
      topology.ringArcs,
      raster.top,
      raster.pool,
      raster.lists,
      intricate,
    ],
  };
}

/** Puts a coverage together again; undefined where the parts do not fit each other. */
export function coverageFromParts({ plain, arrays }: CoverageParts): Coverage | undefined {
  const [places, shells, ...others] = arrays;
  if (others.length !== 10 || !others.every((array) => array instanceof Int32Array))
    return undefined;
  if (!places || places instanceof Uint8Array || !(shells instanceof Uint8Array)) return undefined;
  const [
    arcStarts,
    arcFaces,
    arcHints,
    shapeRings,
    ringStarts,
    ringArcs,
    top,
    pool,
    lists,
    intricate,
  ] = others as unknown as readonly [
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
  ];
  const { topology, raster, found } = plain;
  const arcs = arcStarts.length - 1;
  const vertices = arcStarts[arcs] as number;
  const fits =
    arcFaces.length === 2 * arcs &&
    2 * vertices === places.length &&
    arcHints.length === (vertices >> topology.hintShift) + 1 &&
    ringStarts.length === shells.length + 1 &&
    ringStarts[shells.length] === ringArcs.length &&
    shapeRings.length % 2 === 0 &&
    2 * topology.faceCount <= shapeRings.length &&
    top.length === raster.columns * raster.rows &&
    raster.unit > 0;
  if (!fits) return undefined;
  const odd = new Map<number, Shape>();
  for (const [number, geometry] of plain.odd) {
    const { shape } = readShape(geometry);
    if (shape) odd.set(number, shape);
  }
  const flat = { places, shells, arcStarts, arcFaces, arcHints, shapeRings, ringStarts, ringArcs };
  return {
    topology: Object.assign({ odd }, flat, topology),
    raster: Object.assign({ top, pool, lists }, raster),
    intricate,
    isPlain: found.isPlain,
    isWhole: found.isWhole,
    isTangled: found.isTangled,
  };
}

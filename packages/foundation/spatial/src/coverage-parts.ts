import type { Coverage } from './coverage.ts';
import { geometryOf } from './geometry.ts';
import { readShape, type Shape } from './shape.ts';

/** A coverage taken apart, to be written down: numbers and words, and flat arrays in a fixed order. */
export interface CoverageParts {
  readonly plain: {
    readonly frame: readonly [west: number, south: number, width: number, height: number];
    readonly faceCount: number;
    readonly hintShift: number;
    readonly raster: readonly [unit: number, columns: number, rows: number];
    readonly isPlain: boolean;
    readonly isWhole: boolean;
    /** Shapes whose rings touch themselves, in degrees, by their numbers. */
    readonly odd: readonly (readonly [number: number, geometry: unknown])[];
  };
  readonly arrays: readonly (Int32Array | Float64Array | Uint8Array)[];
}

/** Takes a coverage apart; the arrays are the coverage's own. */
export function coverageParts({ topology, raster, ...found }: Coverage): CoverageParts {
  const { west, south, width, height, faceCount, odd } = topology;
  return {
    plain: {
      frame: [west, south, width, height],
      faceCount,
      hintShift: topology.hintShift,
      raster: [raster.unit, raster.columns, raster.rows],
      isPlain: found.isPlain,
      isWhole: found.isWhole,
      odd: Array.from(odd, ([number, shape]) => [number, geometryOf(shape)] as const),
    },
    arrays: [
      topology.places,
      topology.arcStarts,
      topology.arcFaces,
      topology.arcHints,
      topology.shapeRings,
      topology.ringStarts,
      topology.ringArcs,
      topology.shells,
      raster.top,
      raster.pool,
      raster.lists,
      found.intricate,
    ],
  };
}

/** Puts a coverage together again; undefined where the parts do not fit each other. */
export function coverageFromParts({ plain, arrays }: CoverageParts): Coverage | undefined {
  const [places, arcStarts, arcFaces, arcHints, shapeRings, ringStarts, ringArcs, shells] = arrays;
  const [top, pool, lists, intricate] = arrays.slice(8);
  const flat = [arcStarts, arcFaces, arcHints, shapeRings, ringStarts, ringArcs];
  const found = [top, pool, lists, intricate];
  if (![...flat, ...found].every((array) => array instanceof Int32Array)) return undefined;
  if (!places || places instanceof Uint8Array || !(shells instanceof Uint8Array)) return undefined;
  const whole = flat as readonly Int32Array[];
  const [starts, faces, hints, rings, ringFrom, directed] = whole as [
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
  ];
  const [unit, columns, rows] = plain.raster;
  const arcs = starts.length - 1;
  const fits =
    arcs >= 0 &&
    faces.length === 2 * arcs &&
    2 * (starts[arcs] as number) === places.length &&
    hints.length === ((starts[arcs] as number) >> plain.hintShift) + 1 &&
    ringFrom.length === shells.length + 1 &&
    rings.length % 2 === 0 &&
    ringFrom[shells.length] === directed.length &&
    2 * plain.faceCount <= rings.length &&
    top?.length === columns * rows &&
    unit > 0;
  if (!fits) return undefined;
  const odd = new Map<number, Shape>();
  for (const [number, geometry] of plain.odd) {
    const { shape } = readShape(geometry);
    if (shape) odd.set(number, shape);
  }
  const [west, south, width, height] = plain.frame;
  return {
    topology: {
      west,
      south,
      width,
      height,
      faceCount: plain.faceCount,
      places,
      arcStarts: starts,
      arcFaces: faces,
      arcHints: hints,
      hintShift: plain.hintShift,
      shapeRings: rings,
      ringStarts: ringFrom,
      ringArcs: directed,
      shells,
      odd,
    },
    raster: {
      unit,
      columns,
      rows,
      top: top as Int32Array,
      pool: pool as Int32Array,
      lists: lists as Int32Array,
    },
    intricate: intricate as Int32Array,
    isPlain: plain.isPlain,
    isWhole: plain.isWhole,
  };
}

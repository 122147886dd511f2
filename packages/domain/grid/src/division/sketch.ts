import type { GridCode, JsonObject } from '@civigrid/kernel';
import {
  crossingsOf,
  geometryOf,
  type Point,
  quantaPerDegree,
  type Ring,
  readShape,
  type Shape,
  sideOfShape,
  toDegrees,
  withVertices,
} from '@civigrid/spatial';
import type { GridCell, GridLevel } from '../cell.ts';
import type { GridHierarchy } from '../grid-hierarchy.ts';
import type { GridFeature } from '../revision.ts';
import { type CellNames, cellNames, withProperties } from './cell-names.ts';
import { refuse } from './division-error.ts';

/** A cell that a change brings: its code, and what is said of it besides code, parent and level. */
export type NewCell = {
  readonly code: GridCode;
  readonly properties?: JsonObject;
};

/** A cell that comes and follows no other: where it lies, and on which level. */
export type EstablishedCell = NewCell & {
  readonly parent: GridCode;
  /** Left out for a cell without a level. */
  readonly level?: GridLevel;
};

/** How a division is read. */
export interface ReadingOptions {
  /** The names of the properties as the hierarchy was read with; `code`, `parent` and `level` if left out. */
  readonly names?: Partial<CellNames>;
}

/** How far from a new vertex neighbours are looked for; only those whose border runs through it are drawn anew. */
const reachMetres = 1;

/** The cells that a change draws, put down one by one. */
export interface Sketch {
  readonly hierarchy: GridHierarchy;
  /** A cell as it is drawn by now; undefined where it has no drawing of its own. */
  drawingOf(code: GridCode): Shape | undefined;
  /** Draws a cell that stays; one without a drawing of its own is left without. */
  redraw(code: GridCode, by: (shape: Shape) => Shape | undefined): void;
  /** Puts a cell that stays under another parent. */
  place(code: GridCode, parent: GridCode): void;
  /** A cell that follows another: its parent, its level and what kind it is are taken over. */
  bring(cell: NewCell, follows: GridCode, shape: Shape | undefined): void;
  /** A cell that follows no other. */
  establish(cell: EstablishedCell, shape: Shape | undefined): void;
  /** A cell that is another under a new code: everything is taken over. */
  rename(cell: NewCell, from: GridCode): void;
  /** All cells that were drawn, with those whose borders run through a new vertex. */
  finish(retired: readonly GridCode[]): readonly GridFeature[];
}

function verticesOf(shape: Shape): readonly (readonly [x: number, y: number])[] {
  return shape.parts.flat().flatMap((ring: Ring) => {
    const found: [number, number][] = [];
    for (let i = 0; i < ring.length; i += 2) found.push([ring[i] as number, ring[i + 1] as number]);
    return found;
  });
}

const keyOf = ([x, y]: readonly [number, number]): string => `${x},${y}`;

/**
 * Whether a border is still a simple line. A vertex that lies by both sides of a sharp corner would make a spike; left
 * out, the border differs from its neighbour's by less than the tolerance, and that is no defect.
 */
function isSound(shape: Shape): boolean {
  return readShape(geometryOf(shape)).faults.length === 0 && crossingsOf(shape).length === 0;
}

/** Refuses a code that no cell of the hierarchy bears. */
export function checkKnown(hierarchy: GridHierarchy, ...codes: readonly GridCode[]): void {
  for (const code of codes)
    if (!hierarchy.has(code)) throw refuse('unknown-code', 'No cell bears this code.', { code });
}

/** Whether a cell has a part in the tiling of what lies above it: a building has none, it stands in it. */
export function isTile(hierarchy: GridHierarchy, code: GridCode): boolean {
  return (
    hierarchy.leafIndex(code) >= 0 ||
    hierarchy.children(code).some((child) => isTile(hierarchy, child))
  );
}

/** Refuses a cell that other cells tile. */
export function checkLeaf(hierarchy: GridHierarchy, code: GridCode): void {
  if (hierarchy.leafIndex(code) < 0)
    throw refuse('not-a-leaf', 'What lies above the leaves follows from them.', { code });
}

/** Whether a cell has its label in an area; undefined where it has no place. */
export function standsIn(
  hierarchy: GridHierarchy,
  code: GridCode,
  area: Shape,
): boolean | undefined {
  const place = hierarchy.representativePoint(code);
  return place && sideOfShape(area, place[0] * quantaPerDegree, place[1] * quantaPerDegree) >= 0;
}

/** What a cell covers; refuses one without any drawing. */
export function coveredBy(hierarchy: GridHierarchy, code: GridCode): Shape {
  const geometry = hierarchy.geometry(code);
  const shape = geometry && readShape(geometry).shape;
  if (shape) return shape;
  throw refuse('nothing-drawn', 'The cell has no drawing.', { code });
}

/** Begins to draw a change. */
export function sketchOf(hierarchy: GridHierarchy, options: ReadingOptions): Sketch {
  const names = cellNames({ ...hierarchy.names, ...options.names });
  const features = new Map<GridCode, GridFeature>();
  const shapes = new Map<GridCode, Shape | undefined>();

  const originalOf = (code: GridCode): Shape | undefined => {
    const { geometry } = hierarchy.feature(code);
    return geometry === null ? undefined : readShape(geometry).shape;
  };
  const drawingOf = (code: GridCode) => (shapes.has(code) ? shapes.get(code) : originalOf(code));
  const draw = (code: GridCode, shape: Shape | undefined) => {
    shapes.set(code, shape);
    const feature = features.get(code) ?? hierarchy.feature(code);
    features.set(code, { ...feature, geometry: shape ? geometryOf(shape) : null });
  };

  const checkNew = (code: GridCode) => {
    if (hierarchy.has(code) || features.has(code))
      throw refuse('code-taken', 'A cell bears this code.', { code });
  };

  const come = (
    { code, properties = {} }: NewCell,
    parent: GridCode | null,
    { level, kind }: { readonly [Key in 'level' | 'kind']: GridCell[Key] | undefined },
    shape: Shape | undefined,
  ) => {
    checkNew(code);
    const feature = withProperties({ type: 'Feature', properties: {}, geometry: null }, [
      ...(level === undefined ? [] : [[names.level, level] as const]),
      ...(kind === undefined || kind === 'base' ? [] : [['kind', kind] as const]),
      ...Object.entries(properties),
      [names.code, code],
      [names.parent, parent],
    ]);
    features.set(code, feature);
    draw(code, shape);
  };

  /** Every vertex that none of the cells had which cease, move or are drawn anew. */
  const newVertices = (retired: readonly GridCode[]) => {
    const originals = [...retired, ...features.keys()].flatMap((code) =>
      hierarchy.has(code) ? (originalOf(code) ?? []) : [],
    );
    const before = new Set(originals.flatMap(verticesOf).map(keyOf));
    const after = [...shapes.values()].flatMap((shape) => (shape ? verticesOf(shape) : []));
    const found = new Map(after.map((vertex) => [keyOf(vertex), vertex]));
    return [...found].flatMap(([key, vertex]) => (before.has(key) ? [] : [vertex]));
  };
  const around = (vertices: readonly (readonly [number, number])[]) => {
    const found = new Set<GridCode>();
    for (const [x, y] of vertices) {
      const place: Point = [toDegrees(x), toDegrees(y)];
      for (const { path } of hierarchy.locateWithin(place, reachMetres))
        for (const code of path) found.add(code);
    }
    return found;
  };

  return {
    hierarchy,
    drawingOf,
    redraw(code, by) {
      const shape = drawingOf(code);
      if (shape) draw(code, by(shape));
    },
    place(code, parent) {
      const feature = features.get(code) ?? hierarchy.feature(code);
      features.set(code, withProperties(feature, [[names.parent, parent]]));
    },
    bring(cell, follows, shape) {
      const { parent = null, level, kind } = hierarchy.cell(follows) ?? {};
      come(cell, parent, { level, kind }, shape);
    },
    establish(cell, shape) {
      const { parent, level } = cell;
      come(cell, parent, { level, kind: undefined }, shape);
    },
    rename({ code, properties = {} }, from) {
      checkNew(code);
      const feature = hierarchy.feature(from);
      const parent = hierarchy.cell(from)?.parent ?? null;
      features.set(
        code,
        withProperties(feature, [
          ...Object.entries(properties),
          [names.code, code],
          [names.parent, parent],
        ]),
      );
    },
    finish(retired) {
      const vertices = newVertices(retired);
      const rings = [Float64Array.from(vertices.flat())];
      for (const code of around(vertices)) {
        const shape = retired.includes(code) ? undefined : drawingOf(code);
        const matched = shape && withVertices(shape, rings);
        if (matched && matched !== shape && isSound(matched)) draw(code, matched);
      }
      return [...features.values()];
    },
  };
}

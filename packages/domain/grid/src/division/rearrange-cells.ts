import type { GridCode } from '@civigrid/kernel';
import { differenceOf, readShape, type Shape, unionOf } from '@civigrid/spatial';
import type { GridHierarchy } from '../grid-hierarchy.ts';
import type { Placement, RearrangeCells } from './change.ts';
import { checkRearranged } from './check-rearranged.ts';
import { refuse } from './division-error.ts';
import {
  checkKnown,
  type EstablishedCell,
  isTile,
  type ReadingOptions,
  type Sketch,
  sketchOf,
  standsIn,
} from './sketch.ts';

/** What a rearrangement is to do. */
export type Rearrangement = {
  readonly moves: readonly Placement[];
  /** The parents that come. */
  readonly establish?: readonly EstablishedCell[];
  /** The parents that cease. */
  readonly abolish?: readonly GridCode[];
};

/** A cell that moves, with the parent that it leaves, and what it covers if it tiles anything. */
interface Mover extends Placement {
  readonly before: GridCode | undefined;
  readonly area: Shape | undefined;
}

function moverOf(hierarchy: GridHierarchy, { code, parent }: Placement): Mover {
  const geometry = isTile(hierarchy, code) ? hierarchy.geometry(code) : undefined;
  const area = geometry && readShape(geometry).shape;
  return { code, parent, before: hierarchy.cell(code)?.parent, area };
}

/** What stands in a cell and tiles nothing goes along with the ground that it stands on, or with the first that goes. */
function goingAlong(
  hierarchy: GridHierarchy,
  movers: readonly Mover[],
  abolish: readonly GridCode[],
): readonly Mover[] {
  const known = new Set(movers.map(({ code }) => code));
  const leaving = new Map<GridCode, Mover[]>();
  for (const mover of movers) {
    if (mover.before === undefined) continue;
    const there = leaving.get(mover.before);
    if (there) there.push(mover);
    else leaving.set(mover.before, [mover]);
  }
  return [...leaving].flatMap(([before, leavers]) =>
    hierarchy.children(before).flatMap((code): readonly Mover[] => {
      if (known.has(code) || isTile(hierarchy, code)) return [];
      const ground = leavers.find(({ area }) => area && standsIn(hierarchy, code, area));
      const [first] = abolish.includes(before) ? leavers : [];
      const parent = (ground ?? first)?.parent;
      return parent === undefined ? [] : [{ code, parent, before, area: undefined }];
    }),
  );
}

/** The areas that each cell above wins and loses. */
function areasChanging(
  hierarchy: GridHierarchy,
  movers: readonly Mover[],
  establish: readonly EstablishedCell[],
): ReadonlyMap<GridCode, Readonly<Record<'won' | 'lost', Shape[]>>> {
  const come = new Map(establish.map(({ code, parent }) => [code, parent]));
  const changes = new Map<GridCode, Record<'won' | 'lost', Shape[]>>();
  const note = (code: GridCode, what: 'won' | 'lost', area: Shape) => {
    const change = changes.get(code) ?? { won: [], lost: [] };
    change[what].push(area);
    changes.set(code, change);
  };
  for (const { before, parent, area } of movers) {
    if (!area) continue;
    const giving = before === undefined ? [] : hierarchy.path(before);
    const taking = hierarchy.path(come.get(parent) ?? parent);
    for (const code of giving) if (!taking.includes(code)) note(code, 'lost', area);
    for (const code of taking) if (!giving.includes(code)) note(code, 'won', area);
  }
  return changes;
}

/** Draws anew, once each, all outlines of which areas go or to which they come. */
function redraw(
  sketch: Sketch,
  movers: readonly Mover[],
  { establish = [], abolish = [] }: Rearrangement,
): void {
  const changes = areasChanging(sketch.hierarchy, movers, establish);
  for (const [code, { won, lost }] of changes) {
    if (abolish.includes(code)) continue;
    sketch.redraw(code, (drawn) => {
      const whole = won.length > 0 ? unionOf([drawn, ...won]) : drawn;
      const gone = unionOf(lost);
      return whole && gone ? differenceOf(whole, gone) : whole;
    });
  }
}

/** What a new parent covers, if those that it takes from draw their own outlines. */
function outlineOf(
  { drawingOf }: Sketch,
  code: GridCode,
  movers: readonly Mover[],
): Shape | undefined {
  const taken = movers.filter(({ parent }) => parent === code);
  const isDrawn = taken.some(({ before }) => before !== undefined && drawingOf(before));
  return isDrawn ? unionOf(taken.flatMap(({ area }) => area ?? [])) : undefined;
}

/**
 * Puts many cells under other parents at once (重新划分), each with all that lies below it; parents may come and cease
 * with it. Every cell above that draws its own outline is drawn anew once; a parent that comes is drawn where those are
 * from which it takes. Buildings that stand right in a parent go along with the ground below them; of one that ceases,
 * what has no place goes along with the first that is moved out of it. Refuses with `grid/unknown-code`,
 * `grid/code-taken`, `grid/nothing-moves`, `grid/circular-parent`, `grid/wrong-cells` where a cell is named twice or one
 * moves or ceases that lies above another that moves, and `grid/children-left`.
 */
export function rearrangeCells(
  hierarchy: GridHierarchy,
  { moves, establish = [], abolish = [] }: Rearrangement,
  options: ReadingOptions = {},
): RearrangeCells {
  const established = establish.map(({ code, parent }): Placement => ({ code, parent }));
  checkKnown(hierarchy, ...abolish);
  checkRearranged(
    { type: 'rearrange', moves, established, abolished: abolish },
    (code) => hierarchy.cell(code)?.parent,
    (code) => checkKnown(hierarchy, code),
  );
  const asked = moves.map((move) => moverOf(hierarchy, move));
  const movers = [...asked, ...goingAlong(hierarchy, asked, abolish)];
  const going = new Set(movers.map(({ code }) => code));
  for (const code of abolish)
    for (const child of hierarchy.children(code))
      if (!going.has(child))
        throw refuse('children-left', 'A cell that ceases leaves no child behind.', {
          code,
          child,
        });
  const sketch = sketchOf(hierarchy, options);
  for (const cell of establish) sketch.establish(cell, outlineOf(sketch, cell.code, asked));
  for (const { code, parent } of movers) sketch.place(code, parent);
  redraw(sketch, movers, { moves, establish, abolish });
  return {
    type: 'rearrange',
    moves: movers.map(({ code, parent }) => ({ code, parent })),
    established,
    abolished: abolish,
    cells: sketch.finish(abolish),
  };
}

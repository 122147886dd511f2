import { type GridHierarchy, gridHierarchy } from '@civigrid/grid';
import {
  abolishCell,
  type DivisionChange,
  establishCell,
  mergeCells,
  moveBorder,
  type Rearrangement,
  rearrangeCells,
  renumberCell,
  splitCell,
  transferCell,
} from '@civigrid/grid/division';
import { type GridCode, gridCode, isDomainError } from '@civigrid/kernel';
import {
  type AreaGeometry,
  type Point,
  type Polygon,
  readShape,
  type Shape,
  splitByLine,
} from '@civigrid/spatial';
import { code } from './plot.ts';
import { collection, type TilingOptions, tiling } from './tiling.ts';

/** A street of 4 × 6 grids in three communities, clean. */
export function randomStreet(
  random: () => number,
  options: Partial<TilingOptions> = {},
): GridHierarchy {
  const { features } = tiling(random, { rows: 4, columns: 6, step: 0.001, ...options });
  return gridHierarchy(collection(features));
}

export const leavesOf = (hierarchy: GridHierarchy): readonly GridCode[] =>
  hierarchy.codes.filter((code) => hierarchy.children(code).length === 0);

export const shapeOf = (geometry: AreaGeometry | undefined): Shape => {
  const { shape } = readShape(geometry);
  if (!shape) throw new Error('There is nothing drawn.');
  return shape;
};

/** What a person would do next, as the words of an operation; its result is not known yet. */
export type Wish =
  | {
      readonly op: 'split';
      readonly code: GridCode;
      readonly line: readonly Point[];
      readonly into: readonly GridCode[];
    }
  | { readonly op: 'merge'; readonly codes: readonly GridCode[]; readonly into: GridCode }
  | { readonly op: 'transfer'; readonly code: GridCode; readonly parent: GridCode }
  | {
      readonly op: 'moveBorder';
      readonly from: GridCode;
      readonly to: GridCode;
      readonly area: Polygon;
    }
  | { readonly op: 'renumber'; readonly code: GridCode; readonly into: GridCode }
  | { readonly op: 'rearrange'; readonly words: Rearrangement }
  | {
      readonly op: 'establish';
      readonly code: GridCode;
      readonly parent: GridCode;
      readonly area: Polygon;
    }
  | { readonly op: 'abolish'; readonly code: GridCode };

/** Codes that nobody has had yet. */
export function codeSource(): () => GridCode {
  let given = 0;
  return () => gridCode(`N${++given}`);
}

/** Some leaves to other parents, one of which may be new; parents that are left with nothing cease. */
function randomRearrangement(
  hierarchy: GridHierarchy,
  pick: <Item>(items: readonly Item[]) => Item,
  newCode: () => GridCode,
): Rearrangement | undefined {
  const leaves = leavesOf(hierarchy);
  const parents = [...new Set(leaves.flatMap((code) => hierarchy.cell(code)?.parent ?? []))];
  const fresh = { code: newCode(), parent: code('LS'), level: 'community' };
  const targets = [pick(parents), pick([pick(parents), fresh.code])];
  // A whole parent now and then, so that some cease.
  const emptied = pick(parents);
  const asked = pick([0, 1]) === 0 ? hierarchy.children(emptied) : leaves;
  const going = new Set([
    pick(asked),
    pick(asked),
    pick(asked),
    ...(asked === leaves ? [] : asked),
  ]);
  const moves = [...going].flatMap((one) => {
    const parent = pick(targets);
    return parent === hierarchy.cell(one)?.parent ? [] : [{ code: one, parent }];
  });
  if (moves.length === 0) return undefined;
  const taken = new Set(moves.map(({ parent }) => parent));
  const gone = new Set(moves.map(({ code: one }) => one));
  const abolish = parents.filter(
    (one) => !taken.has(one) && hierarchy.children(one).every((child) => gone.has(child)),
  );
  return { moves, abolish, establish: taken.has(fresh.code) ? [fresh] : [] };
}

/** A rectangle beyond the east of all. */
function newLand(hierarchy: GridHierarchy): Polygon {
  const [, south, east, north] = hierarchy.bounds(code('LS')) ?? [0, 0, 0, 0];
  const ring = [
    [east + 0.001, south],
    [east + 0.002, south],
    [east + 0.002, north],
    [east + 0.001, north],
    [east + 0.001, south],
  ] as const;
  return { type: 'Polygon', coordinates: [ring] };
}

/** One thing that can be done with a division, at random; undefined where chance gave one that makes no sense. */
export function randomWish(
  hierarchy: GridHierarchy,
  random: () => number,
  newCode: () => GridCode,
): Wish | undefined {
  const pick = <Item>(items: readonly Item[]): Item =>
    items[Math.floor(random() * items.length)] as Item;
  const leaves = leavesOf(hierarchy);
  const inner = hierarchy.codes.filter((code) =>
    hierarchy.children(code).some((child) => leaves.includes(child)),
  );
  const leaf = pick(leaves);
  const around = (reach: number): Point => {
    const [west, south, east, north] = hierarchy.bounds(leaf) ?? [0, 0, 0, 0];
    const angle = 2 * Math.PI * random();
    const [x, y] = hierarchy.representativePoint(leaf) ?? [0, 0];
    return [
      x + reach * (east - west) * Math.cos(angle),
      y + reach * (north - south) * Math.sin(angle),
    ];
  };
  switch (Math.floor(random() * 7.4)) {
    case 0: {
      const line = [around(3), ...(random() < 0.5 ? [around(0.1)] : []), around(3)];
      try {
        const pieces = splitByLine(shapeOf(hierarchy.geometry(leaf)), line);
        return { op: 'split', code: leaf, line, into: pieces.map(newCode) };
      } catch (error) {
        if (isDomainError(error)) return undefined;
        throw error;
      }
    }
    case 1: {
      const siblings = hierarchy.children(hierarchy.cell(leaf)?.parent ?? leaf);
      const codes = [...new Set([leaf, pick(siblings), pick(siblings)])].filter((one) =>
        leaves.includes(one),
      );
      return codes.length < 2 ? undefined : { op: 'merge', codes, into: newCode() };
    }
    case 2: {
      const parent = pick(inner);
      const before = hierarchy.cell(leaf)?.parent;
      const isLast = before !== undefined && hierarchy.children(before).length === 1;
      return parent === before || isLast ? undefined : { op: 'transfer', code: leaf, parent };
    }
    case 3: {
      const corners = [around(1), around(1), around(1)];
      const area: Polygon = { type: 'Polygon', coordinates: [[...corners, corners[0] as Point]] };
      return { op: 'moveBorder', from: leaf, to: pick(leaves), area };
    }
    case 4:
      return {
        op: 'renumber',
        code: pick(hierarchy.codes.filter((one) => one !== 'LS')),
        into: newCode(),
      };
    case 5:
    case 6: {
      const words = randomRearrangement(hierarchy, pick, newCode);
      return words && { op: 'rearrange', words };
    }
    default: {
      const before = hierarchy.cell(leaf)?.parent;
      const isLast = before !== undefined && hierarchy.children(before).length === 1;
      // Where no outline says that the land was given up, what others lie around is a gap.
      const mayGo = !isLast && hierarchy.feature(code('LS')).geometry !== null;
      if (random() < 0.5) return mayGo ? { op: 'abolish', code: leaf } : undefined;
      return { op: 'establish', code: newCode(), parent: pick(inner), area: newLand(hierarchy) };
    }
  }
}

/** The change that a wish comes to. */
function changeOf(hierarchy: GridHierarchy, wish: Wish): DivisionChange {
  switch (wish.op) {
    case 'split':
      return splitCell(
        hierarchy,
        wish.code,
        { line: wish.line },
        wish.into.map((code) => ({ code })),
      );
    case 'merge':
      return mergeCells(hierarchy, wish.codes, { code: wish.into });
    case 'transfer':
      return transferCell(hierarchy, wish.code, wish.parent);
    case 'moveBorder':
      return moveBorder(hierarchy, wish.from, wish.to, wish.area);
    case 'renumber':
      return renumberCell(hierarchy, wish.code, { code: wish.into });
    case 'rearrange':
      return rearrangeCells(hierarchy, wish.words);
    case 'establish':
      return establishCell(hierarchy, { code: wish.code, parent: wish.parent }, wish.area);
    case 'abolish':
      return abolishCell(hierarchy, wish.code);
  }
}

/** Refusals that chance may bring about: an area beside the cell, or all of it. */
const harmless = ['grid/nothing-moves', 'grid/nothing-left'];

/** A change at random that can be done, or undefined where chance found none. */
export function randomChange(
  hierarchy: GridHierarchy,
  random: () => number,
  newCode: () => GridCode,
): DivisionChange | undefined {
  const wish = randomWish(hierarchy, random, newCode);
  try {
    return wish && changeOf(hierarchy, wish);
  } catch (error) {
    if (harmless.some((code) => isDomainError(error, code))) return undefined;
    throw error;
  }
}

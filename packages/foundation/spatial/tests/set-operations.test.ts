import {
  crossingsOf,
  differenceOf,
  facesOf,
  intersectionOf,
  readShape,
  type Shape,
  sideOfShape,
  sidesOf,
  unionOf,
  withoutCrossings,
  withVertices,
} from '@civigrid/spatial';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { block, box, corners, squareQuanta, star } from './blocks.ts';
import { randomFrom } from './random.ts';

const unit = 1e5;

/** Whether pieces tile a whole that has been given their vertices: nothing is left of their borders less its own. */
function tile(given: readonly (Shape | undefined)[], whole: Shape): boolean {
  const pieces = given.flatMap((piece) => piece ?? []);
  const matched = withVertices(
    whole,
    pieces.flatMap(({ parts }) => parts.flat()),
  );
  const sides = pieces.flatMap((piece, owner) => sidesOf(piece, owner, 1));
  return facesOf([...sides, ...sidesOf(matched, -1, -1)]).length === 0;
}

/** Every ring is simple and wound with the area on its left. */
const isWell = (shape: Shape | undefined): boolean =>
  shape === undefined ||
  (crossingsOf(shape).length === 0 &&
    shape.parts.every(([shell, ...holes]) =>
      [shell, ...holes].every(
        (ring, i) => ring !== undefined && squareQuanta(block1(ring)) > 0 === (i === 0),
      ),
    ));
const block1 = (ring: Float64Array): Shape => ({
  parts: [[ring]],
  box: [0, 0, 0, 0],
});

describe('two boxes', () => {
  const a = box(unit, 0, 0, 4, 4);
  const b = box(unit, 2, 2, 6, 6);
  const square = unit * unit;

  test('have the union, the difference and the common part that one counts on paper', () => {
    expect(squareQuanta(unionOf([a, b]))).toBe(28 * square);
    expect(squareQuanta(differenceOf(a, b))).toBe(12 * square);
    expect(squareQuanta(intersectionOf(a, b))).toBe(4 * square);
  });

  test('that do not meet, or only in a line or a corner, have nothing in common', () => {
    for (const other of [box(unit, 9, 9, 10, 10), box(unit, 4, 0, 6, 4), box(unit, 4, 4, 6, 6)]) {
      expect(intersectionOf(a, other)).toBeUndefined();
      expect(squareQuanta(differenceOf(a, other))).toBe(16 * square);
      expect(squareQuanta(unionOf([a, other]))).toBe(16 * square + squareQuanta(other));
    }
    expect(unionOf([a, box(unit, 4, 4, 6, 6)])?.parts).toHaveLength(2);
    expect(unionOf([a, box(unit, 4, 0, 6, 4)])?.parts).toHaveLength(1);
  });

  test('a box less itself or less more than itself is nothing', () => {
    expect(differenceOf(a, a)).toBeUndefined();
    expect(differenceOf(a, box(unit, -1, -1, 5, 5))).toBeUndefined();
    expect(squareQuanta(intersectionOf(a, a))).toBe(16 * square);
    expect(unionOf([])).toBeUndefined();
  });

  test('one inside the other cuts a hole, and fills it again', () => {
    const holed = differenceOf(a, box(unit, 1, 1, 2, 2));
    expect(holed?.parts.map((rings) => rings.length)).toEqual([2]);
    expect(isWell(holed)).toBe(true);
    const again = unionOf([holed as Shape, box(unit, 1, 1, 2, 2)]);
    expect(again?.parts).toEqual(a.parts);
  });

  test('a hole that touches its shell in a vertex stays a hole of its own', () => {
    const touching = differenceOf(
      a,
      block(unit, [
        [0, 0],
        [2, 1],
        [1, 2],
      ]),
    );
    expect(touching?.parts.map((rings) => rings.length)).toEqual([2]);
    expect(squareQuanta(touching)).toBe(14.5 * square);
    expect(
      squareQuanta(
        unionOf([
          touching as Shape,
          block(unit, [
            [0, 0],
            [2, 1],
            [1, 2],
          ]),
        ]),
      ),
    ).toBe(16 * square);
  });
});

/** The two of a property: jagged areas of some sixty units, some with a hole. */
function jagged(random: () => number, scale: number): Shape {
  const [x, y] = [Math.round(random() * 60), Math.round(random() * 60)];
  const hole = random() < 0.4 ? [corners(x - 3, y - 3, x + 3, y + 3)] : [];
  return withoutCrossings(block(scale, star(random, x, y, 60), ...hole)) as Shape;
}

const holds = (shape: Shape | undefined, x: number, y: number): boolean | undefined => {
  if (!shape) return false;
  const around = [-3, 0, 3].flatMap((dx) => [-3, 0, 3].map((dy) => [x + dx, y + dy] as const));
  const sides = new Set(around.map(([px, py]) => sideOfShape(shape, px, py)));
  return sides.size > 1 || sides.has(0) ? undefined : sides.has(1);
};

test('random areas: difference and common part tile the whole, and areas add up', () => {
  fc.assert(
    fc.property(fc.integer(), fc.constantFrom(300, 3000, 1e5), (seed, scale) => {
      const random = randomFrom(seed);
      const [a, b] = [jagged(random, scale), jagged(random, scale)];
      const union = unionOf([a, b]) as Shape;
      const [rest, common, other] = [differenceOf(a, b), intersectionOf(a, b), differenceOf(b, a)];
      for (const shape of [union, rest, common, other]) expect(isWell(shape)).toBe(true);
      expect(tile([rest, common], a)).toBe(true);
      expect(tile([rest, common, other], union)).toBe(true);
      const slack = 2 * 60 * 8 * scale * 2;
      expect(Math.abs(squareQuanta(rest, common) - squareQuanta(a))).toBeLessThan(slack);
      expect(
        Math.abs(squareQuanta(union) - squareQuanta(a, b) + squareQuanta(common)),
      ).toBeLessThan(slack);
      for (let i = 0; i < 40; i++) {
        const x = 11960000000 + Math.round((random() * 160 - 50) * scale);
        const y = 2900000000 + Math.round((random() * 160 - 50) * scale);
        const [inA, inB] = [holds(a, x, y), holds(b, x, y)];
        if (inA === undefined || inB === undefined) continue;
        expect([holds(union, x, y), holds(rest, x, y), holds(common, x, y)]).toEqual([
          inA || inB,
          inA && !inB,
          inA && inB,
        ]);
      }
    }),
    { numRuns: 300 },
  );
});

test('areas of a few millimetres, near the tolerance, still give areas, never less than nothing', () => {
  fc.assert(
    fc.property(fc.integer(), fc.constantFrom(1, 3), (seed, scale) => {
      const random = randomFrom(seed);
      const [a, b] = [jagged(random, scale), jagged(random, scale)];
      for (const shape of [unionOf([a, b]), differenceOf(a, b), intersectionOf(a, b)])
        expect(shape === undefined || squareQuanta(shape) > 0).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test('random boxes on a raster: the operations count the same squares as one does by hand', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const random = randomFrom(seed);
      const side = () => Math.floor(random() * 7);
      const some = (): readonly Shape[] =>
        Array.from({ length: 1 + Math.floor(random() * 4) }, () => {
          const [x, y] = [side(), side()];
          return box(unit, x, y, x + 1 + side(), y + 1 + side());
        });
      const squares = (shapes: readonly Shape[]) => {
        const found = new Set<string>();
        for (let x = 0; x < 16; x++)
          for (let y = 0; y < 16; y++) {
            const [px, py] = [11960000000 + (x + 0.5) * unit, 2900000000 + (y + 0.5) * unit];
            if (shapes.some((shape) => sideOfShape(shape, px, py) > 0)) found.add(`${x},${y}`);
          }
        return found;
      };
      const [many, others] = [some(), some()];
      const [a, b] = [unionOf(many) as Shape, unionOf(others) as Shape];
      const [inA, inB] = [squares(many), squares(others)];
      const told = (shape: Shape | undefined) => (shape ? squares([shape]) : new Set());
      const either = new Set([...inA, ...inB]);
      expect(told(a)).toEqual(inA);
      expect(told(differenceOf(a, b))).toEqual(new Set([...inA].filter((one) => !inB.has(one))));
      expect(told(intersectionOf(a, b))).toEqual(new Set([...inA].filter((one) => inB.has(one))));
      expect(told(unionOf([a, b]))).toEqual(either);
      expect(squareQuanta(unionOf([a, b]))).toBe(either.size * unit * unit);
      for (const shape of [unionOf([a, b]), differenceOf(a, b), intersectionOf(a, b)])
        expect(isWell(shape)).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test('the answer does not depend on the order, the direction or the start of what is given', () => {
  const [a, b] = [
    box(unit, 0, 0, 4, 4),
    block(unit, [
      [2, 2],
      [9, 3],
      [4, 7],
    ]),
  ];
  const [a2, b2] = [
    block(unit, [
      [4, 4],
      [4, 0],
      [0, 0],
      [0, 4],
    ]),
    block(unit, [
      [4, 7],
      [9, 3],
      [2, 2],
    ]),
  ];
  expect(unionOf([b2, a2])).toEqual(unionOf([a, b]));
  expect(differenceOf(a2, b2)).toEqual(differenceOf(a, b));
});

test('a bow-tie and a hole that reaches out become simple and cover what they covered', () => {
  const tie = block(unit, [
    [0, 0],
    [4, 4],
    [4, 0],
    [0, 4],
  ]);
  const mended = withoutCrossings(tie) as Shape;
  expect(isWell(mended)).toBe(true);
  expect(mended.parts).toHaveLength(2);
  expect(squareQuanta(mended)).toBe(8 * unit * unit);
  const outside = withoutCrossings(block(unit, corners(0, 0, 4, 4), corners(2, 2, 6, 3))) as Shape;
  expect(isWell(outside)).toBe(true);
  expect(squareQuanta(outside)).toBe(14 * unit * unit);
});

test('three hundred thousand positions in disorder are refused, not reckoned with for ever', () => {
  const random = randomFrom(1);
  const ring = Array.from({ length: 300_000 }, () => [119 + random(), 29 + random()] as const);
  const { shape } = readShape({ type: 'Polygon', coordinates: [[...ring, ring[0]]] });
  expect(() => unionOf([shape as Shape])).toThrow(
    expect.objectContaining({ code: 'spatial/too-tangled' }),
  );
});

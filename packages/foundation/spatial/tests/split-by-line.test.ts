import {
  facesOf,
  type Point,
  type Shape,
  sidesOf,
  splitByLine,
  toDegrees,
  unionOf,
  withoutCrossings,
  withVertices,
} from '@civigrid/spatial';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { block, box, corners, squareQuanta, star } from './blocks.ts';
import { randomFrom } from './random.ts';

const unit = 1e5;
const at = (x: number, y: number): Point => [119.6 + (x * unit) / 1e8, 29 + (y * unit) / 1e8];
const line = (...places: readonly (readonly [number, number])[]) =>
  places.map(([x, y]) => at(x, y));
const refuses = (code: string) => expect.objectContaining({ code: `spatial/${code}` });
const areas = (pieces: readonly Shape[]) =>
  pieces.map((piece) => squareQuanta(piece) / unit / unit).sort((a, b) => a - b);

const leftBetween = (pieces: readonly Shape[], whole: Shape) =>
  facesOf([
    ...pieces.flatMap((piece, owner) => sidesOf(piece, owner, 1)),
    ...sidesOf(whole, -1, -1),
  ]);

/** The sides that do not find their opposite: 0 where pieces and whole share every vertex. */
const unmatched = (pieces: readonly Shape[], whole: Shape): number => {
  const sum = new Map<string, number>();
  for (const { ax, ay, bx, by, weight } of [
    ...pieces.flatMap((piece) => sidesOf(piece, 0, 1)),
    ...sidesOf(whole, 0, -1),
  ]) {
    const forward = ax < bx || (ax === bx && ay < by);
    const key = forward ? `${ax},${ay},${bx},${by}` : `${bx},${by},${ax},${ay}`;
    sum.set(key, (sum.get(key) ?? 0) + (forward ? weight : -weight));
  }
  return [...sum.values()].filter((net) => net !== 0).length;
};

describe('a square', () => {
  const square = box(unit, 0, 0, 4, 4);

  test('is cut in two from border to border, or from outside to outside', () => {
    expect(areas(splitByLine(square, line([1, 0], [1, 4])))).toEqual([4, 12]);
    expect(areas(splitByLine(square, line([1, -2], [1, 9])))).toEqual([4, 12]);
    expect(areas(splitByLine(square, line([0, 0], [4, 4])))).toEqual([8, 8]);
    expect(areas(splitByLine(square, line([2, 4], [2, 2], [4, 2])))).toEqual([4, 12]);
  });

  test('is cut in more pieces by a line that comes back, also along its border', () => {
    const zigzag = line([-1, 1], [5, 1], [5, 2], [-1, 2]);
    expect(areas(splitByLine(square, zigzag))).toEqual([4, 4, 8]);
    expect(areas(splitByLine(square, line([0, 4], [0, 1], [4, 1], [4, 0])))).toEqual([4, 12]);
    expect(areas(splitByLine(square, line([2, 0], [4, 2], [2, 4], [0, 2], [2, 0])))).toEqual([
      2, 2, 2, 2, 8,
    ]);
  });

  test('is not cut by a line along its border, past it, or through one of its corners', () => {
    for (const past of [
      line([0, 0], [4, 0]),
      line([-1, 5], [5, 5]),
      line([-1, 1], [1, -1]),
      line([0, -4], [-4, 0], [4, 8]).slice(0, 2),
      line([0, 1], [0, 3], [0, 2]),
      line([2, 4], [2, 5], [3, 4]),
    ])
      expect(() => splitByLine(square, past)).toThrow(refuses('line-does-not-cut'));
  });

  test('is not cut by a line that ends inside or crosses itself, nor by what is none', () => {
    expect(() => splitByLine(square, line([0, 0], [2, 2]))).toThrow(refuses('line-ends-inside'));
    expect(() => splitByLine(square, line([2, 2], [4, 4]))).toThrow(refuses('line-ends-inside'));
    expect(() => splitByLine(square, line([-1, 1], [3, 1], [3, 3], [2, -1]))).toThrow(
      refuses('line-crosses-itself'),
    );
    const none: readonly unknown[] = [
      null,
      'line',
      [],
      [at(0, 0)],
      [at(1, 1), at(1, 1)],
      [at(0, 0), [Number.NaN, 1]],
      [at(0, 0), [1]],
      [at(0, 0), null],
      [at(0, 0), [181, 0]],
      Array.from({ length: 1_000_000 }, () => at(0, 0)),
    ];
    for (const one of none)
      expect(() => splitByLine(square, one as readonly Point[])).toThrow(refuses('bad-line'));
  });
});

test('a line of ten thousand positions ends: cut if it is one, refused if it is scribbled', () => {
  const random = randomFrom(3);
  const square = box(unit, 0, 0, 4, 4);
  const teeth = Array.from({ length: 9_999 }, (_, i) => at((i - 10) / 2000, i % 2));
  expect(splitByLine(square, [at(-1, 1), ...teeth]).length).toBeGreaterThan(1);
  const scribble = Array.from({ length: 10_000 }, () => at(9 * random() - 4, 9 * random() - 4));
  expect(() => splitByLine(square, scribble)).toThrow(refuses('line-crosses-itself'));
});

test('holes and exclaves: a line through the hole makes two, one to the hole only makes none', () => {
  const ring = block(unit, corners(0, 0, 6, 6), corners(2, 2, 4, 4));
  expect(areas(splitByLine(ring, line([-1, 3], [7, 3])))).toEqual([16, 16]);
  expect(areas(splitByLine(ring, line([3, -1], [3, 3], [7, 3])))).toEqual([8, 24]);
  expect(() => splitByLine(ring, line([-1, 3], [3, 3]))).toThrow(refuses('line-does-not-cut'));
  const two = unionOf([box(unit, 0, 0, 2, 2), box(unit, 4, 0, 6, 2)]) as Shape;
  expect(areas(splitByLine(two, line([-1, 1], [3, 1])))).toEqual([2, 2, 4]);
  expect(areas(splitByLine(two, line([-1, 1], [7, 1])))).toEqual([2, 2, 2, 2]);
});

test('random areas and lines: pieces tile the whole and share every vertex with it', () => {
  let cut = 0;
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const random = randomFrom(seed);
      const drawn = block(unit / 100, star(random, 0, 0, 300), corners(-20, -20, 20, 20));
      const whole = withoutCrossings(drawn) as Shape;
      const inner = Array.from(
        { length: Math.floor(random() * 6) },
        (_, i): Point => [119.6 + ((i + 1) * 80 - 280) / 1e5, 29 + (400 * random() - 200) / 1e5],
      );
      const far = (): Point => [119.6 + 0.004, 29 + (600 * random() - 300) / 1e5];
      const path: Point[] = [[119.596, 29 + (600 * random() - 300) / 1e5], ...inner, far()];
      let pieces: readonly Shape[];
      try {
        pieces = splitByLine(whole, path);
      } catch (error) {
        expect(error).toEqual(refuses('line-does-not-cut'));
        return;
      }
      cut++;
      expect(pieces.length).toBeGreaterThan(1);
      expect(leftBetween(pieces, whole)).toEqual([]);
      const slack = 2 * 8 * 300 * 1000;
      expect(Math.abs(squareQuanta(...pieces) - squareQuanta(whole))).toBeLessThan(slack);
      const borders = pieces.flatMap((piece) => piece.parts.flat());
      expect(unmatched(pieces, withVertices(whole, borders))).toBe(0);
    }),
    { numRuns: 300 },
  );
  expect(cut).toBeGreaterThan(100);
});

describe('vertices of a neighbour', () => {
  const west = box(unit, 0, 0, 2, 4);
  const east = box(unit, 2, 0, 4, 4);

  test('come into the border that they lie on, and nowhere else', () => {
    const pieces = splitByLine(west, line([-1, 1], [3, 2]));
    const matched = withVertices(
      east,
      pieces.flatMap(({ parts }) => parts.flat()),
    );
    expect(matched.parts.flat().map((ring) => ring.length / 2)).toEqual([5]);
    expect(squareQuanta(matched)).toBe(squareQuanta(east));
    const whole = unionOf([west, east]) as Shape;
    expect(
      unmatched(
        [...pieces, matched],
        withVertices(
          whole,
          pieces.flatMap(({ parts }) => parts.flat()),
        ),
      ),
    ).toBe(0);
  });

  test('that are its own already, lie elsewhere or are no numbers change nothing', () => {
    const [x, y] = [toDegrees(east.box[0]), toDegrees(east.box[1])];
    expect([x, y]).toEqual([119.602, 29]);
    const place = (px: number, py: number) => [Float64Array.of(px, py)];
    expect(withVertices(east, place(east.box[0], east.box[1]))).toBe(east);
    expect(withVertices(east, place(east.box[0] + 1000, east.box[1] + 1000))).toBe(east);
    expect(withVertices(east, place(Number.NaN, Number.NaN))).toBe(east);
    expect(withVertices(east, [])).toBe(east);
  });

  test('take the place of its own where both are one by the tolerance', () => {
    const [x, y] = [east.box[0] + 1, east.box[1] - 2];
    expect(withVertices(east, [Float64Array.of(x, y)]).parts[0]?.[0]?.slice(0, 2)).toEqual(
      Float64Array.of(x, y),
    );
    const two = withVertices(east, [Float64Array.of(x, y, x, y + 2000)]);
    expect(two.parts.flat().map((ring) => ring.length / 2)).toEqual([5]);
  });
});

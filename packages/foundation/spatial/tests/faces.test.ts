import {
  facesOf,
  outlineOf,
  type Polygon,
  readShape,
  type Shape,
  sidesOf,
} from '@civigrid/spatial';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { randomFrom } from './random.ts';

/** A box in steps of a tenth of a degree. */
function box(west: number, south: number, east: number, north: number): Shape {
  const [w, s, e, n] = [west, south, east, north].map((step) => step / 10) as [
    number,
    number,
    number,
    number,
  ];
  const drawn: Polygon = {
    type: 'Polygon',
    coordinates: [
      [
        [w, s],
        [e, s],
        [e, n],
        [w, n],
        [w, s],
      ],
    ],
  };
  const { shape } = readShape(drawn);
  if (!shape) throw new Error('no shape');
  return shape;
}

function cells(shape: Shape): number {
  return shape.parts.reduce(
    (sum, rings) =>
      sum +
      rings.reduce((area, ring, i) => {
        let twice = 0;
        for (let k = 0; k < ring.length; k += 2) {
          const j = (k + 2) % ring.length;
          twice +=
            (ring[k] as number) * (ring[j + 1] as number) -
            (ring[k + 1] as number) * (ring[j] as number);
        }
        return area + ((i === 0 ? 1 : -1) * Math.abs(twice)) / 2 / 1e14;
      }, 0),
    0,
  );
}

const sum = (plus: readonly Shape[], minus: readonly Shape[] = []) =>
  facesOf([
    ...plus.flatMap((shape, i) => sidesOf(shape, i, 1)),
    ...minus.flatMap((shape) => sidesOf(shape, -1, -1)),
  ]);

test('children that tile their parent leave nothing, whatever vertices they share', () => {
  expect(sum([box(0, 0, 1, 2), box(1, 0, 3, 1), box(1, 1, 3, 2)], [box(0, 0, 3, 2)])).toEqual([]);
});

test('a gap, an overlap and what lies outside are found with their size and their neighbours', () => {
  const faces = sum([box(0, 0, 2, 2), box(1, 0, 3, 1), box(4, 0, 5, 1)], [box(0, 0, 3, 2)]);
  const told = faces.map(({ value, shape, within }) => [value, Math.round(cells(shape)), within]);
  expect(told).toHaveLength(3);
  expect(told).toEqual(
    expect.arrayContaining([
      [-1, 1, []],
      [1, 1, [0, 1]],
      [1, 1, [2]],
    ]),
  );
});

test('a gap with an island in it has a hole, and a gap inside the island is one of its own', () => {
  const faces = sum([box(2, 2, 8, 8)], [box(0, 0, 10, 10), box(4, 4, 5, 5)]);
  expect(faces.map(({ value, shape }) => [value, Math.round(cells(shape))]).toSorted()).toEqual(
    [
      [-1, 1],
      [-1, 64],
      [0, 35],
    ].toSorted(),
  );
});

test('the outline of many is one border without the inner ones, overlaps or not', () => {
  const outline = outlineOf(
    [box(0, 0, 2, 2), box(1, 1, 3, 3), box(3, 1, 4, 3)].flatMap((s, i) => sidesOf(s, i, 1)),
  );
  expect(outline?.parts).toHaveLength(1);
  expect(outline && Math.round(cells(outline))).toBe(9);
  expect(outlineOf([])).toBeUndefined();
});

test('random boxes: the coverage of every face adds up to the area of all boxes', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const random = randomFrom(seed);
      const boxes = Array.from({ length: 1 + Math.floor(random() * 9) }, () => {
        const [x, y] = [Math.floor(random() * 12), Math.floor(random() * 12)];
        return box(x, y, x + 1 + Math.floor(random() * 6), y + 1 + Math.floor(random() * 6));
      });
      const covered = sum(boxes).reduce((all, { value, shape }) => all + value * cells(shape), 0);
      expect(covered).toBeCloseTo(
        boxes.reduce((all, one) => all + cells(one), 0),
        6,
      );
      const counted = new Set<string>();
      for (const {
        box: [w, s, e, n],
      } of boxes)
        for (let x = Math.round(w / 1e7); x < Math.round(e / 1e7); x++)
          for (let y = Math.round(s / 1e7); y < Math.round(n / 1e7); y++) counted.add(`${x},${y}`);
      const union = outlineOf(boxes.flatMap((one, i) => sidesOf(one, i, 1)));
      expect(union && cells(union)).toBeCloseTo(counted.size, 6);
    }),
    { numRuns: 300 },
  );
});

test('a piece whose westernmost vertex lies as high as a corner of another piece is no hole of it', () => {
  const corners = [
    [0, -5],
    [15, 18],
    [30, 0],
    [45, 100],
    [0, 100],
  ] as const;
  const ringOf = (places: readonly (readonly [number, number])[]): Shape => {
    const degrees = places.map(([x, y]) => [x / 1000, y / 1000] as const);
    const { shape } = readShape({ type: 'Polygon', coordinates: [[...degrees, degrees[0]]] });
    if (!shape) throw new Error('no shape');
    return shape;
  };
  for (const start of corners.keys()) {
    const west = ringOf([...corners.slice(start), ...corners.slice(0, start)]);
    const east = ringOf([
      [40, 0],
      [80, 0],
      [60, 50],
    ]);
    expect(sum([west, east]).map(({ value, shape }) => [value, shape.parts[0]?.length])).toEqual([
      [1, 1],
      [1, 1],
    ]);
  }
});

test('a sharp wedge between two pieces that fill its end with a vertex of their own leaves nothing', () => {
  const ringOf = (...places: readonly (readonly [number, number])[]): Shape => {
    const degrees = places.map(([x, y]) => [119 + x / 1e8, 29 + y / 1e8] as const);
    const { shape } = readShape({ type: 'Polygon', coordinates: [[...degrees, degrees[0]]] });
    if (!shape) throw new Error('no shape');
    return shape;
  };
  const wedge = ringOf([5750, 2233], [89606, 6330], [89606, 8400], [22260, 3916]);
  const upper = ringOf(
    [5459, 2203],
    [5750, 2233],
    [5756, 2233],
    [22260, 3916],
    [89606, 8400],
    [89606, 86611],
    [2059, 93983],
  );
  const both = ringOf(
    [5459, 2203],
    [5750, 2233],
    [5756, 2233],
    [89606, 6330],
    [89606, 8400],
    [89606, 86611],
    [2059, 93983],
  );
  expect(sum([wedge, upper], [both])).toEqual([]);
});

import { crossingsOf, geometryOf, readShape } from '@civigrid/spatial';
import { describe, expect, test } from 'vitest';

const square = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
  [0, 0],
];
const read = (...coordinates: unknown[]) => readShape({ type: 'Polygon', coordinates });
const faults = (...coordinates: unknown[]) => read(...coordinates).faults.map(({ fault }) => fault);

describe('a drawn border', () => {
  test('is wound by its area, not by the file, and closed', () => {
    const { shape, faults: none } = read(square.toReversed());
    expect(none).toEqual([]);
    expect(shape && geometryOf(shape)).toEqual({
      type: 'Polygon',
      coordinates: [
        [
          [1, 0],
          [1, 1],
          [0, 1],
          [0, 0],
          [1, 0],
        ],
      ],
    });
  });

  test.each([
    [
      'not closed',
      [
        [0, 0],
        [1, 0],
        [1, 1],
        [0, 1],
      ],
      'unclosed',
      true,
    ],
    ['not closed in one coordinate', [...square.slice(0, 4), [0, 0.5]], 'unclosed', true],
    [
      'with a spike',
      [
        [0, 0],
        [1, 0],
        [2, 0],
        [1, 0],
        [1, 1],
        [0, 1],
        [0, 0],
      ],
      'spike',
      true,
    ],
    [
      'with a spike at its start',
      [
        [-1, 0],
        [1, 0],
        [1, 1],
        [0, 1],
        [0, 0],
        [-1, 0],
      ],
      'spike',
      true,
    ],
    [
      'of two points',
      [
        [0, 0],
        [1, 1],
        [0, 0],
      ],
      'no-area',
      false,
    ],
    [
      'on one line',
      [
        [0, 0],
        [1, 1],
        [2, 2],
        [0, 0],
      ],
      'no-area',
      false,
    ],
    ['without positions', [], 'not-a-ring', false],
    ['that is no list', 'ring', 'not-a-ring', false],
    [
      'off the globe',
      [
        [0, 0],
        [1, 0],
        [1, 95],
        [0, 0],
      ],
      'out-of-range',
      false,
    ],
    [
      'with no number',
      [
        [0, 0],
        [Number.NaN, 0],
        [1, 1],
        [0, 0],
      ],
      'bad-position',
      false,
    ],
    [
      'with a text',
      [
        [0, 0],
        ['1', 0],
        [1, 1],
        [0, 0],
      ],
      'bad-position',
      false,
    ],
  ])('%s is told', (_, ring, fault, usable) => {
    expect(faults(ring)).toContain(fault);
    expect(read(ring).shape !== undefined).toBe(usable);
  });

  test.each([
    null,
    7,
    'x',
    {},
    { type: 'Point', coordinates: [1, 2] },
    { type: 'Polygon' },
    { type: 'MultiPolygon', coordinates: [[]] },
  ])('that is none at all (%j) is told and never throws', (geometry) => {
    const { shape, faults: found } = readShape(geometry);
    expect(shape).toBeUndefined();
    expect(found).toHaveLength(1);
  });

  test('repeated positions and heights do not matter', () => {
    const { shape, faults: none } = read([
      [0, 0, 5],
      [1, 0, 5],
      [1, 0, 6],
      [1, 1],
      [0, 1],
      [0, 0, 5],
    ]);
    expect(none).toEqual([]);
    expect(shape?.parts[0]?.[0]).toHaveLength(8);
  });
});

describe('a border that is not simple', () => {
  const kinds = (...coordinates: unknown[]) => {
    const { shape } = read(...coordinates);
    return shape ? crossingsOf(shape).map(({ kind }) => kind) : [];
  };
  test('crosses itself (a bow-tie)', () => {
    expect(
      kinds([
        [0, 0],
        [1, 1],
        [1, 0],
        [0, 1],
        [0, 0],
      ]),
    ).toEqual(['crosses']);
  });
  test('merely touches itself', () => {
    expect(
      kinds([
        [0, 0],
        [4, 0],
        [4, 4],
        [0, 4],
        [0, 2],
        [2, 1],
        [2, 3],
        [0, 2],
        [0, 0],
      ]),
    ).toEqual(['touches']);
  });
  test('has a hole that reaches outside, or lies there', () => {
    expect(
      kinds(square, [
        [0.5, 0.5],
        [2, 0.5],
        [2, 0.7],
        [0.5, 0.7],
        [0.5, 0.5],
      ]),
    ).toEqual(['crosses']);
    expect(
      kinds(square, [
        [3, 3],
        [4, 3],
        [4, 4],
        [3, 3],
      ]),
    ).toEqual(['hole-outside']);
  });
  test('a hole that touches its shell in a point is in order', () => {
    expect(
      kinds(square, [
        [0, 0.5],
        [0.5, 0.2],
        [0.5, 0.8],
        [0, 0.5],
      ]),
    ).toEqual([]);
  });
});

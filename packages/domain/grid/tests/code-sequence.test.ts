import { gridHierarchy } from '@civigrid/grid';
import { assignCodes, type PlacedCell, sequence, unitGrid15 } from '@civigrid/grid/codes';
import { gridCode } from '@civigrid/kernel';
import type { Point } from '@civigrid/spatial';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { collection, randomFrom, tiling } from './tiling.ts';

const at = (key: string, lng: number, lat: number, height = 0.001): PlacedCell => ({
  key,
  point: [lng, lat],
  height,
});
const keys = (cells: readonly PlacedCell[]) => cells.map(({ key }) => key).join(' ');

describe('from west to east, from north to south', () => {
  test('a row is read from the west before the row south of it', () => {
    const cells = [
      at('6', 119.652, 29.08),
      at('2', 119.651, 29.081),
      at('4', 119.65, 29.08),
      at('3', 119.652, 29.081),
      at('5', 119.651, 29.08),
      at('1', 119.65, 29.081),
    ];
    expect(keys(sequence(cells))).toBe('1 2 3 4 5 6');
  });

  test('borders that are not quite straight do not tear a row', () => {
    const cells = [
      at('1', 119.65, 29.08062),
      at('2', 119.651, 29.081),
      at('3', 119.652, 29.0808),
      at('4', 119.65, 29.0799),
      at('5', 119.651, 29.0801),
    ];
    expect(keys(sequence(cells))).toBe('1 2 3 4 5');
  });

  test('a tall park does not swallow the rows beside it: the median height counts', () => {
    const cells = [
      at('1', 0, 2),
      at('park', 0.5, 1.5, 3),
      at('2', 1, 2),
      at('3', 0, 1),
      at('4', 1, 1),
    ];
    const heights = cells.map((cell) => (cell.key === 'park' ? cell : { ...cell, height: 1 }));
    expect(keys(sequence(heights))).toBe('1 2 park 3 4');
    expect(keys(sequence(heights, { bandHeight: 5 }))).toBe('1 3 park 2 4');
  });

  test('of one place geometry decides, however its rings begin, and then the key', () => {
    const square = (size: number, start: number): PlacedCell['geometry'] => {
      const ring: Point[] = [
        [0, 0],
        [size, 0],
        [size, size],
        [0, size],
      ];
      const turned = [...ring.slice(start), ...ring.slice(0, start)];
      return { type: 'Polygon', coordinates: [[...turned, turned[0] as Point]] };
    };
    const small = {
      ...at('z', 1, 1),
      geometry: square(1, 0) as NonNullable<PlacedCell['geometry']>,
    };
    const large = {
      ...at('a', 1, 1),
      geometry: square(2, 2) as NonNullable<PlacedCell['geometry']>,
    };
    expect(keys(sequence([large, small]))).toBe(keys(sequence([small, large])));
    expect(keys(sequence([at('b', 1, 1), at('a', 1, 1)]))).toBe('a b');
  });

  test('nothing in gives nothing out; a cell without a place and a key that comes twice are refused', () => {
    expect(sequence([])).toEqual([]);
    const refuses = (cells: PlacedCell[], code: string) =>
      expect(() => sequence(cells)).toThrow(expect.objectContaining({ code }));
    refuses([at('a', Number.NaN, 1)], 'grid/invalid-place');
    refuses([at('a', 1, 1, -1)], 'grid/invalid-place');
    refuses([at('a', 1, 1), at('a', 2, 1)], 'grid/duplicate-key');
  });
});

/** The rule as it is said: take the northernmost, all that lie less than half a band below, from the west. */
function naive(cells: readonly PlacedCell[]): readonly string[] {
  const heights = cells.map(({ height }) => height).sort((a, b) => a - b);
  const half = heights.length >> 1;
  const median =
    heights.length % 2 === 1
      ? (heights[half] ?? 0)
      : ((heights[half - 1] ?? 0) + (heights[half] ?? 0)) / 2;
  let left = [...cells];
  const order: string[] = [];
  while (left.length > 0) {
    const top = Math.max(...left.map(({ point }) => point[1]));
    const inRow = (cell: PlacedCell) => cell.point[1] === top || top - cell.point[1] < median / 2;
    const row = left.filter(inRow);
    left = left.filter((cell) => !inRow(cell));
    while (row.length > 0) {
      const first = row.reduce((a, b) => {
        const before =
          b.point[0] - a.point[0] ||
          a.point[1] - b.point[1] ||
          b.height - a.height ||
          (a.key < b.key ? 1 : -1);
        return before < 0 ? b : a;
      });
      order.push(first.key);
      row.splice(row.indexOf(first), 1);
    }
  }
  return order;
}

/** Few distinct numbers, so that ties are common. */
const cells = fc
  .array(
    fc.tuple(
      fc.integer({ min: 0, max: 6 }),
      fc.integer({ min: 0, max: 12 }),
      fc.integer({ min: 0, max: 5 }),
    ),
  )
  .map((rows) => rows.map(([lng, lat, height], i) => at(`k${i}`, lng, lat / 4, height / 2)));

describe('on any cells', () => {
  test('the order is that of the rule as it is said', () => {
    fc.assert(
      fc.property(cells, (some) => {
        expect(sequence(some).map(({ key }) => key)).toEqual(naive(some));
      }),
    );
  });

  test('the order of the input never counts', () => {
    const shuffled = cells.chain((some) =>
      fc.tuple(
        fc.constant(some),
        fc.shuffledSubarray(some, { minLength: some.length, maxLength: some.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([some, other]) => {
        expect(keys(sequence(other))).toBe(keys(sequence(some)));
      }),
    );
  });
});

describe('giving codes', () => {
  const community = '330702001004';
  const street = [at('b', 119.651, 29.08), at('a', 119.65, 29.08), at('c', 119.65, 29.079)];

  test('each cell gets the next code in its turn, none that was ever given', () => {
    const coded = assignCodes(unitGrid15, community, street, [
      `${community}001`,
      `${community}007`,
    ]);
    expect(coded.map(({ cell, code }) => `${cell.key} ${code}`)).toEqual([
      `a ${community}008`,
      `b ${community}009`,
      `c ${community}010`,
    ]);
  });

  test('where the numbers do not suffice nobody gets one', () => {
    const used = Array.from(
      { length: 997 },
      (_, i) => `${community}${String(i + 1).padStart(3, '0')}`,
    );
    expect(() => assignCodes(unitGrid15, community, street, used)).toThrow(
      expect.objectContaining({ code: 'grid/codes-exhausted' }),
    );
    expect(
      assignCodes(unitGrid15, community, street.slice(1), used).map(({ code }) => code),
    ).toEqual([`${community}998`, `${community}999`]);
  });

  test('codes of other communities do not count', () => {
    const many = Array.from({ length: 900 }, (_, i) => at(`k${i}`, i % 30, Math.floor(i / 30), 1));
    const used = Array.from({ length: 10_000 }, (_, i) => `33070200100${(i % 9) + 1}001`);
    const codes = assignCodes(unitGrid15, '330702001010', many, used).map(({ code }) => code);
    expect(new Set(codes).size).toBe(900);
    expect(codes[0]).toBe('330702001010001');
  });

  test('the cells of a drawn community get codes row by row', () => {
    const { features } = tiling(randomFrom(7), { rows: 3, columns: 4, step: 0.001 });
    const drafts = gridHierarchy(collection(features));
    const leaves = Array.from({ length: drafts.leafCount }, (_, i) => drafts.leafCode(i));
    const cells = leaves.flatMap((key) => {
      const [point, box] = key ? [drafts.representativePoint(key), drafts.bounds(key)] : [];
      return key && point && box ? [{ key, point, height: box[3] - box[1] }] : [];
    });
    const coded = assignCodes(unitGrid15, community, cells, []);
    expect(coded).toHaveLength(12);
    expect(coded.map(({ code }) => code)).toEqual(
      Array.from({ length: 12 }, (_, i) =>
        gridCode(`${community}${String(i + 1).padStart(3, '0')}`),
      ),
    );
    const rows = [0, 4, 8].map((from) => coded.slice(from, from + 4).map(({ cell }) => cell.point));
    for (const row of rows)
      expect(row.map(([lng]) => lng)).toEqual(row.map(([lng]) => lng).sort((a, b) => a - b));
    const souths = rows.map((row) => Math.min(...row.map(([, lat]) => lat)));
    const norths = rows.map((row) => Math.max(...row.map(([, lat]) => lat)));
    expect([0, 1].every((i) => (souths[i] ?? 0) > (norths[i + 1] ?? 0))).toBe(true);
  });
});

import { orientation } from '@civigrid/spatial';
import fc from 'fast-check';
import { expect, test } from 'vitest';

function exact(...places: readonly number[]): number {
  const [ax, ay, bx, by, px, py] = places.map(BigInt) as [
    bigint,
    bigint,
    bigint,
    bigint,
    bigint,
    bigint,
  ];
  const sign = (bx - ax) * (py - ay) - (by - ay) * (px - ax);
  return sign > 0n ? 1 : sign < 0n ? -1 : 0;
}

const lng = fc.integer({ min: -18_000_000_000, max: 18_000_000_000 });
const lat = fc.integer({ min: -9_000_000_000, max: 9_000_000_000 });

test('the side of a line is exact anywhere on the globe', () => {
  fc.assert(
    fc.property(lng, lat, lng, lat, lng, lat, (...places) => {
      expect(orientation(...places)).toBe(exact(...places));
    }),
    { numRuns: 2000 },
  );
});

test('the side of a line is exact for places on it and one quantum beside it, however long it is', () => {
  const step = fc.integer({ min: -40_000, max: 40_000 });
  const off = fc.integer({ min: -1, max: 1 });
  const times = fc.integer({ min: 1, max: 200_000 });
  fc.assert(
    fc.property(lng, lat, step, step, times, times, off, off, (x, y, dx, dy, n, m, ox, oy) => {
      const places = [x, y, x + n * dx, y + n * dy, x + m * dx + ox, y + m * dy + oy] as const;
      expect(orientation(...places)).toBe(exact(...places));
    }),
    { numRuns: 5000 },
  );
});

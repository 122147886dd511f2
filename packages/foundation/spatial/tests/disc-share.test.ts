import { discShare, distanceMetres, type Point, readShape, sideOfShape } from '@civigrid/spatial';
import { expect, test } from 'vitest';

const centre: Point = [119.65, 29.08];

function shapeOf(...ring: Point[]) {
  const { shape } = readShape({ type: 'Polygon', coordinates: [[...ring, ring[0]]] });
  if (!shape) throw new Error('no shape');
  return shape;
}

test('half a disc lies on either side of a line through its middle, a quarter in a corner', () => {
  const east = shapeOf([119.65, 29], [119.7, 29], [119.7, 29.1], [119.65, 29.1]);
  expect(discShare(east, centre, 30)).toBeCloseTo(0.5, 9);
  const corner = shapeOf([119.65, 29.08], [119.7, 29.08], [119.7, 29.1], [119.65, 29.1]);
  expect(discShare(corner, centre, 30)).toBeCloseTo(0.25, 9);
  const around = shapeOf([119, 29], [120, 29], [120, 30], [119, 30]);
  expect(discShare(around, centre, 30)).toBeCloseTo(1, 9);
  const away = shapeOf([119, 29], [119.1, 29], [119.1, 29.1]);
  expect(discShare(away, centre, 30)).toBeCloseTo(0, 9);
});

test('the share of a crooked shape is what counting points says', () => {
  const crooked = shapeOf(
    [119.6499, 29.0797],
    [119.6504, 29.0801],
    [119.6501, 29.08005],
    [119.6503, 29.0804],
    [119.6498, 29.0802],
  );
  let disc = 0;
  let both = 0;
  for (let i = -200; i <= 200; i++)
    for (let j = -200; j <= 200; j++) {
      const place: Point = [centre[0] + i * 2e-6, centre[1] + j * 2e-6];
      if (distanceMetres(centre, place) > 35) continue;
      disc++;
      if (sideOfShape(crooked, place[0] * 1e8, place[1] * 1e8) > 0) both++;
    }
  expect(disc).toBeGreaterThan(50_000);
  expect(Math.abs(discShare(crooked, centre, 35) - both / disc)).toBeLessThan(0.003);
});

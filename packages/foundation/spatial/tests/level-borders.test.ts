import { coverageIndex, quantaPerDegree, readShape, type Shape } from '@civigrid/spatial';
import { expect, test } from 'vitest';

const box = (south: number, north: number): Shape | undefined =>
  readShape({
    type: 'Polygon',
    coordinates: [
      [
        [120, south],
        [120.04, south],
        [120.04, north],
        [120, north],
        [120, south],
      ],
    ],
  }).shape;

/** Of two boxes, one above the other, with a border as many quanta off a line of the raster: where the lower is not the owner. */
function lostAlong(off: number): readonly string[] {
  const { topology, raster } = coverageIndex([box(30, 30.02), box(30.02, 30.04)]).coverage;
  const row = raster.unit * 4 ** 4;
  const lost: string[] = [];
  for (let line = 1; line * row + 1000 < topology.height; line++) {
    const y = (topology.south + line * row + off) / quantaPerDegree;
    const index = coverageIndex([box(30, y), box(y, 30.04)]);
    for (let x = 120.0005; x < 120.04; x += 0.001)
      if (index.locate(x, y) !== 0) lost.push(`[${x}, ${y}]: ${index.locate(x, y)}`);
  }
  return lost;
}

test('a level border clear of the lines of the raster is found all along', () => {
  for (const off of [-100, -7, 7, 100]) expect(lostAlong(off)).toEqual([]);
});

test('a level border on a line of the raster is found all along', () => {
  for (let off = -4; off <= 4; off++) expect(lostAlong(off)).toEqual([]);
});

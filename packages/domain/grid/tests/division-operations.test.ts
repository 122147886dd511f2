import type { GridHierarchy } from '@civigrid/grid';
import { revisionOf } from '@civigrid/grid/division';
import { type Point, sideOfShape, toQuanta } from '@civigrid/spatial';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codeSource, leavesOf, randomChange, randomStreet, shapeOf } from './random-change.ts';
import { randomFrom, type TilingOptions } from './tiling.ts';

/** Of the leaves that hold a place inside, and not on their border, there is one at most, and that one is its owner. */
function checkOwners(hierarchy: GridHierarchy, random: () => number): void {
  const [west, south, east, north] = hierarchy.bounds(hierarchy.roots[0] as never) ?? [0, 0, 0, 0];
  const shapes = leavesOf(hierarchy).map((code) => ({
    code,
    shape: shapeOf(hierarchy.geometry(code)),
  }));
  for (let i = 0; i < 60; i++) {
    const place: Point = [west + random() * (east - west), south + random() * (north - south)];
    const [x, y] = place.map(toQuanta) as [number, number];
    const inside = shapes
      .filter(({ shape }) => sideOfShape(shape, x, y) > 0)
      .map(({ code }) => code);
    const owner = hierarchy.locate(place)?.leaf;
    expect(owner).toBeDefined();
    if (inside.length > 0) expect([owner]).toEqual(inside);
  }
}

test.each<[string, Partial<TilingOptions>]>([
  ['crooked borders and drawn parents', {}],
  ['straight borders on which each side leaves out vertices', { straight: true }],
  ['parents that cover what lies below them', { derived: true }],
])(
  'a clean division stays seamless whatever is split, merged, transferred, moved or renumbered: %s',
  (_, options) => {
    let done = 0;
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const random = randomFrom(seed);
        let street = randomStreet(random, options);
        const newCode = codeSource();
        const ever = new Set(street.codes);
        for (let i = 0; i < 12; i++) {
          const change = randomChange(street, random, newCode);
          if (!change) continue;
          done++;
          const before = street;
          street = street.revised(revisionOf(change));
          expect(street.issues).toEqual([]);
          const { seamless, defects } = street.validate();
          expect({ seamless, defects, change: change.type }).toEqual({
            seamless: true,
            defects: [],
            change: change.type,
          });
          for (const code of street.codes)
            if (!before.has(code)) {
              expect(ever.has(code)).toBe(false);
              ever.add(code);
            }
        }
        checkOwners(street, random);
      }),
      { numRuns: 40 },
    );
    expect(done).toBeGreaterThan(150);
  },
);

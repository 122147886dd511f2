import { type Defect, gridHierarchy } from '@civigrid/grid';
import { areaSquareMetres, type Point } from '@civigrid/spatial';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  collection,
  type Feature,
  randomFrom,
  type Tiling,
  type TilingOptions,
  tiling,
} from './tiling.ts';

const proof = (features: readonly unknown[]) => gridHierarchy(collection(features)).validate();
const kinds = (defects: readonly Defect[]) => [...new Set(defects.map(({ type }) => type))].sort();
const areaOf = ({ geometry }: Feature) => (geometry ? areaSquareMetres(geometry) : 0);

function property(
  options: Partial<TilingOptions>,
  check: (drawn: Tiling, random: () => number) => void,
): void {
  fc.assert(
    fc.property(fc.integer(), fc.boolean(), (seed, derived) => {
      const random = randomFrom(seed);
      check(tiling(random, { rows: 5, columns: 6, step: 0.001, derived, ...options }), random);
    }),
    { numRuns: 40 },
  );
}

const pick = (leaves: readonly Feature[], random: () => number) =>
  leaves[Math.floor(random() * leaves.length)] as Feature;

describe('a division that is seamless', () => {
  test('is proved so, with drawn and with derived parents', () => {
    property({}, ({ features }) =>
      expect(proof(features)).toEqual({ seamless: true, defects: [] }),
    );
  });

  test('also where neighbours and parents leave out vertices on straight borders', () => {
    property({ straight: true }, ({ features }) =>
      expect(proof(features)).toEqual({ seamless: true, defects: [] }),
    );
  });

  test('also where one cell’s vertices are off by less than a quantum', () => {
    property({}, ({ features, leaves }, random) => {
      const { code } = pick(leaves, random).properties;
      const off = (): number => 0.9e-8 * (random() - 0.5);
      const nudged = features.map((feature): Feature => {
        if (feature.properties.code !== code || !feature.geometry) return feature;
        const open = (feature.geometry.coordinates[0] ?? [])
          .slice(1)
          .map(([x, y]): Point => [x + off(), y + off()]);
        return {
          ...feature,
          geometry: { type: 'Polygon', coordinates: [[open.at(-1) as Point, ...open]] },
        };
      });
      expect(proof(nudged)).toEqual({ seamless: true, defects: [] });
    });
  });
});

describe('a division that is not', () => {
  const inside = 14;
  test('a missing leaf is a gap of its size', () => {
    property({}, ({ features, leaves }) => {
      const gone = leaves[inside] as Feature;
      const { seamless, defects } = proof(
        features.filter(({ properties }) => properties.code !== gone.properties.code),
      );
      expect([seamless, kinds(defects)]).toEqual([false, ['gap']]);
      expect((defects[0]?.areaSquareMetres ?? 0) / areaOf(gone)).toBeCloseTo(1, 4);
    });
  });

  test('several missing leaves are gaps of their size together, where parents are drawn', () => {
    property({ derived: false }, ({ features, leaves }, random) => {
      const gone = new Set(
        leaves.filter(() => random() < 0.2).map(({ properties }) => properties.code),
      );
      const { seamless, defects } = proof(
        features.filter(({ properties }) => !gone.has(properties.code)),
      );
      expect(seamless).toBe(gone.size === 0);
      const missing = leaves
        .filter(({ properties }) => gone.has(properties.code))
        .reduce((sum, leaf) => sum + areaOf(leaf), 0);
      const found = defects
        .filter(({ type }) => type === 'gap')
        .reduce((sum, { areaSquareMetres: area = 0 }) => sum + area, 0);
      expect(found / (missing || 1)).toBeCloseTo(missing === 0 ? 0 : 1, 4);
    });
  });

  test('a leaf drawn twice is an overlap of its size', () => {
    property({}, ({ features, leaves }, random) => {
      const twin = pick(leaves, random);
      const copy = {
        ...twin,
        properties: { ...twin.properties, code: `${twin.properties.code}x` },
      };
      const { seamless, defects } = proof([...features, copy]);
      expect([seamless, kinds(defects)]).toEqual([false, ['overlap']]);
      expect(defects[0]?.codes).toEqual([twin.properties.code, copy.properties.code]);
      expect((defects[0]?.areaSquareMetres ?? 0) / areaOf(twin)).toBeCloseTo(1, 4);
    });
  });

  test('a leaf under the wrong parent does not lie in it, and the right one has a gap', () => {
    property({ derived: false }, ({ features, leaves }, random) => {
      const moved = pick(leaves, random).properties;
      const parent = moved.parent === 'LS.00' ? 'LS.02' : 'LS.00';
      const { seamless, defects } = proof(
        features.map((feature) =>
          feature.properties.code === moved.code
            ? { ...feature, properties: { ...moved, parent } }
            : feature,
        ),
      );
      expect([seamless, kinds(defects)]).toEqual([false, ['gap', 'parent-mismatch']]);
      expect(defects.find(({ type }) => type === 'parent-mismatch')?.codes).toEqual(
        [parent, moved.code].sort(),
      );
    });
  });

  test('one vertex of one leaf moved by a ten-millionth of a degree or more is found', () => {
    property({}, ({ features, leaves }, random) => {
      const { code } = (leaves[inside] as Feature).properties;
      const [east, north] = [random() < 0.5 ? -1 : 1, random() < 0.5 ? -1 : 1].map(
        (sign) => sign * (1.5e-7 + 3e-5 * random()),
      );
      const moved = features.map((feature): Feature => {
        if (feature.properties.code !== code || !feature.geometry) return feature;
        const [first, second, ...rest] = feature.geometry.coordinates[0] ?? [];
        if (!first || !second) return feature;
        const there: Point = [second[0] + (east ?? 0), second[1] + (north ?? 0)];
        return {
          ...feature,
          geometry: { type: 'Polygon', coordinates: [[first, there, ...rest]] },
        };
      });
      const { seamless, defects } = proof(moved);
      expect(seamless).toBe(false);
      expect(
        kinds(defects).filter(
          (kind) => !['gap', 'overlap', 'edge-mismatch', 'invalid-ring'].includes(kind),
        ),
      ).toEqual([]);
    });
  });
});

test('an exclave that fills another community’s hole is no gap, a lake that the parent draws is none either', () => {
  const ring = (w: number, s: number, e: number, n: number) => [
    [w, s],
    [e, s],
    [e, n],
    [w, n],
    [w, s],
  ];
  const cell = (code: string, parent: string | null, ...parts: number[][][][]) => ({
    type: 'Feature',
    properties: { code, parent },
    geometry: parts.length > 0 ? { type: 'MultiPolygon', coordinates: parts } : null,
  });
  const holed = [ring(0, 0, 3, 3), ring(1, 1, 2, 2)];
  expect(
    proof([
      cell('S', null),
      cell('A', 'S'),
      cell('B', 'S'),
      cell('A1', 'A', holed),
      cell('B1', 'B', [ring(3, 0, 4, 3)], [ring(1, 1, 2, 2)]),
    ]),
  ).toEqual({ seamless: true, defects: [] });
  expect(proof([cell('S', null, holed), cell('A1', 'S', holed)])).toEqual({
    seamless: true,
    defects: [],
  });
  expect(kinds(proof([cell('S', null), cell('A1', 'S', holed)]).defects)).toEqual(['gap']);
  expect(
    kinds(
      proof([cell('S', null, [ring(0, 0, 3, 3)]), cell('M', 'S'), cell('A1', 'M', holed)]).defects,
    ),
  ).toEqual(['gap']);
});

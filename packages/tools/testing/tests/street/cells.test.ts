import { type StreetFeature, type StreetPoint, syntheticStreet } from '@civigrid/testing/street';
import { describe, expect, test } from 'vitest';

const key = ([x, y]: StreetPoint): string => `${x} ${y}`;
const ringOf = ({ geometry }: StreetFeature): readonly StreetPoint[] =>
  geometry.coordinates[0] ?? [];

/** Directed edges of rings, each counted; an edge and its opposite cancel. */
function chain(rings: readonly (readonly StreetPoint[])[]): ReadonlyMap<string, number> {
  const sum = new Map<string, number>();
  const add = (edge: string, by: number) => {
    const next = (sum.get(edge) ?? 0) + by;
    if (next === 0) sum.delete(edge);
    else sum.set(edge, next);
  };
  for (const ring of rings)
    for (let i = 1; i < ring.length; i++) {
      const from = key(ring[i - 1] as StreetPoint);
      const to = key(ring[i] as StreetPoint);
      if (from < to) add(`${from}|${to}`, 1);
      else add(`${to}|${from}`, -1);
    }
  return sum;
}

/** Twice the signed area in units of 1e-14 square degrees, exact. */
function area(ring: readonly StreetPoint[]): bigint {
  const whole = (degrees: number): bigint => BigInt(Math.round(degrees * 1e7));
  let sum = 0n;
  for (let i = 1; i < ring.length; i++) {
    const [x1, y1] = ring[i - 1] as StreetPoint;
    const [x2, y2] = ring[i] as StreetPoint;
    sum += whole(x1) * whole(y2) - whole(x2) * whole(y1);
  }
  return sum;
}

/** Whether two sides of a ring cross or touch where they are no neighbours: every pair is looked at. */
function touchesItself(ring: readonly StreetPoint[]): boolean {
  const side = (a: StreetPoint, b: StreetPoint, c: StreetPoint): number =>
    Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));
  const count = ring.length - 1;
  for (let i = 0; i < count; i++)
    for (let j = i + 2; j < count; j++) {
      if (i === 0 && j === count - 1) continue;
      const [a, b] = [ring[i] as StreetPoint, ring[i + 1] as StreetPoint];
      const [c, d] = [ring[j] as StreetPoint, ring[j + 1] as StreetPoint];
      if (side(a, b, c) * side(a, b, d) <= 0 && side(c, d, a) * side(c, d, b) <= 0) return true;
    }
  return false;
}

describe.each(['liushu', 'another', 7])('the street of seed %s', (seed) => {
  const { features } = syntheticStreet({ seed }).cells;
  const level = (name: string) => features.filter(({ properties }) => properties.level === name);

  test('has 1 street, 15 communities, 55 grids and 1,623 micro-grids', () => {
    const counts = ['street', 'community', 'grid', 'microGrid'].map((name) => level(name).length);
    expect(counts).toEqual([1, 15, 55, 1623]);
    expect(new Set(features.map(({ properties }) => properties.code)).size).toBe(1694);
  });

  test('names every cell, below its parent and with the sum of its households', () => {
    for (const { properties } of features) {
      const { code, parent, households, name, nameEn } = properties;
      expect(name && nameEn).toBeTruthy();
      expect(parent).toBe(code === 'LS' ? null : code.slice(0, code.lastIndexOf('.')));
      const below = features.filter((other) => other.properties.parent === code);
      if (below.length > 0)
        expect(households).toBe(below.reduce((sum, each) => sum + each.properties.households, 0));
    }
    expect(level('street')[0]?.properties.households).toBeGreaterThan(54_000);
  });

  test('is tiled exactly: the edges of all children cancel to the outline of every parent', () => {
    for (const parent of features.filter(({ properties }) => properties.level !== 'microGrid')) {
      const children = features.filter((c) => c.properties.parent === parent.properties.code);
      expect(children.length).toBeGreaterThan(2);
      expect(chain(children.map(ringOf))).toEqual(chain([ringOf(parent)]));
      const sum = children.reduce((total, child) => total + area(ringOf(child)), 0n);
      expect(sum).toBe(area(ringOf(parent)));
    }
  });

  test('has closed counter-clockwise rings with more than the corners of a square', () => {
    for (const feature of features) {
      const ring = ringOf(feature);
      expect(ring.at(-1)).toEqual(ring[0]);
      expect(area(ring)).toBeGreaterThan(0n);
      expect(ring.length).toBeGreaterThan(8);
      expect(new Set(ring.map(key)).size).toBe(ring.length - 1);
    }
  });

  test('has micro-grids and grids whose rings never cross or touch themselves', () => {
    const crossing = [...level('microGrid'), ...level('grid')].filter((each) =>
      touchesItself(ringOf(each)),
    );
    expect(crossing.map(({ properties }) => properties.code)).toEqual([]);
  });
});

import { convertMany, type Datum, datums, likelyDatum } from '@civigrid/spatial';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { randomFrom } from './random.ts';

const [west, south, east, north] = [119.6, 29.0, 119.65, 29.05] as const;

/** A square town of 5 km, drawn in WGS84. */
const town = (lng: number, lat: number): boolean =>
  lng >= west && lng <= east && lat >= south && lat <= north;

/** Places all over the town, and so many per cent of them up to 5 km outside it. */
function fixesIn(count: number, seed: number, strayPercent = 0): Float64Array {
  const random = randomFrom(seed);
  const lngLat = new Float64Array(2 * count);
  for (let i = 0; i < count; i++) {
    const stray = 100 * random() < strayPercent ? 2 : 0;
    lngLat[2 * i] = west + (east - west) * (0.5 + (1 + stray) * (random() - 0.5));
    lngLat[2 * i + 1] = south + (north - south) * (0.5 + (1 + stray) * (random() - 0.5));
  }
  return lngLat;
}

const datum = fc.constantFrom(...datums);
const seed = fc.nat();
const same = (one: Datum): Datum => (one === 'CGCS2000' ? 'WGS84' : one);

describe('the datum that a batch is probably in', () => {
  test('is found out, whatever was supposed, where the batch fills the area', () => {
    fc.assert(
      fc.property(datum, datum, seed, (truth, supposed, n) => {
        const fixes = convertMany(fixesIn(500, n, 5), 'WGS84', truth);
        const covers = (lng: number, lat: number) => {
          const [x, y] = convertMany(Float64Array.of(lng, lat), supposed, 'WGS84');
          return town(x as number, y as number);
        };
        const { datum: found, shares } = likelyDatum(fixes, covers, supposed);
        expect(same(found)).toBe(same(truth));
        for (const other of datums)
          if (same(other) !== same(truth)) expect(shares[other]).toBeLessThan(shares[truth]);
      }),
    );
  });

  test('comes with the share of places that lie inside by each datum', () => {
    const fixes = convertMany(fixesIn(2000, 7), 'WGS84', 'GCJ02');
    const { datum: found, shares } = likelyDatum(fixes, town, 'WGS84');
    expect(found).toBe('GCJ02');
    expect(shares.GCJ02).toBe(1);
    expect(shares.WGS84).toBe(shares.CGCS2000);
    const inside = Array.from({ length: 2000 }, (_, i) =>
      town(fixes[2 * i] as number, fixes[2 * i + 1] as number),
    ).filter(Boolean).length;
    expect(shares.WGS84).toBe(inside / 2000);
  });

  test('stays the supposed one where all readings lie inside, where none does, and where there are no places', () => {
    const everywhere = likelyDatum(fixesIn(100, 1), () => true, 'GCJ02');
    expect(everywhere).toEqual({
      datum: 'GCJ02',
      shares: { CGCS2000: 1, WGS84: 1, GCJ02: 1, BD09: 1 },
    });
    expect(likelyDatum(fixesIn(100, 1), () => false, 'BD09').datum).toBe('BD09');
    expect(likelyDatum(new Float64Array(0), town, 'CGCS2000')).toEqual({
      datum: 'CGCS2000',
      shares: { CGCS2000: 0, WGS84: 0, GCJ02: 0, BD09: 0 },
    });
  });

  test('stays the supposed one where fewer than ten places speak against it', () => {
    const outsideTheEastRim = (count: number) =>
      Float64Array.from({ length: 2 * count }, (_, i) => (i % 2 === 0 ? east + 0.002 : 29.02));
    expect(likelyDatum(outsideTheEastRim(9), town, 'WGS84').datum).toBe('WGS84');
    expect(likelyDatum(outsideTheEastRim(10), town, 'WGS84').datum).toBe('GCJ02');
  });

  test('is not asked of odd numbers or of a datum that nobody knows', () => {
    expect(() => likelyDatum(new Float64Array(3), town, 'WGS84')).toThrow(
      expect.objectContaining({ code: 'spatial/odd-length' }),
    );
    expect(() => likelyDatum(new Float64Array(2), town, 'NAD27' as Datum)).toThrow(
      expect.objectContaining({ code: 'spatial/unknown-datum' }),
    );
  });
});

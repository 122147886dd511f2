import {
  convert,
  type Datum,
  type DatumPoint,
  datums,
  distanceMetres,
  isDatum,
} from '@civigrid/spatial';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const mainland = fc.tuple(
  fc.double({ min: 73.6, max: 135, noNaN: true }),
  fc.double({ min: 18.2, max: 53.5, noNaN: true }),
);
const datum = fc.constantFrom(...datums);

describe('a place in another datum', () => {
  test('there and back again is exact to a micrometre, between any two datums', () => {
    fc.assert(
      fc.property(mainland, datum, datum, (point, from, to) => {
        const back = convert<Datum, Datum>(convert<Datum, Datum>(point, from, to), to, from);
        expect(distanceMetres(point, back)).toBeLessThanOrEqual(1e-6);
      }),
      { numRuns: 3000 },
    );
  });

  test('GCJ02 lies 300 to 700 metres off, BD09 another step', () => {
    fc.assert(
      fc.property(mainland, (point) => {
        const gcj = convert(point, 'WGS84', 'GCJ02');
        expect(distanceMetres(point, gcj)).toBeLessThan(700);
        expect(distanceMetres(point, convert(point, 'WGS84', 'BD09'))).toBeLessThan(1500);
        expect(convert(gcj, 'GCJ02', 'BD09')).toEqual(convert(point, 'WGS84', 'BD09'));
      }),
    );
    const zhuhai = convert([113.55, 22.22], 'WGS84', 'GCJ02');
    expect(Math.abs(distanceMetres([113.55, 22.22], zhuhai) - 619)).toBeLessThan(20);
    const jinhua = convert([119.65, 29.08], 'WGS84', 'GCJ02');
    expect(Math.abs(distanceMetres([119.65, 29.08], jinhua) - 564)).toBeLessThan(20);
  });

  test('the published answers for one place in Beijing are met', () => {
    const beijing = [116.404, 39.915] as const;
    const [lng, lat] = convert(beijing, 'WGS84', 'GCJ02');
    expect(lng).toBeCloseTo(116.41024449916938, 11);
    expect(lat).toBeCloseTo(39.91640428150164, 11);
    const [bdLng, bdLat] = convert(beijing, 'GCJ02', 'BD09');
    expect(bdLng).toBeCloseTo(116.41036949371029, 11);
    expect(bdLat).toBeCloseTo(39.92133699351021, 11);
  });

  test('WGS84 and CGCS2000 count as one, and so does any datum with itself', () => {
    expect(convert([119.65, 29.08], 'WGS84', 'CGCS2000')).toEqual([119.65, 29.08]);
    for (const one of datums)
      expect(convert<Datum, Datum>([119.65, 29.08], one, one)).toEqual([119.65, 29.08]);
  });

  test('outside the box of the formula GCJ02 is not shifted', () => {
    expect(convert([2.35, 48.85], 'WGS84', 'GCJ02')).toEqual([2.35, 48.85]);
    expect(convert([2.35, 48.85], 'GCJ02', 'WGS84')).toEqual([2.35, 48.85]);
  });

  test('a point of one datum does not compile where another is asked for', () => {
    const gcj: DatumPoint<'GCJ02'> = convert([119.65, 29.08], 'WGS84', 'GCJ02');
    // @ts-expect-error a GCJ02 point is not a WGS84 point
    const wrong: DatumPoint<'WGS84'> = gcj;
    // @ts-expect-error the datum that is named is not the point's
    convert(gcj, 'WGS84', 'BD09');
    expect(wrong).toBe(gcj);
  });

  test('a datum that nobody knows is refused', () => {
    expect(isDatum('NAD27')).toBe(false);
    expect(() => convert<Datum, Datum>([0, 0], 'NAD27' as Datum, 'WGS84')).toThrow(
      expect.objectContaining({ code: 'spatial/unknown-datum' }),
    );
  });
});

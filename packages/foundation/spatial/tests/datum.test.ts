import {
  convert,
  convertMany,
  type Datum,
  type DatumPoint,
  datums,
  distanceMetres,
  isDatum,
  type Point,
} from '@civigrid/spatial';
import coordtransform from 'coordtransform';
import fc from 'fast-check';
import gcoord from 'gcoord';
import { describe, expect, test } from 'vitest';
import { publishedBd09, publishedGcj02 } from './published-datums.ts';
import { randomFrom } from './random.ts';

const mainland = fc.tuple(
  fc.double({ min: 73.6, max: 135, noNaN: true }),
  fc.double({ min: 18.2, max: 53.5, noNaN: true }),
);
const datum = fc.constantFrom(...datums);

/** The farthest apart that two places are along one axis, in degrees. */
function apart(a: Point, b: Point): number {
  return Math.max(Math.abs(a[0] - b[0]), Math.abs(a[1] - b[1]));
}

/** Places on the mainland and beside it out of a seed, longitude and latitude in turn. */
function drawn(count: number, seed: number): Float64Array {
  const random = randomFrom(seed);
  return Float64Array.from({ length: 2 * count }, (_, i) =>
    i % 2 === 0 ? 73.6 + 61.4 * random() : 18.2 + 35.3 * random(),
  );
}

function* pointsOf(lngLat: Float64Array): Generator<Point> {
  for (let i = 0; i < lngLat.length; i += 2) yield [lngLat[i] as number, lngLat[i + 1] as number];
}

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

  test('of 20,000 places none comes back a tenth of a micrometre off', () => {
    const places = drawn(20_000, 21);
    const worst = { GCJ02: 0, BD09: 0 };
    for (const between of ['GCJ02', 'BD09'] as const)
      for (const point of pointsOf(places)) {
        const back = convert(convert(point, 'WGS84', between), between, 'WGS84');
        worst[between] = Math.max(worst[between], distanceMetres(point, back));
      }
    expect(worst.GCJ02).toBeLessThan(1e-7);
    expect(worst.BD09).toBeLessThan(1e-7);
  });

  test('beside the meridian of 105°, where the formula bends sharply, places come back to a micrometre', () => {
    const offset = fc
      .tuple(fc.double({ min: -15, max: -1, noNaN: true }), fc.constantFrom(-1, 1))
      .map(([power, sign]) => sign * 10 ** power);
    fc.assert(
      fc.property(
        fc.oneof(fc.constant(0), offset),
        fc.double({ min: 20, max: 45, noNaN: true }),
        (east, lat) => {
          const point = [105 + east, lat] as const;
          const back = convert(convert(point, 'WGS84', 'GCJ02'), 'GCJ02', 'WGS84');
          expect(distanceMetres(point, back)).toBeLessThanOrEqual(1e-6);
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('agrees with the published formulas to 2e-13 degree, in the whole box and at its corners', () => {
    const inTheBox = fc.tuple(
      fc.double({ min: 72.004, max: 137.8347, noNaN: true }),
      fc.double({ min: 0.8293, max: 55.8271, noNaN: true }),
    );
    fc.assert(
      fc.property(inTheBox, (point) => {
        expect(apart(convert(point, 'WGS84', 'GCJ02'), publishedGcj02(point))).toBeLessThan(2e-13);
        expect(apart(convert(point, 'GCJ02', 'BD09'), publishedBd09(point))).toBeLessThan(2e-13);
      }),
      { numRuns: 3000 },
    );
  });

  test('BD09 agrees with its formula all over the world, which has no box', () => {
    const anywhere = fc.tuple(
      fc.double({ min: -180, max: 180, noNaN: true }),
      fc.double({ min: -90, max: 90, noNaN: true }),
    );
    fc.assert(
      fc.property(fc.oneof(anywhere, fc.constant([0, 0] as const)), (point) => {
        expect(apart(convert(point, 'GCJ02', 'BD09'), publishedBd09(point))).toBeLessThan(5e-13);
      }),
      { numRuns: 3000 },
    );
  });

  test('agrees with coordtransform and gcoord on the way out, to 1e-12 degree', () => {
    for (const point of pointsOf(drawn(5000, 22))) {
      const [lng, lat] = point;
      const gcj = convert(point, 'WGS84', 'GCJ02');
      const theirs = coordtransform.wgs84togcj02(lng, lat);
      // coordtransform leaves off sooner: at 73.66° and 135.05°
      if (lng > 73.66) expect(apart(gcj, theirs)).toBeLessThan(1e-12);
      const other = gcoord.transform([lng, lat], gcoord.WGS84, gcoord.GCJ02);
      expect(apart(gcj, other as Point & number[])).toBeLessThan(1e-12);
      const bd = convert(point, 'GCJ02', 'BD09');
      expect(apart(bd, coordtransform.gcj02tobd09(lng, lat))).toBeLessThan(1e-12);
      const otherBd = gcoord.transform([lng, lat], gcoord.GCJ02, gcoord.BD09);
      expect(apart(bd, otherBd as Point & number[])).toBeLessThan(1e-12);
    }
  });

  test('GCJ02 lies 300 to 700 metres off, BD09 another step', () => {
    fc.assert(
      fc.property(mainland, (point) => {
        const gcj = convert(point, 'WGS84', 'GCJ02');
        expect(distanceMetres(point, gcj)).toBeLessThan(700);
        // 0.0065° to the east and 0.006° to the north, turned by at most 3·10⁻⁶ of 140°: 720 to 1,030 m from 18° to 54° N.
        const step = distanceMetres(gcj, convert(gcj, 'GCJ02', 'BD09'));
        expect(step).toBeGreaterThan(700);
        expect(step).toBeLessThan(1030);
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

describe('many places at once', () => {
  const anywhere = fc
    .array(
      fc.oneof(
        mainland,
        fc.tuple(fc.double(), fc.double()),
        fc.tuple(
          fc.constantFrom(72.004, 137.8347, 105, 0),
          fc.constantFrom(0.8293, 55.8271, 35, 0),
        ),
      ),
    )
    .map((points) => Float64Array.from(points.flat()));

  test('are converted as each of them, bit for bit, whatever the numbers are', () => {
    fc.assert(
      fc.property(anywhere, datum, datum, (lngLat, from, to) => {
        const asked = lngLat.slice();
        const each = [...pointsOf(lngLat)].flatMap((point) => [
          ...convert<Datum, Datum>(point, from, to),
        ]);
        const many = convertMany(lngLat, from, to);
        expect(many.length).toBe(each.length);
        for (let i = 0; i < each.length; i++) expect(Object.is(many[i], each[i])).toBe(true);
        expect(lngLat).toEqual(asked);
      }),
      { numRuns: 1000 },
    );
  });

  test('are written where one asks: into room of their own, in place, or over half of themselves', () => {
    const lngLat = drawn(100, 23);
    const expected = convertMany(lngLat, 'WGS84', 'BD09');

    const room = new Float64Array(204).fill(7);
    expect(convertMany(lngLat, 'WGS84', 'BD09', room)).toBe(room);
    expect(room.subarray(0, 200)).toEqual(expected);
    expect([...room.subarray(200)]).toEqual([7, 7, 7, 7]);

    const buffer = new Float64Array(300);
    buffer.set(lngLat);
    convertMany(buffer.subarray(0, 200), 'WGS84', 'BD09', buffer.subarray(100));
    expect(buffer.subarray(100)).toEqual(expected);

    expect(convertMany(lngLat, 'WGS84', 'BD09', lngLat)).toBe(lngLat);
    expect(lngLat).toEqual(expected);
  });

  test('are refused where the numbers are odd, the room too short, or the datum unknown, and nothing is written', () => {
    const refused = (code: string) => expect.objectContaining({ code });
    expect(() => convertMany(new Float64Array(3), 'WGS84', 'GCJ02')).toThrow(
      refused('spatial/odd-length'),
    );
    const room = new Float64Array(2);
    expect(() => convertMany(drawn(2, 24), 'WGS84', 'GCJ02', room)).toThrow(
      refused('spatial/out-too-short'),
    );
    expect([...room]).toEqual([0, 0]);
    for (const name of ['NAD27', '__proto__', 'toString'])
      expect(() => convertMany(drawn(2, 24), 'WGS84', name as Datum)).toThrow(
        refused('spatial/unknown-datum'),
      );
  });
});

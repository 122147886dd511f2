import { areaSquareMetres, distanceMetres, type Point, type Polygon } from '@civigrid/spatial';
import fc from 'fast-check';
import { expect, test } from 'vitest';

/** Vincenty's inverse formula, iterated to the end. */
function vincenty([lng1, lat1]: Point, [lng2, lat2]: Point): number {
  const a = 6378137;
  const f = 1 / 298.257222101;
  const b = a * (1 - f);
  const rad = Math.PI / 180;
  const u1 = Math.atan((1 - f) * Math.tan(lat1 * rad));
  const u2 = Math.atan((1 - f) * Math.tan(lat2 * rad));
  const l = (lng2 - lng1) * rad;
  let lambda = l;
  for (let i = 0; i < 200; i++) {
    const sinSigma = Math.hypot(
      Math.cos(u2) * Math.sin(lambda),
      Math.cos(u1) * Math.sin(u2) - Math.sin(u1) * Math.cos(u2) * Math.cos(lambda),
    );
    if (sinSigma === 0) return 0;
    const cosSigma = Math.sin(u1) * Math.sin(u2) + Math.cos(u1) * Math.cos(u2) * Math.cos(lambda);
    const sigma = Math.atan2(sinSigma, cosSigma);
    const sinAlpha = (Math.cos(u1) * Math.cos(u2) * Math.sin(lambda)) / sinSigma;
    const cos2 = 1 - sinAlpha ** 2;
    const cosM = cos2 === 0 ? 0 : cosSigma - (2 * Math.sin(u1) * Math.sin(u2)) / cos2;
    const c = (f / 16) * cos2 * (4 + f * (4 - 3 * cos2));
    const next =
      l +
      (1 - c) * f * sinAlpha * (sigma + c * sinSigma * (cosM + c * cosSigma * (2 * cosM ** 2 - 1)));
    if (Math.abs(next - lambda) < 1e-13) {
      const uu = (cos2 * (a * a - b * b)) / (b * b);
      const A = 1 + (uu / 16384) * (4096 + uu * (-768 + uu * (320 - 175 * uu)));
      const B = (uu / 1024) * (256 + uu * (-128 + uu * (74 - 47 * uu)));
      const delta =
        B *
        sinSigma *
        (cosM +
          (B / 4) *
            (cosSigma * (2 * cosM ** 2 - 1) -
              (B / 6) * cosM * (4 * sinSigma ** 2 - 3) * (4 * cosM ** 2 - 3)));
      return b * A * (sigma - delta);
    }
    lambda = next;
  }
  throw new Error('no end');
}

const place = fc.tuple(
  fc.double({ min: 73, max: 135, noNaN: true }),
  fc.double({ min: 18, max: 54, noNaN: true }),
);
const near = fc.double({ min: -0.05, max: 0.05, noNaN: true });

test('distances are those of the ellipsoid: to thirty metres across the country', () => {
  fc.assert(
    fc.property(place, place, (a, b) => {
      expect(Math.abs(distanceMetres(a, b) - vincenty(a, b))).toBeLessThan(30);
      expect(distanceMetres(a, b)).toBeCloseTo(distanceMetres(b, a), 6);
    }),
  );
});

test('distances within a town are right to a hundred-thousandth', () => {
  fc.assert(
    fc.property(place, near, near, ([lng, lat], east, north) => {
      const other: Point = [lng + east, lat + north];
      const truth = vincenty([lng, lat], other);
      expect(Math.abs(distanceMetres([lng, lat], other) - truth)).toBeLessThan(1e-5 * truth + 1e-6);
    }),
  );
  expect(distanceMetres([119.65, 29.08], [119.65, 29.08])).toBe(0);
});

function rectangle(lng: number, lat: number, side: number): Polygon {
  return {
    type: 'Polygon',
    coordinates: [
      [
        [lng, lat],
        [lng + side, lat],
        [lng + side, lat + side],
        [lng, lat + side],
        [lng, lat],
      ],
    ],
  };
}

test('the area of a small rectangle is its width times its height', () => {
  fc.assert(
    fc.property(place, ([x, y]) => {
      const [lng, lat] = [Math.round(x * 1000) / 1000, Math.round(y * 1000) / 1000];
      const middle = lat + 0.0005;
      const width = vincenty([lng, middle], [lng + 0.001, middle]);
      const height = vincenty([lng, lat], [lng, lat + 0.001]);
      const area = areaSquareMetres(rectangle(lng, lat, 0.001));
      expect(Math.abs(area / (width * height) - 1)).toBeLessThan(1e-6);
    }),
  );
});

test('the area of the whole globe is that of the ellipsoid', () => {
  const globe: Polygon = {
    type: 'Polygon',
    coordinates: [
      [
        [-180, -90],
        [180, -90],
        [180, 90],
        [-180, 90],
        [-180, -90],
      ],
    ],
  };
  expect(areaSquareMetres(globe) / 510065621724088).toBeCloseTo(1, 9);
});

test('holes are taken off, direction does not matter, and what has no area has none', () => {
  const [outer] = rectangle(119.65, 29.08, 0.004).coordinates;
  const [inner] = rectangle(119.651, 29.081, 0.001).coordinates;
  if (!outer || !inner) throw new Error('rings');
  const whole = areaSquareMetres({ type: 'Polygon', coordinates: [outer] });
  const hole = areaSquareMetres({ type: 'Polygon', coordinates: [inner] });
  const both = areaSquareMetres({ type: 'Polygon', coordinates: [outer.toReversed(), inner] });
  expect(both).toBeCloseTo(whole - hole, 3);
  expect(
    areaSquareMetres({
      type: 'Polygon',
      coordinates: [
        [
          [1, 1],
          [2, 2],
          [1, 1],
        ],
      ],
    }),
  ).toBe(0);
});

import { smallCosine, smallSine } from './small-angle.ts';

/** Semi-major axis in metres and squared eccentricity (Krasovsky 1940), as the published formula of GCJ02 has them. */
const axis = 6378245;
const eccentricity = 0.006693421622965943;

/** The formula counts from this place. */
const midLng = 105;
const midLat = 35;

const radian = Math.PI / 180;
const midSine = smallSine(midLat * radian);
const midCosine = smallCosine(midLat * radian);

/** Degrees a metre east on the equator, and a metre north were the ellipsoid's curve the same all over. */
const degreesEast = 180 / (Math.PI * axis);
const degreesNorth = degreesEast / (1 - eccentricity);

/**
 * Newton's rounds. The error of one is at most 0.04 times the square of the one before, in degrees: 1e-2, 4e-6, 6e-13.
 */
const rounds = 2;

/** So near its middle, in degrees, √|x| bends so sharply that a round gains no more than a constant factor. */
const bent = 0.02;
const roundsWhereBent = 8;

/** Outside this box GCJ02 is not shifted; the jump at its rim is the formula's own. */
function outsideShiftedBox(lng: number, lat: number): boolean {
  return !(lng >= 72.004 && lng <= 137.8347 && lat >= 0.8293 && lat <= 55.8271);
}

/**
 * The formula's waves are sines of 6, 15, 60, 180, 360 and 1080 times the degrees from the middle. One sine and cosine
 * lead to all of them: an angle is doubled, trebled, added. An error of the first grows a thousandfold on the way and
 * is then still 1e-10 metre.
 *
 * Leaves cosine and sine of 1, 6, 15, 60 and 180 times `degrees` in `turns`, one pair after the other.
 */
function turn(degrees: number, turns: Float64Array): void {
  const c1 = smallCosine(degrees * radian);
  const s1 = smallSine(degrees * radian);
  const c3 = c1 * (4 * c1 * c1 - 3);
  const s3 = s1 * (3 - 4 * s1 * s1);
  const c6 = 1 - 2 * s3 * s3;
  const s6 = 2 * s3 * c3;
  const c12 = 1 - 2 * s6 * s6;
  const s12 = 2 * s6 * c6;
  const c15 = c12 * c3 - s12 * s3;
  const s15 = s12 * c3 + c12 * s3;
  const c30 = 1 - 2 * s15 * s15;
  const s30 = 2 * s15 * c15;
  const c60 = 1 - 2 * s30 * s30;
  const s60 = 2 * s30 * c30;
  turns[0] = c1;
  turns[1] = s1;
  turns[2] = c6;
  turns[3] = s6;
  turns[4] = c15;
  turns[5] = s15;
  turns[6] = c60;
  turns[7] = s60;
  turns[8] = c60 * (4 * c60 * c60 - 3);
  turns[9] = s60 * (3 - 4 * s60 * s60);
}

/** Room for the turns of the two axes and for what `shiftAt` answers: taken once, so that no point costs memory. */
const eastTurns = new Float64Array(10);
const northTurns = new Float64Array(10);
const shift = new Float64Array(6);

/**
 * Leaves in `shift` by how much GCJ02 moves a place east and north, in degrees, and the slopes of that: east by
 * longitude, east by latitude, north by longitude, north by latitude.
 */
function shiftAt(lng: number, lat: number): void {
  const x = lng - midLng;
  const y = lat - midLat;
  turn(x, eastTurns);
  turn(y, northTurns);
  const c180 = eastTurns[8] as number;
  const s180 = eastTurns[9] as number;
  const c360 = 1 - 2 * s180 * s180;
  const s360 = 2 * s180 * c180;
  const c1080 = c360 * (4 * c360 * c360 - 3);
  const s1080 = s360 * (3 - 4 * s360 * s360);
  const far = Math.abs(x);
  const root = Math.sqrt(far);
  const shared = (40 / 3) * (s1080 + s360);
  const east =
    300 +
    x +
    2 * y +
    0.1 * x * (x + y) +
    0.1 * root +
    shared +
    (40 / 3) * s180 +
    (80 / 3) * (eastTurns[7] as number) +
    100 * (eastTurns[5] as number) +
    200 * (eastTurns[3] as number);
  const north =
    -100 +
    2 * x +
    3 * y +
    0.1 * y * (x + 2 * y) +
    0.2 * root +
    shared +
    (40 / 3) * (northTurns[9] as number) +
    (80 / 3) * (northTurns[7] as number) +
    (320 / 3) * (northTurns[5] as number) +
    (640 / 3) * (northTurns[3] as number);
  const sine = midSine * (northTurns[0] as number) + midCosine * (northTurns[1] as number);
  const cosine = midCosine * (northTurns[0] as number) - midSine * (northTurns[1] as number);
  const m = 1 - eccentricity * sine * sine;
  const rootM = Math.sqrt(m);
  const scaleEast = (degreesEast * rootM) / cosine;
  const scaleNorth = degreesNorth * m * rootM;
  shift[0] = scaleEast * east;
  shift[1] = scaleNorth * north;

  const sharedSlope = radian * 4800 * (3 * c1080 + c360);
  /** The slope of √|x|, held down where it goes to infinity. */
  const rootSlope = (0.5 * x) / Math.max(far * root, 1e-6);
  const eastByLng =
    1 +
    0.2 * x +
    0.1 * y +
    0.1 * rootSlope +
    sharedSlope +
    radian *
      (2400 * c180 +
        1600 * (eastTurns[6] as number) +
        1500 * (eastTurns[4] as number) +
        1200 * (eastTurns[2] as number));
  const northByLat =
    3 +
    0.4 * y +
    0.1 * x +
    radian *
      (2400 * (northTurns[8] as number) +
        1600 * (northTurns[6] as number) +
        1600 * (northTurns[4] as number) +
        1280 * (northTurns[2] as number));
  const flattening = (eccentricity * sine * cosine) / m;
  shift[2] = scaleEast * eastByLng;
  shift[3] = scaleEast * (2 + 0.1 * x + radian * east * (sine / cosine - flattening));
  shift[4] = scaleNorth * (2 + 0.1 * y + 0.2 * rootSlope + sharedSlope);
  shift[5] = scaleNorth * (northByLat - 3 * radian * north * flattening);
}

/** Turns the first `length` numbers, longitudes and latitudes in turn, from WGS84 into GCJ02, in place. */
export function toGcj02(lngLat: Float64Array, length: number): void {
  for (let i = 0; i < length; i += 2) {
    const lng = lngLat[i] as number;
    const lat = lngLat[i + 1] as number;
    if (outsideShiftedBox(lng, lat)) continue;
    shiftAt(lng, lat);
    lngLat[i] = lng + (shift[0] as number);
    lngLat[i + 1] = lat + (shift[1] as number);
  }
}

/** Turns the first `length` numbers from GCJ02 back into WGS84, in place, by Newton's method. */
export function fromGcj02(lngLat: Float64Array, length: number): void {
  for (let i = 0; i < length; i += 2) {
    const lng = lngLat[i] as number;
    const lat = lngLat[i + 1] as number;
    if (outsideShiftedBox(lng, lat)) continue;
    let x = lng;
    let y = lat;
    for (let left = Math.abs(lng - midLng) < bent ? roundsWhereBent : rounds; left > 0; left--) {
      shiftAt(x, y);
      const east = x - lng + (shift[0] as number);
      const north = y - lat + (shift[1] as number);
      const a = 1 + (shift[2] as number);
      const b = shift[3] as number;
      const c = shift[4] as number;
      const d = 1 + (shift[5] as number);
      const determinant = a * d - b * c;
      x -= (d * east - b * north) / determinant;
      y -= (a * north - c * east) / determinant;
    }
    lngLat[i] = x;
    lngLat[i + 1] = y;
  }
}

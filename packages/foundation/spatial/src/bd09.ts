import { smallCosine, smallSine } from './small-angle.ts';

/** BD09 turns a place by a wave of its longitude, in radians, and moves it outwards by one of its latitude, in degrees. */
const turned = 0.000003;
const movedOut = 0.00002;

/** What is added in the end, in degrees. */
const eastwards = 0.0065;
const northwards = 0.006;

/** Both waves come 25 times in three degrees: radians of the wave in a degree. */
const steepness = (Math.PI * 3000) / 180;

/** Newton's rounds. The error of one is about half the square of the one before, in degrees: 4e-4, 9e-8, 4e-15. */
const rounds = 2;

/** Cosine and sine of the waves: room taken once, so that no point costs memory. */
const lngWave = new Float64Array(2);
const latWave = new Float64Array(2);

/** Leaves the cosine and the sine of a coordinate's wave. A fourth of the angle is small; it is doubled twice. */
function waveAt(degrees: number, wave: Float64Array): void {
  const half = degrees * (25 / 3);
  const fourth = (half - Math.floor(half + 0.5)) * (Math.PI / 2);
  const s1 = smallSine(fourth);
  const s2 = 2 * s1 * smallCosine(fourth);
  const c2 = 1 - 2 * s1 * s1;
  wave[0] = 1 - 2 * s2 * s2;
  wave[1] = 2 * s2 * c2;
}

/** Where BD09 puts a place, and the slopes: longitude by longitude and by latitude, latitude by longitude and by latitude. */
const put = new Float64Array(6);

/** Leaves its answer in `put`. The published formula goes by polar coordinates; to turn by a small angle needs none. */
function putAt(lng: number, lat: number): void {
  waveAt(lng, lngWave);
  waveAt(lat, latWave);
  const radius = Math.sqrt(lng * lng + lat * lat) || 1;
  const out = (movedOut * (latWave[1] as number)) / radius;
  const angle = turned * (lngWave[0] as number);
  const sine = angle - (angle * angle * angle) / 6;
  const cosine = 1 - (angle * angle) / 2;
  const east = lng * cosine - lat * sine;
  const north = lng * sine + lat * cosine;
  put[0] = east + out * east + eastwards;
  put[1] = north + out * north + northwards;

  /** That `out` also shrinks with the radius is left out: a ten-millionth. */
  const outByLat = (movedOut * steepness * (latWave[0] as number)) / radius;
  const angleByLng = -turned * steepness * (lngWave[1] as number);
  put[2] = cosine + out - angleByLng * north;
  put[3] = outByLat * east - sine;
  put[4] = sine + angleByLng * east;
  put[5] = cosine + out + outByLat * north;
}

/** Turns the first `length` numbers, longitudes and latitudes in turn, from GCJ02 into BD09, in place. */
export function toBd09(lngLat: Float64Array, length: number): void {
  for (let i = 0; i < length; i += 2) {
    putAt(lngLat[i] as number, lngLat[i + 1] as number);
    lngLat[i] = put[0] as number;
    lngLat[i + 1] = put[1] as number;
  }
}

/** Turns the first `length` numbers from BD09 back into GCJ02, in place, by Newton's method. */
export function fromBd09(lngLat: Float64Array, length: number): void {
  for (let i = 0; i < length; i += 2) {
    const lng = lngLat[i] as number;
    const lat = lngLat[i + 1] as number;
    let x = lng - eastwards;
    let y = lat - northwards;
    for (let round = 0; round < rounds; round++) {
      putAt(x, y);
      const east = (put[0] as number) - lng;
      const north = (put[1] as number) - lat;
      const a = put[2] as number;
      const b = put[3] as number;
      const c = put[4] as number;
      const d = put[5] as number;
      const determinant = a * d - b * c;
      x -= (d * east - b * north) / determinant;
      y -= (a * north - c * east) / determinant;
    }
    lngLat[i] = x;
    lngLat[i + 1] = y;
  }
}

import type { Point } from '@civigrid/spatial';

/** The formulas as they were published, term by term, without a box: what the fast ones are measured by. */
const a = 6378245;
const e2 = 0.006693421622965943;
const s = (k: number): number => Math.sin(k * Math.PI);

/** WGS84 to GCJ02. */
export function publishedGcj02([lng, lat]: Point): Point {
  const x = lng - 105;
  const y = lat - 35;
  const shared = ((20 * s(6 * x) + 20 * s(2 * x)) * 2) / 3;
  let u = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * Math.sqrt(Math.abs(x)) + shared;
  u += ((20 * s(y) + 40 * s(y / 3)) * 2) / 3;
  u += ((160 * s(y / 12) + 320 * s(y / 30)) * 2) / 3;
  let v = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * Math.sqrt(Math.abs(x)) + shared;
  v += ((20 * s(x) + 40 * s(x / 3)) * 2) / 3;
  v += ((150 * s(x / 12) + 300 * s(x / 30)) * 2) / 3;
  const radians = (lat / 180) * Math.PI;
  const m = 1 - e2 * Math.sin(radians) ** 2;
  const north = (180 * u) / (((a * (1 - e2)) / (m * Math.sqrt(m))) * Math.PI);
  const east = (180 * v) / ((a / Math.sqrt(m)) * Math.cos(radians) * Math.PI);
  return [lng + east, lat + north];
}

/** GCJ02 to BD09. */
export function publishedBd09([lng, lat]: Point): Point {
  const k = (3000 * Math.PI) / 180;
  const z = Math.sqrt(lng * lng + lat * lat) + 0.00002 * Math.sin(lat * k);
  const theta = Math.atan2(lat, lng) + 0.000003 * Math.cos(lng * k);
  return [z * Math.cos(theta) + 0.0065, z * Math.sin(theta) + 0.006];
}

import { quantaPerDegree } from './quantum.ts';

/** Metres to a quantum of longitude and of latitude on the ellipsoid of CGCS2000. */
export function metresPerQuantum(latitude: number): readonly [east: number, north: number] {
  const radians = (latitude * Math.PI) / 180;
  const squared = 0.00669438002290079;
  const m = 1 - squared * Math.sin(radians) ** 2;
  const degree = (6378137 * Math.PI) / 180 / quantaPerDegree;
  return [
    (degree * Math.cos(radians)) / Math.sqrt(m),
    (degree * (1 - squared)) / (m * Math.sqrt(m)),
  ];
}

import type { Corner } from './alert.ts';

/** Positions as a device counts them are 0..1000, or 0..10000 where any exceeds 1000; their origin is the lower left corner. */
export function regionOf(points: readonly Corner[]): readonly Corner[] {
  if (!points.every((point) => point.every((n) => n >= 0 && n <= 10_000))) return [];
  const scale = points.some(([x, y]) => x > 1000 || y > 1000) ? 10_000 : 1000;
  return points.map(([x, y]) => [x / scale, (scale - y) / scale]);
}

/** A position as it is written in XML; NaN where it is none. */
export function position(text: string | undefined): number {
  return text !== undefined && /^\d{1,5}(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
}

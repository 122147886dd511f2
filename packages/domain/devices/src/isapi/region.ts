import type { Corner } from './alert.ts';

/** Positions as a device counts them are 0..1000, or 0..10000 where any exceeds 1000; their origin is the lower left corner. */
export function regionOf(points: readonly Corner[]): readonly Corner[] {
  let most = 0;
  for (const [x, y] of points) {
    if (!(x >= 0 && y >= 0 && x <= 10_000 && y <= 10_000)) return [];
    most = Math.max(most, x, y);
  }
  const scale = most > 1000 ? 10_000 : 1000;
  return points.map(([x, y]) => [x / scale, (scale - y) / scale]);
}

const decimal = /^\d{1,5}(\.\d+)?$/;

/** A position as it is written in XML; NaN where it is none. */
export function position(text: string | undefined): number {
  if (text === undefined) return Number.NaN;
  let value = 0;
  const { length } = text;
  for (let i = 0; i < length; i++) {
    const digit = text.charCodeAt(i) - 0x30;
    if (!(digit >= 0 && digit <= 9)) return decimal.test(text) ? Number(text) : Number.NaN;
    value = value * 10 + digit;
  }
  return length > 0 && length <= 5 ? value : Number.NaN;
}

/** A position of plain digits, read from its bytes; NaN where it is written in another way. */
export function plainPosition(bytes: Uint8Array, from: number, to: number): number {
  if (to - from > 5 || to === from) return Number.NaN;
  let value = 0;
  for (let i = from; i < to; i++) {
    const digit = (bytes[i] as number) - 0x30;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

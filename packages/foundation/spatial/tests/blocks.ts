import { type Polygon, readShape, type Shape } from '@civigrid/spatial';

/** A shape of rings of whole numbers, shell first, in units of a given number of quanta at 119.6° E 29° N. */
export function block(unit: number, ...rings: readonly (readonly [number, number])[][]): Shape {
  const place = ([x, y]: readonly [number, number]) =>
    [119.6 + (x * unit) / 1e8, 29 + (y * unit) / 1e8] as const;
  const coordinates = rings.map((ring) =>
    [...ring, ring[0] as readonly [number, number]].map(place),
  );
  const { shape } = readShape({ type: 'Polygon', coordinates } satisfies Polygon);
  if (!shape) throw new Error('no shape');
  return shape;
}

/** A box from one corner to the other. */
export const box = (unit: number, w: number, s: number, e: number, n: number): Shape =>
  block(unit, corners(w, s, e, n));

export const corners = (w: number, s: number, e: number, n: number): [number, number][] => [
  [w, s],
  [e, s],
  [e, n],
  [w, n],
];

/** A star-like ring of many random vertices around a place: simple, but as jagged as it likes. */
export function star(
  random: () => number,
  x: number,
  y: number,
  radius: number,
): [number, number][] {
  const count = 3 + Math.floor(random() * 12);
  return Array.from({ length: count }, (_, i) => {
    const angle = ((i + 0.8 * random()) / count) * 2 * Math.PI;
    const r = radius * (0.3 + 0.7 * random());
    return [Math.round(x + r * Math.cos(angle)), Math.round(y + r * Math.sin(angle))];
  });
}

/** The area in square quanta by the rings' own winding. */
export function squareQuanta(...shapes: readonly (Shape | undefined)[]): number {
  let sum = 0;
  for (const ring of shapes.flatMap((shape) => shape?.parts.flat() ?? [])) {
    const [ox, oy] = [ring[0] as number, ring[1] as number];
    for (let i = 0; i < ring.length; i += 2) {
      const j = (i + 2) % ring.length;
      sum +=
        ((ring[i] as number) - ox) * ((ring[j + 1] as number) - oy) -
        ((ring[i + 1] as number) - oy) * ((ring[j] as number) - ox);
    }
  }
  return sum / 2;
}

import { distanceMetres, type Point, type Side, toDegrees, tolerance } from '@civigrid/spatial';

function pointAt({ ax, ay, bx, by }: Side, t: number): Point {
  return [toDegrees(ax + t * (bx - ax)), toDegrees(ay + t * (by - ay))];
}

/** How far a place on one side, told by its share of the way, is from the line of another, in quanta. */
function distanceAt({ ax, ay, bx, by }: Side, t: number, line: Side): number {
  const [ux, uy] = [line.bx - line.ax, line.by - line.ay];
  const [x, y] = [ax + t * (bx - ax) - line.ax, ay + t * (by - ay) - line.ay];
  return Math.abs(ux * y - uy * x) / Math.hypot(ux, uy);
}

/**
 * How long two sides run along each other with their areas on either hand, in metres: wherever they lie beside each
 * other they have to be one within the tolerance, and a mere meeting of ends is none.
 */
function commonMetres(side: Side, other: Side): number {
  const [ux, uy] = [side.bx - side.ax, side.by - side.ay];
  const square = ux * ux + uy * uy;
  const shareOf = (x: number, y: number) => ((x - side.ax) * ux + (y - side.ay) * uy) / square;
  const to = Math.min(1, shareOf(other.ax, other.ay));
  const from = Math.max(0, shareOf(other.bx, other.by));
  if (!((to - from) * Math.sqrt(square) > 2 * tolerance)) return 0;
  if (distanceAt(side, from, other) > tolerance || distanceAt(side, to, other) > tolerance)
    return 0;
  return distanceMetres(pointAt(side, from), pointAt(side, to));
}

/**
 * By owner: how long the others' sides run along some sides, in metres. This finds the borders that neighbours drew
 * with different vertices.
 */
export function bordersAlong(
  sides: readonly Side[],
  others: readonly Side[],
): ReadonlyMap<number, number> {
  const west = ({ ax, bx }: Side) => Math.min(ax, bx);
  const east = ({ ax, bx }: Side) => Math.max(ax, bx);
  const byWest = [...others].sort((one, another) => west(one) - west(another));
  const widest = others.reduce((most, side) => Math.max(most, east(side) - west(side)), 0);
  const found = new Map<number, number>();
  for (const side of sides) {
    let first = 0;
    for (let last = byWest.length; first < last; ) {
      const middle = (first + last) >> 1;
      if (west(byWest[middle] as Side) < west(side) - widest - tolerance) first = middle + 1;
      else last = middle;
    }
    for (let i = first; i < byWest.length; i++) {
      const other = byWest[i] as Side;
      if (west(other) > east(side) + tolerance) break;
      if (Math.max(other.ay, other.by) < Math.min(side.ay, side.by) - tolerance) continue;
      if (Math.min(other.ay, other.by) > Math.max(side.ay, side.by) + tolerance) continue;
      const metres = commonMetres(side, other);
      if (metres > 0) found.set(other.owner, (found.get(other.owner) ?? 0) + metres);
    }
  }
  return found;
}

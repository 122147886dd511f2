import { boxOf } from './box.ts';
import type { AreaGeometry } from './geometry.ts';
import type { Point } from './point.ts';
import { toDegrees } from './quantum.ts';
import type { Ring } from './ring.ts';
import { readShape, type Shape } from './shape.ts';
import { sideOfPart } from './side.ts';

interface Section {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** A height between two neighbouring vertex heights, nearest to a share of the whole, so that no vertex lies on it. */
function quietHeight(rings: readonly Ring[], share: number): number {
  const [, south, , north] = boxOf(rings.slice(0, 1));
  const middle = south + share * (north - south);
  let below = south;
  let above = north;
  for (const ring of rings)
    for (let i = 1; i < ring.length; i += 2) {
      const y = ring[i] as number;
      if (y <= middle && y > below) below = y;
      if (y > middle && y < above) above = y;
    }
  return (below + above) / 2;
}

/** Holes may reach out of their shell: then what lies between two crossings need not be inside. */
function widestSection(rings: readonly Ring[], share: number): Section | undefined {
  const y = quietHeight(rings, share);
  const crossings: number[] = [];
  for (const ring of rings) {
    let ax = ring[ring.length - 2] as number;
    let ay = ring[ring.length - 1] as number;
    for (let i = 0; i < ring.length; i += 2) {
      const bx = ring[i] as number;
      const by = ring[i + 1] as number;
      if (ay > y !== by > y) crossings.push(ax + ((y - ay) / (by - ay)) * (bx - ax));
      ax = bx;
      ay = by;
    }
  }
  crossings.sort((a, b) => a - b);
  let best: Section | undefined;
  for (let i = 0; i + 1 < crossings.length; i += 2) {
    const west = crossings[i] as number;
    const east = crossings[i + 1] as number;
    const x = (west + east) / 2;
    const isInside = rings.length === 1 || sideOfPart(rings, x, y) > 0;
    if (isInside && !(best && east - west <= best.width)) best = { x, y, width: east - west };
  }
  return best;
}

/** A place well inside a shape, in quanta: the middle of its widest section at half height. */
export function interiorPoint(shape: Shape): readonly [x: number, y: number] | undefined {
  let best: Section | undefined;
  for (const rings of shape.parts) {
    const section =
      widestSection(rings, 1 / 2) ?? widestSection(rings, 1 / 4) ?? widestSection(rings, 3 / 4);
    if (section && (!best || section.width > best.width)) best = section;
  }
  return best && [best.x, best.y];
}

/** A point that lies inside a GeoJSON Polygon or MultiPolygon, never in a hole (标注点); undefined where it has no area. */
export function representativePoint(geometry: AreaGeometry): Point | undefined {
  const { shape } = readShape(geometry);
  const inside = shape && interiorPoint(shape);
  return inside && [toDegrees(inside[0]), toDegrees(inside[1])];
}

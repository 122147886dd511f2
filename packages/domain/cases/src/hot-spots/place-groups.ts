import type { GridCode } from '@civigrid/kernel';
import { textOrder } from '@civigrid/kernel';
import { distanceMetres } from '@civigrid/spatial';
import { type PlaceRaster, placeRaster } from '../place-raster.ts';
import type { Point } from '../point.ts';
import type { PlaceRow } from './place-row.ts';

/** What a category did at a place. */
export interface PlaceGroup {
  readonly category: string;
  readonly grid: GridCode;
  /** Where the place is a public point: that of its first case. */
  readonly point?: Point;
  /** In order of their reports. */
  readonly rows: PlaceRow[];
}

interface PublicPlace extends PlaceGroup {
  readonly point: Point;
  /** How many places were known before it. */
  readonly order: number;
}

type PublicRow = PlaceRow & { readonly point: Point };

const byTime = (a: PlaceRow, b: PlaceRow) => a.at - b.at || textOrder(a.case, b.case);

/** Groups rows by category and cell. */
function byCell(rows: readonly PlaceRow[]): readonly PlaceGroup[] {
  const groups: PlaceGroup[] = [];
  const known = new Map<string, Map<GridCode, PlaceGroup>>();
  for (const row of rows) {
    const { category, grid } = row;
    const cells = known.get(category) ?? new Map<GridCode, PlaceGroup>();
    known.set(category, cells);
    const group = cells.get(grid);
    if (group !== undefined) {
      group.rows.push(row);
      continue;
    }
    const first = { category, grid, rows: [row] };
    cells.set(grid, first);
    groups.push(first);
  }
  for (const group of groups) if (group.rows.length > 1) group.rows.sort(byTime);
  return groups;
}

/** The nearest place within a radius; of two as far the older one. */
function nearest(
  places: PlaceRaster<PublicPlace>,
  point: Point,
  radiusMetres: number,
): PublicPlace | undefined {
  let best: { readonly place: PublicPlace; readonly metres: number } | undefined;
  for (const place of places.near(point, radiusMetres)) {
    const metres = distanceMetres(point, place.point);
    if (metres > radiusMetres) continue;
    const apart = best === undefined ? -1 : metres - best.metres;
    if (apart < 0 || (apart === 0 && place.order < (best?.place.order ?? 0)))
      best = { place, metres };
  }
  return best?.place;
}

/** Groups rows by category and public point: the first case at a place gives it its point. */
function byPoint(rows: readonly PublicRow[], radiusMetres: number): readonly PlaceGroup[] {
  const groups: PlaceGroup[] = [];
  const known = new Map<string, PlaceRaster<PublicPlace>>();
  for (const row of [...rows].sort(byTime)) {
    const { category, grid, point } = row;
    const places = known.get(category) ?? placeRaster<PublicPlace>(radiusMetres);
    known.set(category, places);
    const place = nearest(places, point, radiusMetres);
    if (place !== undefined) {
      place.rows.push(row);
      continue;
    }
    const first = { category, grid, point, order: groups.length, rows: [row] };
    places.put(first, point);
    groups.push(first);
  }
  return groups;
}

/** Groups rows by category and place: with a radius, rows that have a public point by that, all others by their cell. */
export function placeGroups(
  rows: readonly PlaceRow[],
  radiusMetres: number | undefined,
): readonly PlaceGroup[] {
  if (radiusMetres === undefined) return byCell(rows);
  const pointed = (row: PlaceRow): row is PublicRow => row.point !== undefined;
  const cells = byCell(rows.filter((row) => !pointed(row)));
  return [...cells, ...byPoint(rows.filter(pointed), radiusMetres)];
}

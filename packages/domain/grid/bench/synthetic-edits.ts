import { type GridCode, gridCode } from '@civigrid/kernel';
import type { FieldSide, Position } from './ground.ts';
import { type City, type CityFeature, closed, fieldRing } from './synthetic-city.ts';

/** An edit of a division: codes that cease, and features that come or are drawn anew. */
export interface Edit {
  readonly retire: readonly GridCode[];
  readonly cells: readonly CityFeature[];
}

function cell(city: City, code: string, parent: string, ring: Position[]): CityFeature {
  return {
    type: 'Feature',
    properties: { code, parent, level: city.levels.at(-1) ?? '' },
    geometry: { type: 'Polygon', coordinates: [ring] },
  };
}

function sideOf(city: City, row: number, column: number, side: FieldSide): Position[] {
  const line: Position[] = [];
  city.ground.appendSide(line, row, column, side);
  return line;
}

/** Cuts a leaf in two from the middle of its west border to the middle of its east border (拆分). */
function split(city: City, row: number, column: number): Edit {
  const [code, parent] = city.namesOf(row, column);
  const east = sideOf(city, row, column, 'east');
  const west = sideOf(city, row, column, 'west');
  const [up, down] = [east.length >> 1, west.length >> 1];
  const south = [
    ...sideOf(city, row, column, 'south'),
    ...east.slice(0, up + 1),
    ...west.slice(down),
  ];
  const north = [
    ...east.slice(up),
    ...sideOf(city, row, column, 'north'),
    ...west.slice(0, down + 1),
  ];
  return {
    retire: [gridCode(code)],
    cells: [
      cell(city, `${code}N`, parent, closed(north)),
      cell(city, `${code}S`, parent, closed(south)),
    ],
  };
}

/** Moves one vertex of the border between a leaf and its neighbour in the east by two metres. */
function moveBorder(city: City, row: number, column: number): Edit {
  const line = sideOf(city, row, column, 'east');
  const [lng, lat] = line[line.length >> 1] as Position;
  const moved = Math.round((lng + 0.02 * city.ground.step) * 1e7) / 1e7;
  const redrawn = [column, column + 1].map((at) => {
    const ring = fieldRing(city.ground, row, at).map(
      ([x, y]): Position => (x === lng && y === lat ? [moved, lat] : [x, y]),
    );
    return cell(city, ...city.namesOf(row, at), ring);
  });
  return { retire: [], cells: redrawn };
}

/** Some edits of a city in which no leaf comes twice, splits and moves in turn; each leaves the city seamless. */
export function edits(city: City, count: number, random: () => number): readonly Edit[] {
  const touched = new Set<string>();
  const found: Edit[] = [];
  while (found.length < count) {
    const row = Math.floor(random() * (city.rows - 1));
    const column = Math.floor(random() * (city.columns - 1));
    const [code, parent] = city.namesOf(row, column);
    const [other, otherParent] = city.namesOf(row, column + 1);
    if (touched.has(code) || touched.has(other) || parent !== otherParent) continue;
    touched.add(code).add(other);
    found.push((found.length % 2 === 0 ? split : moveBorder)(city, row, column));
  }
  return found;
}

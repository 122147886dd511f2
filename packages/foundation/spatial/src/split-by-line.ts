import { DomainError } from '@civigrid/kernel';
import { boxTree } from './box-tree.ts';
import { type Side, sidesOf } from './chain.ts';
import type { SpatialErrorCode } from './datum.ts';
import { facesOf } from './faces.ts';
import { areaOfFaces } from './faces-area.ts';
import { orientation } from './orientation.ts';
import type { Point } from './point.ts';
import { toQuanta } from './quantum.ts';
import type { Shape } from './shape.ts';
import { isNearShape, sideOfShape } from './side.ts';
import { untangled } from './tangle.ts';

/** What the line counts, so that a face's value tells by its rest how often the shape covers it. */
const aside = 2 ** 20;

/** No line that a person drew has more positions. */
const most = 10_000;

function refuse(code: SpatialErrorCode, message: string, details: { position?: number } = {}) {
  return new DomainError(code, message, details);
}

/** The line in quanta, x and y in turn, without repeated positions. */
function readLine(line: readonly Point[]): readonly number[] {
  if (!Array.isArray(line) || line.length > most)
    throw refuse('spatial/bad-line', `A line is a list of at most ${most} positions.`);
  const places: number[] = [];
  for (let i = 0; i < line.length; i++) {
    const position: unknown = line[i];
    const [lng, lat]: readonly unknown[] = Array.isArray(position) ? position : [];
    const isPlace = Number.isFinite(lng) && Number.isFinite(lat);
    if (!isPlace || Math.abs(lng as number) > 180 || Math.abs(lat as number) > 90)
      throw refuse('spatial/bad-line', 'A position of the line is no place on the globe.', {
        position: i,
      });
    const [x, y] = [toQuanta(lng as number), toQuanta(lat as number)];
    if (places.at(-2) !== x || places.at(-1) !== y) places.push(x, y);
  }
  if (places.length < 4) throw refuse('spatial/bad-line', 'A line has two places at least.');
  return places;
}

function segmentsOf(places: readonly number[]): readonly Side[] {
  const sides: Side[] = [];
  for (let i = 0; i + 3 < places.length; i += 2) {
    const [ax, ay, bx, by] = places.slice(i, i + 4) as [number, number, number, number];
    sides.push({ ax, ay, bx, by, owner: 1, weight: aside });
  }
  return sides;
}

function crossesItself(segments: readonly Side[]): boolean {
  const boxes = Float64Array.from(
    segments.flatMap(({ ax, ay, bx, by }) => [
      Math.min(ax, bx),
      Math.min(ay, by),
      Math.max(ax, bx),
      Math.max(ay, by),
    ]),
  );
  const tree = boxTree(boxes);
  return segments.some(({ ax, ay, bx, by }, i) => {
    let met = false;
    const [w, s, e, n] = boxes.subarray(4 * i, 4 * i + 4) as unknown as [
      number,
      number,
      number,
      number,
    ];
    tree.each(w, s, e, n, (j) => {
      if (met || j <= i) return;
      const { ax: cx, ay: cy, bx: dx, by: dy } = segments[j] as Side;
      met =
        orientation(ax, ay, bx, by, cx, cy) * orientation(ax, ay, bx, by, dx, dy) < 0 &&
        orientation(cx, cy, dx, dy, ax, ay) * orientation(cx, cy, dx, dy, bx, by) < 0;
    });
    return met;
  });
}

function endsInside(shape: Shape, x: number, y: number): boolean {
  return sideOfShape(shape, x, y) > 0 && !isNearShape(shape, x, y);
}

/**
 * Cuts a shape along a line of positions in degrees that begins and ends on its border or outside (切分). The pieces
 * share the very same vertices; their neighbours get them by `withVertices`. Pieces come in the order of their lowest
 * vertex. Refuses: `spatial/bad-line` (no places on the globe, fewer than two, more than 10,000),
 * `spatial/line-crosses-itself`, `spatial/line-ends-inside`, `spatial/line-does-not-cut` (one piece would be left) and,
 * as `unionOf`, `spatial/too-tangled`.
 *
 * @example
 * const [west, east] = splitByLine(shape, [[119.65, 29.07], [119.65, 29.09]]);
 */
export function splitByLine(shape: Shape, line: readonly Point[]): readonly Shape[] {
  const places = readLine(line);
  const segments = segmentsOf(places);
  if (crossesItself(segments))
    throw refuse('spatial/line-crosses-itself', 'The line crosses itself.');
  const last = places.length - 2;
  for (const at of [0, last])
    if (endsInside(shape, places[at] as number, places[at + 1] as number))
      throw refuse(
        'spatial/line-ends-inside',
        'The line has to begin and end on the border or outside.',
        { position: at === 0 ? 0 : line.length - 1 },
      );
  // An open line has no inside: it changes values by multiples of what it counts, and the rest is the shape's own cover.
  const sides = sidesOf(shape, 0, 1);
  const pieces = facesOf(untangled([...sides, ...segments]))
    .filter(({ value }) => value - Math.round(value / aside) * aside > 0)
    .flatMap((face) => areaOfFaces([face]) ?? [])
    .sort((a, b) => a.box[0] - b.box[0] || a.box[1] - b.box[1] || a.box[2] - b.box[2]);
  if (pieces.length <= facesOf(sides).filter(({ value }) => value > 0).length)
    throw refuse('spatial/line-does-not-cut', 'The line leaves the area in one piece.');
  return pieces;
}

import { type Point, readShape, type Shape, sideOfShape, toQuanta } from '@civigrid/spatial';
import { signedArea } from './ring-area.ts';

type Line = readonly Point[];

/** Rings of one record put together to parts, or why not. */
export type Nesting =
  | { readonly parts: readonly (readonly Line[])[]; readonly turned: boolean }
  | 'too-complex';

/** How many positions may still be looked at, over a whole file, to find out which hole lies in which shell. */
export interface NestingWork {
  left: number;
}

/** Enough for any honest file: well below a second of work. */
export function nestingWork(): NestingWork {
  return { left: 8_000_000 };
}

interface DrawnRing {
  readonly line: Line;
  /** Twice the signed area, positive counter-clockwise. */
  readonly area: number;
}

type Box = readonly [west: number, south: number, east: number, north: number];

function boxOf(ring: Line): Box {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lng, lat] of ring) {
    west = Math.min(west, lng);
    south = Math.min(south, lat);
    east = Math.max(east, lng);
    north = Math.max(north, lat);
  }
  return [west, south, east, north];
}

interface Shell extends DrawnRing {
  readonly box: Box;
  readonly rings: Line[];
  /** The shell alone, made when it is first asked. */
  shape?: Shape | undefined;
}

/** What one question to a shell costs besides its positions. */
const questionWork = 16;

/** Whether a hole lies in a shell: its first position that is not on the border decides, for rings do not cross. */
function holds(shell: Shell, hole: DrawnRing, spend: (positions: number) => boolean): boolean {
  const [west, south, east, north] = shell.box;
  const [x, y] = hole.line[0] ?? [NaN, NaN];
  if (!(x >= west && x <= east && y >= south && y <= north)) return false;
  shell.shape ??= readShape({ type: 'Polygon', coordinates: [shell.line] }).shape;
  const { shape } = shell;
  if (!shape) return false;
  for (const [lng, lat] of hole.line) {
    if (!spend(questionWork + shell.line.length)) return false;
    const side = sideOfShape(shape, toQuanta(lng), toQuanta(lat));
    if (side !== 0) return side > 0;
  }
  return true;
}

/**
 * Puts the rings of a Shapefile record together: there shells run clockwise and holes the other way, and nothing says
 * which hole is whose. A hole belongs to the smallest shell that holds it. Where the largest ring runs the wrong way,
 * all are taken to; a hole that lies nowhere is a shell. What comes out is wound as GeoJSON wants it.
 */
export function nestRings(rings: readonly Line[], work: NestingWork): Nesting {
  const drawn = rings.map((line): DrawnRing => ({ line, area: signedArea(line) }));
  const largest = drawn.reduce(
    (most, { area }) => (Math.abs(area) > Math.abs(most) ? area : most),
    0,
  );
  const shellsAreClockwise = largest <= 0;
  const toGeoJson = ({ line }: DrawnRing) => (shellsAreClockwise ? line.toReversed() : line);
  const isShell = ({ area }: DrawnRing) => area <= 0 === shellsAreClockwise || area === 0;
  const shells = drawn
    .filter(isShell)
    .map((ring): Shell => ({ ...ring, box: boxOf(ring.line), rings: [toGeoJson(ring)] }));
  const holes = drawn.filter((ring) => !isShell(ring));
  const bySize = shells.toSorted((a, b) => Math.abs(a.area) - Math.abs(b.area));
  const spend = (positions: number) => {
    work.left -= positions;
    return work.left >= 0;
  };
  const strays: (readonly Line[])[] = [];
  for (const hole of holes) {
    const size = Math.abs(hole.area) * (1 + 1e-9);
    const larger = (shell: Shell) => Math.abs(shell.area) > size;
    const owner =
      shells.length === 1
        ? shells[0]
        : bySize.find((shell) => spend(1) && larger(shell) && holds(shell, hole, spend));
    if (work.left < 0) return 'too-complex';
    if (owner) owner.rings.push(toGeoJson(hole));
    else strays.push([toGeoJson(hole).toReversed()]);
  }
  return {
    parts: [...shells.map((shell) => shell.rings), ...strays],
    turned: !shellsAreClockwise || strays.length > 0,
  };
}

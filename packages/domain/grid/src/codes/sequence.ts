import { DomainError } from '@civigrid/kernel';
import type { AreaGeometry, Point } from '@civigrid/spatial';
import type { CodeErrorCode } from './code-error.ts';

/** A cell to be put in order. */
export interface PlacedCell {
  /** Any text that no other cell of the sequence has. */
  readonly key: string;
  /** Its representative point. */
  readonly point: Point;
  /** How far it reaches from south to north, in degrees. */
  readonly height: number;
  /** Decides between cells of one place. */
  readonly geometry?: AreaGeometry;
}

/** How cells are put in order. */
export interface SequenceOptions {
  /** The height of a row in degrees; the median height of the cells if left out. */
  readonly bandHeight?: number;
}

function refuse(code: CodeErrorCode, message: string, key: string): never {
  throw new DomainError(code, message, { key });
}

function checked<Cell extends PlacedCell>(cells: Iterable<Cell>): Cell[] {
  const keys = new Set<string>();
  return Array.from(cells, (cell) => {
    const { key, point, height } = cell;
    const isPlace = Number.isFinite(point[0]) && Number.isFinite(point[1]);
    if (!isPlace || !(height >= 0 && height < Infinity))
      refuse('grid/invalid-place', 'A cell needs a point and a height that is not negative.', key);
    if (keys.has(key)) refuse('grid/duplicate-key', 'Two cells have one key.', key);
    keys.add(key);
    return cell;
  });
}

function median(heights: readonly number[]): number {
  const sorted = [...heights].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

/** All positions from west to east: the same however the rings begin and wind. */
function positionsOf({ geometry }: PlacedCell): readonly Point[] {
  if (!geometry) return [];
  const { type, coordinates } = geometry;
  const rings = type === 'Polygon' ? coordinates : coordinates.flat();
  return rings.flat().sort((a, b) => a[0] - b[0] || a[1] - b[1]);
}

function byGeometry(a: PlacedCell, b: PlacedCell): number {
  const [one, other] = [positionsOf(a), positionsOf(b)];
  for (const [i, [lng, lat]] of one.entries()) {
    const beside = other[i];
    if (!beside) break;
    const difference = lng - beside[0] || lat - beside[1];
    if (difference !== 0) return difference;
  }
  return one.length - other.length;
}

function inRow(a: PlacedCell, b: PlacedCell): number {
  return (
    a.point[0] - b.point[0] ||
    b.point[1] - a.point[1] ||
    a.height - b.height ||
    byGeometry(a, b) ||
    (a.key < b.key ? -1 : 1)
  );
}

/**
 * Cells in the order in which standards number them: from west to east, from north to south (从西向东、从北向南). The
 * northernmost cell begins a row; in it lies whatever is less than half a band below, so that a row is one band high
 * around its beginning and borders that are not quite straight do not tear it. Of one longitude the northern cell comes
 * first, then the lower one, then geometry decides, at last the key; the order of the input never does. Refuses with
 * `grid/invalid-place` and `grid/duplicate-key`.
 */
export function sequence<Cell extends PlacedCell>(
  cells: Iterable<Cell>,
  options: SequenceOptions = {},
): readonly Cell[] {
  const left = checked(cells).sort((a, b) => b.point[1] - a.point[1]);
  const reach = (options.bandHeight ?? median(left.map(({ height }) => height))) / 2;
  const ordered: Cell[] = [];
  let row: Cell[] = [];
  const closeRow = () => {
    for (const cell of row.sort(inRow)) ordered.push(cell);
    row = [];
  };
  for (const cell of left) {
    const top = row[0]?.point[1] ?? cell.point[1];
    if (cell.point[1] !== top && !(top - cell.point[1] < reach)) closeRow();
    row.push(cell);
  }
  closeRow();
  return ordered;
}

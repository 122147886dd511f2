import { randomFrom } from '../tests/tiling.ts';

/** A position as a parsed file has it. */
export type Position = [longitude: number, latitude: number];

/** The four sides of a field of the lattice, in the order of walking around it counter-clockwise. */
export const walk = ['south', 'east', 'north', 'west'] as const;

/** One side of a field. */
export type FieldSide = (typeof walk)[number];

/**
 * A lattice of fields whose common borders are crooked. Every corner and every border is a function of its place and
 * the seed, so that neighbours draw the same border and nothing has to be kept: a million fields cost no more than one.
 */
export interface Ground {
  /** Degrees from one corner to the next, before they are moved about. */
  readonly step: number;
  /** Where the corner in the south-west of the field at row 0, column 0 would lie if it were not moved. */
  readonly origin: Position;
  /** The middle of a field, not on its border. */
  middle(row: number, column: number): Position;
  /** Appends one side of a field, walking counter-clockwise: its first corner and what follows, without the last corner. */
  appendSide(ring: Position[], row: number, column: number, side: FieldSide): void;
  /** A number of its own for each field and purpose: the seed of whatever else is drawn there. */
  seedAt(purpose: number, row: number, column: number): number;
}

/** How many vertices a border has between its two corners: a field of four sides has 20 to 60 vertices, 40 on average. */
const fewest = 4;
const most = 14;

/** Corners move a tenth of a step, borders leave their line by 4 % of its length at most: no two ever cross. */
const cornerShift = 0.1;
const bend = 0.08;

/** Makes the ground. Coordinates are multiples of 10^-digits degree. */
export function ground(seed: number, step: number, digits: 7 | 8): Ground {
  const perDegree = 10 ** digits;
  const origin: Position = [119.6, 29];
  const scale = step * perDegree;
  const [west, south] = origin.map((degrees) => Math.round(degrees * perDegree)) as Position;

  const seedAt = (purpose: number, row: number, column: number): number => {
    let hash = Math.imul(seed ^ Math.imul(purpose + 1, 0x9e3779b1), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 15) ^ row, 0xc2b2ae35);
    hash = Math.imul(hash ^ (hash >>> 13) ^ column, 0x27d4eb2f);
    return hash ^ (hash >>> 16);
  };
  const cornerOf = (row: number, column: number): Position => {
    const random = randomFrom(seedAt(0, row, column));
    return [
      Math.round(west + scale * (column + cornerShift * (2 * random() - 1))),
      Math.round(south + scale * (row + cornerShift * (2 * random() - 1))),
    ];
  };
  const degrees = ([x, y]: Position): Position => [x / perDegree, y / perDegree];

  /** The border from a corner to the next one in the east or north: first corner, inner vertices, last corner. */
  const border = (row: number, column: number, eastward: boolean): readonly Position[] => {
    const random = randomFrom(seedAt(eastward ? 1 : 2, row, column));
    const first = cornerOf(row, column);
    const last = eastward ? cornerOf(row, column + 1) : cornerOf(row + 1, column);
    const [dx, dy] = [last[0] - first[0], last[1] - first[1]];
    const inner = fewest + Math.floor(random() * (most - fewest + 1));
    const line = [first];
    for (let i = 1; i <= inner; i++) {
      const t = i / (inner + 1);
      const aside = bend * Math.min(t, 1 - t) * (2 * random() - 1);
      line.push([
        Math.round(first[0] + t * dx - aside * dy),
        Math.round(first[1] + t * dy + aside * dx),
      ]);
    }
    line.push(last);
    return line;
  };

  return {
    step,
    origin,
    seedAt,
    middle(row, column) {
      const corners = [0, 1].flatMap((r) => [0, 1].map((c) => cornerOf(row + r, column + c)));
      return degrees([
        Math.round(corners.reduce((sum, [x]) => sum + x, 0) / 4),
        Math.round(corners.reduce((sum, [, y]) => sum + y, 0) / 4),
      ]);
    },
    appendSide(ring, row, column, side) {
      const line =
        side === 'south' || side === 'north'
          ? border(side === 'south' ? row : row + 1, column, true)
          : border(row, side === 'west' ? column : column + 1, false);
      const last = line.length - 1;
      const forward = side === 'south' || side === 'east';
      for (let i = 0; i < last; i++) ring.push(degrees(line[forward ? i : last - i] as Position));
    },
  };
}

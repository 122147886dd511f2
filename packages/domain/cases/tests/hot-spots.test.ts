import { findHotSpots, type HotSpotPolicy, type PlaceRow } from '@civigrid/cases/hot-spots';
import { caseId, type GridCode, gridCode, isDomainError } from '@civigrid/kernel';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { groups } from './place-row-groups.ts';

const day = 86_400_000;
/** Monday, 2026-06-01, 00:00 in Beijing. */
const monday = Date.UTC(2026, 4, 31, 16);
/** A week against the eight weeks before it. */
const weekly: HotSpotPolicy = { until: monday, recentMs: 7 * day, baselineMs: 56 * day };
const recent = monday - 7 * day;

let made = 0;
/** So many cases in a cell, evenly spread over a time. */
function cases(
  count: number,
  {
    from,
    until,
    category = 'sewer.overflow',
    grid = 'g1',
  }: {
    readonly from: number;
    readonly until: number;
    readonly category?: string;
    readonly grid?: string;
  },
): readonly PlaceRow[] {
  return Array.from({ length: count }, (_, i) => ({
    case: caseId(`case-${made++}`),
    category,
    grid: gridCode(grid),
    at: Math.floor(from + ((until - from) * (i + 0.5)) / count),
  }));
}
const now = { from: recent, until: monday };
const before = { from: recent - 56 * day, until: recent };

/** A generator of numbers in [0, 1), the same in every run. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}

describe('a week beside the eight weeks before it', () => {
  test('a cell where far more happens than used to is told with its reasons', () => {
    const rows = [...cases(9, now), ...cases(8, before), ...cases(60, { ...before, grid: 'g2' })];
    const { spots, tested, weekdays, issues } = findHotSpots(rows, weekly);
    expect([tested, weekdays, issues]).toEqual([2, true, []]);
    expect(spots).toMatchObject([
      {
        rank: 1,
        grid: 'g1',
        category: 'sewer.overflow',
        area: 'cell',
        cells: ['g1'],
        observed: 9,
        baseline: 8,
      },
    ]);
    // A ninth of 17 cases is expected: 8 in eight weeks is one a week.
    expect(spots[0]?.expected).toBeCloseTo(1, 2);
    expect(spots[0]?.adjusted).toBeCloseTo((spots[0]?.p ?? 0) * 2, 12);
  });

  test('the probability is exact: of 17 cases 9 or more in one of nine weeks', () => {
    const rows = [...cases(9, now), ...cases(8, before)];
    const plain = { ...weekly, recentMs: 3 * day, until: monday - 4 * day, baselineMs: 24 * day };
    const [from, until] = [plain.until - 3 * day, plain.until];
    const shifted = [
      ...cases(9, { from, until }),
      ...cases(8, { from: from - 24 * day, until: from }),
    ];
    const { spots, weekdays } = findHotSpots(shifted, plain);
    expect(weekdays).toBe(false);
    expect(spots[0]?.p).toBeCloseTo(exactTail(9, 17, 1n, 9n), 15);
    expect(findHotSpots(rows, weekly).spots[0]?.p).toBeCloseTo(exactTail(9, 17, 1n, 9n), 15);
  });

  test('one case where nothing was ever heard of is no hot spot, five are', () => {
    expect(findHotSpots(cases(1, now), { ...weekly, minimumCount: 1 }).spots).toEqual([]);
    const [spot] = findHotSpots(cases(5, now), weekly).spots;
    expect(spot).toMatchObject({ observed: 5, expected: 0, baseline: 0 });
    expect(spot?.p).toBeCloseTo(1 / 9 ** 5, 12);
  });

  test('what stays as it was, or becomes less, is not told, nor what lies outside both windows', () => {
    const rows = [
      ...cases(10, now),
      ...cases(80, before),
      ...cases(500, { from: monday, until: monday + day }),
      ...cases(500, { from: recent - 100 * day, until: recent - 56 * day }),
    ];
    expect(findHotSpots(rows, weekly).spots).toEqual([]);
    expect(findHotSpots([...cases(2, now), ...cases(80, before)], weekly).spots).toEqual([]);
  });

  test('the strongest evidence comes first, even where no number is small enough to tell it', () => {
    const rows = [
      ...cases(400, { ...now, grid: 'burst' }),
      ...cases(900, { ...now, grid: 'storm' }),
      ...cases(9, { ...now, grid: 'more' }),
    ];
    const { spots } = findHotSpots(rows, weekly);
    expect(spots.map(({ grid, rank, p }) => [grid, rank, p === 0])).toEqual([
      ['storm', 1, true],
      ['burst', 2, true],
      ['more', 3, false],
    ]);
  });

  test('a Monday is measured by Mondays', () => {
    const mondays = Array.from({ length: 9 }, (_, i) => monday - (8 - i) * 7 * day).flatMap((at) =>
      cases(6, { from: at, until: at + day }),
    );
    const policy = { until: monday + day, recentMs: day, baselineMs: 56 * day };
    const { spots, weekdays } = findHotSpots(mondays, policy);
    expect([spots, weekdays]).toEqual([[], true]);
    // Three weeks are too few to know a weekday by.
    const short = findHotSpots(mondays, { ...policy, baselineMs: 21 * day });
    expect([short.spots.length, short.weekdays]).toEqual([1, false]);
  });

  test('neighbours are counted together where the host says who they are', () => {
    const grids = ['g1', 'g2', 'g3'].map(gridCode);
    const rows = grids.flatMap((grid) => [
      ...cases(4, { ...now, grid }),
      ...cases(8, { ...before, grid }),
    ]);
    expect(findHotSpots(rows, { ...weekly, falseDiscoveryRate: 0.01 }).spots).toEqual([]);
    const neighbours = new Map<GridCode, readonly GridCode[]>([
      [gridCode('g1'), [...grids, gridCode('g2'), gridCode('empty')]],
    ]);
    const { spots, tested } = findHotSpots(rows, {
      ...weekly,
      falseDiscoveryRate: 0.01,
      neighbours,
    });
    expect(tested).toBe(4);
    expect(spots).toMatchObject([
      { grid: 'g1', area: 'neighbourhood', cells: grids, observed: 12, baseline: 24 },
    ]);
  });

  test('rows that cannot be read are told', () => {
    const [one, two] = cases(2, now);
    if (one === undefined || two === undefined) throw new Error('no rows');
    const { issues } = findHotSpots([one, { ...two, at: 0.5 }, one], weekly);
    expect(issues).toEqual([
      { code: 'cases/invalid-row', row: 1, path: '/at' },
      { code: 'cases/repeated-row', row: 2, path: '/case' },
    ]);
  });
});

test.each([
  ['/until', { until: Number.NaN }],
  ['/recentMs', { recentMs: 0 }],
  ['/baselineMs', { baselineMs: -1 }],
  ['/baselineMs', { until: -8e15, baselineMs: 8e15 }],
  ['/falseDiscoveryRate', { falseDiscoveryRate: 1 }],
  ['/minimumCount', { minimumCount: 0 }],
  ['/offsetMs', { offsetMs: 25 * 3_600_000 }],
])('a policy that cannot be meant is refused: %s', (path, change) => {
  let caught: unknown;
  try {
    findHotSpots([], { ...weekly, ...change });
  } catch (error) {
    caught = error;
  }
  expect(isDomainError(caught, 'cases/invalid-hot-spot-policy')).toBe(true);
  expect(caught).toMatchObject({ details: { path } });
});

/** The same tail in whole numbers: nothing is rounded until the end. */
function exactTail(atLeast: number, trials: number, of: bigint, all: bigint): number {
  let choose = 1n;
  let sum = 0n;
  for (let k = 0; k <= trials; k++) {
    if (k >= atLeast) sum += choose * of ** BigInt(k) * (all - of) ** BigInt(trials - k);
    choose = (choose * BigInt(trials - k)) / BigInt(k + 1);
  }
  const digits = 10n ** 40n;
  return Number((sum * digits) / all ** BigInt(trials)) / 1e40;
}

/** The naive reading: exact tails, and the largest set that Benjamini and Hochberg's rule keeps, tried from the top. */
function naive(rows: readonly PlaceRow[], weeks: bigint, rate: number) {
  const tests = [...groups(rows, ({ grid, category }) => `${grid}/${category}`)].map(
    ([name, list]) => {
      const count = list.filter(({ at }) => at >= recent).length;
      const expected = (list.length - count) / Number(weeks);
      const p = count >= 3 && count > expected ? exactTail(count, list.length, 1n, weeks + 1n) : 1;
      return { name, p };
    },
  );
  for (let kept = tests.length; kept > 0; kept--) {
    const limit = (rate * kept) / tests.length;
    const below = tests.filter(({ p }) => p <= limit);
    if (below.length >= kept) return below.map(({ name }) => name).sort();
  }
  return [];
}

test('what is told is what exact arithmetic and the rule of Benjamini and Hochberg keep', () => {
  const counts = fc.array(
    fc.record({
      grid: fc.constantFrom('g1', 'g2', 'g3'),
      category: fc.constantFrom('a', 'b', '__proto__'),
      now: fc.integer({ min: 0, max: 12 }),
      then: fc.integer({ min: 0, max: 30 }),
    }),
    { maxLength: 8 },
  );
  fc.assert(
    fc.property(counts, fc.constantFrom(0.01, 0.05, 0.3), (list, falseDiscoveryRate) => {
      // Three weeks: too few for weekdays, so that the share of the recent week is a quarter exactly.
      const then = { from: recent - 21 * day, until: recent };
      const rows = list.flatMap(({ grid, category, now: count, then: earlier }) => [
        ...cases(count, { ...now, grid, category }),
        ...cases(earlier, { ...then, grid, category }),
      ]);
      const policy = { ...weekly, baselineMs: 21 * day, falseDiscoveryRate };
      const { spots } = findHotSpots(rows, policy);
      const told = spots.map(({ grid, category }) => `${grid}/${category}`).sort();
      expect(told).toEqual(naive(rows, 3n, falseDiscoveryRate));
      expect(findHotSpots(rows.toReversed(), policy).spots).toEqual(spots);
    }),
  );
});

test('in 300 towns where nothing has changed, false alarms stay within the rate; planted hot spots are found', () => {
  const random = chance(20260601);
  const poisson = (mean: number): number => {
    let count = 0;
    for (let rest = random(); rest > Math.exp(-mean); rest *= random()) count++;
    return count;
  };
  let alarmed = 0;
  let found = 0;
  let wrong = 0;
  for (let town = 0; town < 300; town++) {
    const rows: PlaceRow[] = [];
    for (let cell = 0; cell < 40; cell++) {
      const rate = 0.1 + random() * 3;
      rows.push(...cases(poisson(rate), { ...now, grid: `g${cell}` }));
      rows.push(...cases(poisson(8 * rate), { ...before, grid: `g${cell}` }));
    }
    const policy = { ...weekly, falseDiscoveryRate: 0.1 };
    if (findHotSpots(rows, policy).spots.length > 0) alarmed++;
    const planted = [...rows, ...cases(15, { ...now, grid: 'g7' })];
    const { spots } = findHotSpots(planted, policy);
    if (spots.some(({ grid }) => grid === 'g7')) found++;
    wrong += spots.filter(({ grid }) => grid !== 'g7').length;
  }
  console.info(
    `hot spots: ${alarmed} of 300 quiet towns alarmed at a rate of 0.1; ${found} of 300 planted ones found, ${wrong} others told`,
  );
  expect(alarmed).toBeLessThanOrEqual(30);
  expect(found).toBeGreaterThanOrEqual(295);
  expect(wrong / (found + wrong)).toBeLessThanOrEqual(0.1);
});

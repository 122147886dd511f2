import type { Point } from '@civigrid/cases';
import {
  defaultRecurrencePolicy,
  findRecurrences,
  type PlaceRow,
  type RecurrencePolicy,
} from '@civigrid/cases/hot-spots';
import { caseId, gridCode, isDomainError } from '@civigrid/kernel';
import { distanceMetres } from '@civigrid/spatial';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { groups } from './place-row-groups.ts';
import { monday9 } from './town.ts';

const day = 86_400_000;
const row = (
  id: string,
  from: number,
  until?: number,
  change: Partial<PlaceRow> = {},
): PlaceRow => ({
  case: caseId(id),
  category: 'sewer.overflow',
  grid: gridCode('LS.01.02'),
  at: monday9 + from * day,
  ...(until === undefined ? {} : { closedAt: monday9 + until * day }),
  ...change,
});

describe('a sewer that overflows again and again', () => {
  test('is told with how often, how far apart and when it may come next', () => {
    const { recurrences, issues } = findRecurrences([
      row('c', 30, 32, { settled: true }),
      row('a', 0, 2),
      row('d', 50),
      row('b', 10, 11, { settled: false }),
    ]);
    expect(issues).toEqual([]);
    expect(recurrences).toEqual([
      {
        category: 'sewer.overflow',
        grid: 'LS.01.02',
        count: 4,
        cases: ['a', 'b', 'c', 'd'],
        unsettled: 1,
        first: monday9,
        last: monday9 + 50 * day,
        medianIntervalMs: 20 * day,
        next: {
          at: monday9 + 70 * day,
          intervals: 3,
          shortestMs: 10 * day,
          longestMs: 20 * day,
        },
      },
    ]);
  });

  test('twice is a recurrence and no rhythm', () => {
    const [found] = findRecurrences([row('a', 0, 1), row('b', 7, 8)]).recurrences;
    expect(found).toMatchObject({ count: 2, medianIntervalMs: 7 * day });
    expect(found?.next).toBeUndefined();
  });

  test('several reports of one overflow are one occurrence, however they end', () => {
    const rows = [row('a', 0, 5), row('b', 1, 2), row('c', 4, 9), row('d', 8, 8.5), row('e', 20)];
    const [found] = findRecurrences(rows).recurrences;
    expect(found).toMatchObject({ count: 2, cases: ['a', 'b', 'c', 'd', 'e'] });
  });

  test('while a case is open nothing comes again', () => {
    expect(findRecurrences([row('a', 0), row('b', 7, 8), row('c', 9)]).recurrences).toEqual([]);
  });

  test('what comes long after the closure is a new matter; each chain is told', () => {
    const rows = [row('a', 0, 1), row('b', 3, 4), row('c', 95, 96), row('d', 97, 98)];
    const found = findRecurrences(rows).recurrences;
    expect(found.map(({ cases }) => cases)).toEqual([
      ['c', 'd'],
      ['a', 'b'],
    ]);
    expect(findRecurrences([row('a', 0, 1), row('b', 91, 92)]).recurrences).toHaveLength(1);
    expect(findRecurrences([row('a', 0, 1), row('b', 91.01, 92)]).recurrences).toEqual([]);
  });

  test('another category or another cell is another matter', () => {
    const rows = [
      row('a', 0, 1),
      row('b', 3, 4, { category: 'sewer' }),
      row('c', 3, 4, { grid: gridCode('LS.01') }),
      row('d', 3, 4, { category: '__proto__' }),
      row('e', 5, 6, { category: '__proto__' }),
    ];
    expect(findRecurrences(rows).recurrences.map(({ cases }) => cases)).toEqual([['d', 'e']]);
  });

  test('public points tell two lamps of one cell apart, and one lamp at the border of two cells together', () => {
    const lamp: Point = [113.57, 22.27];
    const near: Point = [113.57, 22.2701];
    const far: Point = [113.57, 22.271];
    const rows = [
      row('a', 0, 1, { point: lamp }),
      row('b', 3, 4, { point: far }),
      row('c', 5, 6, { point: near, grid: gridCode('LS.02') }),
    ];
    const [found, ...others] = findRecurrences(rows).recurrences;
    expect(others).toEqual([]);
    expect(found).toMatchObject({ cases: ['a', 'c'], point: lamp, grid: 'LS.01.02' });
    const { radiusMetres: _, ...cells } = defaultRecurrencePolicy;
    expect(findRecurrences(rows, cells).recurrences.map((each) => each.cases)).toEqual([
      ['a', 'b'],
    ]);
  });
});

test('rows that cannot be read are left out and told by place', () => {
  const wrong = [
    row('a', 0, 1),
    row('a', 3, 4),
    row('b', 3, 2),
    row('c', Number.NaN),
    row('d', 3, 4, { point: [200, 0] }),
    row('e', 3, 4, { category: '' }),
    null as unknown as PlaceRow,
  ];
  const { recurrences, issues } = findRecurrences(wrong);
  expect(recurrences).toEqual([]);
  expect(issues).toEqual([
    { code: 'cases/repeated-row', row: 1, path: '/case' },
    { code: 'cases/invalid-row', row: 2, path: '/closedAt' },
    { code: 'cases/invalid-row', row: 3, path: '/at' },
    { code: 'cases/invalid-row', row: 4, path: '/point' },
    { code: 'cases/invalid-row', row: 5, path: '/category' },
    { code: 'cases/invalid-row', row: 6, path: '' },
  ]);
});

test.each([
  ['/windowMs', { windowMs: Number.NaN }],
  ['/radiusMetres', { radiusMetres: -1 }],
  ['/estimateFrom', { estimateFrom: 1 }],
])('a policy that cannot be meant is refused: %s', (path, change) => {
  let caught: unknown;
  try {
    findRecurrences([], { ...defaultRecurrencePolicy, ...change });
  } catch (error) {
    caught = error;
  }
  expect(isDomainError(caught, 'cases/invalid-recurrence-policy')).toBe(true);
  expect(caught).toMatchObject({ details: { path } });
});

/** Chains of cases, read off the words: places first, then occurrences as unions of intervals, then chains. */
function naive(rows: readonly PlaceRow[], { windowMs, radiusMetres }: RecurrencePolicy) {
  const sorted = rows.toSorted((a, b) => a.at - b.at || (a.case < b.case ? -1 : 1));
  const anchors: PlaceRow[] = [];
  const placeOf = (each: PlaceRow): string => {
    const { point, category, grid } = each;
    if (point === undefined || radiusMetres === undefined) return JSON.stringify([category, grid]);
    const reached = anchors
      .map((anchor) => ({ anchor, metres: distanceMetres(point, anchor.point ?? point) }))
      .filter(({ anchor, metres }) => anchor.category === category && metres <= radiusMetres);
    // The sort is stable: of two as far the older one.
    const [best] = reached.toSorted((a, b) => a.metres - b.metres);
    if (best === undefined) anchors.push(each);
    return (best?.anchor ?? each).case;
  };
  const chains: { cases: string[]; count: number }[] = [];
  for (const group of groups(sorted, placeOf).values()) {
    const ends = (each: PlaceRow) => each.closedAt ?? Number.POSITIVE_INFINITY;
    const occurrences: PlaceRow[][] = [];
    for (const each of group) {
      const open = occurrences.find((cases) => cases.some((other) => each.at < ends(other)));
      if (open === undefined) occurrences.push([each]);
      else open.push(each);
    }
    let chain: PlaceRow[][] = [];
    for (const occurrence of [...occurrences, undefined]) {
      const over = Math.max(...(chain.at(-1) ?? []).map(ends));
      const follows = occurrence !== undefined && (occurrence[0]?.at ?? 0) - over <= windowMs;
      if (chain.length > 0 && !follows) {
        if (chain.length > 1)
          chains.push({ cases: chain.flat().map((each) => each.case), count: chain.length });
        chain = [];
      }
      if (occurrence !== undefined) chain.push(occurrence);
    }
  }
  return chains.map((each) => JSON.stringify(each)).sort();
}

test('recurrences are those that a plain reading finds, in whatever order the rows come', () => {
  const rows = fc
    .array(
      fc.record(
        {
          category: fc.constantFrom('a', 'b'),
          grid: fc.constantFrom('x', 'y').map(gridCode),
          at: fc.integer({ min: 0, max: 60 }),
          lasts: fc.integer({ min: 0, max: 8 }),
          point: fc.tuple(
            fc.integer({ min: 0, max: 8 }).map((n) => 113.57 + n * 1e-4),
            fc.constant(22.27),
          ),
        },
        { requiredKeys: ['category', 'grid', 'at'] },
      ),
      { maxLength: 30 },
    )
    .map((list) =>
      list.map(
        ({ lasts, at, ...rest }, i): PlaceRow => ({
          ...rest,
          case: caseId(`c${String(i).padStart(2, '0')}`),
          at,
          ...(lasts === undefined ? {} : { closedAt: at + lasts }),
        }),
      ),
    );
  const policies = fc.constantFrom<RecurrencePolicy>(
    { windowMs: 5, estimateFrom: 3 },
    { windowMs: 10, radiusMetres: 21, estimateFrom: 2 },
    { windowMs: 0, radiusMetres: 0, estimateFrom: 2 },
  );
  fc.assert(
    fc.property(rows, policies, fc.func(fc.integer()), (list, policy, shuffle) => {
      const { recurrences } = findRecurrences(list, policy);
      const plain = recurrences.map(({ cases, count }) => JSON.stringify({ cases, count }));
      expect(plain.sort()).toEqual(naive(list, policy));
      const other = list.toSorted((a, b) => shuffle(a.case) - shuffle(b.case));
      expect(findRecurrences(other, policy).recurrences).toEqual(recurrences);
      for (const { first, last, medianIntervalMs, next, count } of recurrences) {
        expect(next !== undefined).toBe(count >= policy.estimateFrom);
        expect(medianIntervalMs * (count - 1)).toBeLessThanOrEqual((last - first) * (count - 1));
        if (next === undefined) continue;
        expect(next.shortestMs <= medianIntervalMs && medianIntervalMs <= next.longestMs).toBe(
          true,
        );
        expect(next.at).toBe(last + medianIntervalMs);
      }
    }),
  );
});

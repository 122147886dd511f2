import { type CaseRow, streaksOf } from '@civigrid/cases/statistics';
import { caseId, gridCode, isDomainError } from '@civigrid/kernel';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const dayMs = 86_400_000;
/** 1 January 2026 in Beijing. */
const newYear = Date.UTC(2025, 11, 31, 16);
const row = (id: string, day: number, category = 'fire.smoke', grid = 'LS.01.02'): CaseRow => ({
  case: caseId(id),
  category,
  grid: gridCode(grid),
  source: 'device',
  at: newYear + day * dayMs,
});

test('2,800 days without a fire, and the one that ended the row before', () => {
  const first = row('c-1', -2801);
  expect(
    streaksOf([first, row('c-2', -5, 'noise'), row('c-3', -5, 'fire.smoke', 'LS.09')], {
      within: ['fire'],
      cell: 'LS.01',
      from: '2018-01-01',
      until: '2025-12-31',
    }),
  ).toEqual({
    current: { from: '2018-05-03', until: '2025-12-31', days: 2800 },
    longest: { from: '2018-05-03', until: '2025-12-31', days: 2800 },
    cases: 1,
  });
});

test('a day belongs to the local day: half past midnight in Beijing is another day than in Greenwich', () => {
  const rows = [{ ...row('c-1', 0), at: newYear + 30 * 60_000 }];
  const options = { from: '2025-12-30', until: '2026-01-02' };
  expect(streaksOf(rows, options).longest).toEqual({
    from: '2025-12-30',
    until: '2025-12-31',
    days: 2,
    brokenBy: 'c-1',
  });
  expect(streaksOf(rows, { ...options, zone: 'UTC' }).longest).toEqual({
    from: '2026-01-01',
    until: '2026-01-02',
    days: 2,
  });
});

test('a case on the last day leaves no day in the row', () => {
  expect(streaksOf([row('c-1', 1)], { from: '2026-01-01', until: '2026-01-02' }).current).toEqual({
    days: 0,
  });
});

test('days that the calendar does not have are refused', () => {
  let caught: unknown;
  try {
    streaksOf([], { from: '2026-02-30', until: '2026-03-01' });
  } catch (error) {
    caught = error;
  }
  expect(isDomainError(caught, 'cases/invalid-streak')).toBe(true);
});

test('the rows of days are those of a walk from day to day', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -3, max: 40 }), { maxLength: 12 }), (days) => {
      const rows = days.map((day, i) => row(`c-${String(i).padStart(2, '0')}`, day));
      let run = 0;
      let longest = 0;
      for (let day = 0; day <= 30; day++) {
        run = days.includes(day) ? 0 : run + 1;
        longest = Math.max(longest, run);
      }
      const found = streaksOf(rows, { from: '2026-01-01', until: '2026-01-31' });
      expect(found.current.days).toBe(run);
      expect(found.longest.days).toBe(longest);
      expect(streaksOf(rows.toReversed(), { from: '2026-01-01', until: '2026-01-31' })).toEqual(
        found,
      );
    }),
  );
});

import {
  type CaseState,
  caseStatistics,
  type DueCalendar,
  isOverdue,
  settledAt,
  withinLimit,
} from '@civigrid/cases';
import { describe, expect, test } from 'vitest';
import {
  close,
  dispatch,
  done,
  file,
  happy,
  hour,
  Life,
  monday9,
  pass,
  plainTime,
  report,
  returned,
  route,
  type Step,
  sign,
  whistle,
} from './town.ts';

const ordinary = [report, file, route, dispatch, sign, done, pass, happy];

function after(steps: readonly Step[], closedAt?: number): CaseState {
  const life = new Life();
  for (const step of steps) life.do(step);
  if (closedAt !== undefined) life.do(close, closedAt);
  return life.state;
}

const blind: DueCalendar = {
  add: () => ({ ok: false, code: 'calendar/unknown-year', year: 2027 }),
  between: () => ({ ok: false, code: 'calendar/unknown-year', year: 2027 }),
};

describe('the limit of the whole case', () => {
  test('the last instant is within it, the next is not', () => {
    const due = monday9 + 10 * hour;
    expect(withinLimit(after(ordinary, due), plainTime)).toEqual({ ok: true, within: true, due });
    expect(withinLimit(after(ordinary, due + 1), plainTime)).toEqual({
      ok: true,
      within: false,
      due,
    });
  });

  test('a return and a second dispatch win no time', () => {
    const steps = [report, file, route, dispatch, returned, dispatch, sign, done, pass, happy];
    expect(withinLimit(after(steps, monday9 + 10 * hour + 1), plainTime)).toMatchObject({
      within: false,
    });
  });

  test('where nobody can say, it is said why', () => {
    expect(withinLimit(after(ordinary), plainTime)).toEqual({
      ok: false,
      code: 'cases/not-closed',
    });
    const free = ordinary.map((step) => (step.type === 'route' ? { ...step, budgets: {} } : step));
    expect(withinLimit(after(free, monday9 + hour), plainTime)).toEqual({
      ok: false,
      code: 'cases/no-limit',
    });
    expect(withinLimit(after(ordinary, monday9 + hour), blind)).toEqual({
      ok: false,
      code: 'cases/unknown-year',
      year: 2027,
    });
    expect(isOverdue(after(free), plainTime, monday9)).toBeUndefined();
  });
});

test('an open case is settled nowhere, a closed one at its level', () => {
  expect(settledAt(after(ordinary))).toBeUndefined();
  expect(settledAt(after(ordinary, monday9 + hour))).toBe('grid');
});

test('a street counts: closed, on time, late, overdue, escalated, returned, and where it was settled', () => {
  const whistled = ordinary.flatMap((step) => (step.type === 'sign' ? [step, whistle] : [step]));
  const states = [
    after([]),
    after([report]),
    after([report, { type: 'refuse', reason: 'outsideScope' }]),
    after([report, file, route, dispatch, returned]),
    after(ordinary, monday9 + hour),
    after(ordinary, monday9 + 11 * hour),
    after(whistled, monday9 + hour),
  ];
  const at = monday9 + 11 * hour;
  expect(caseStatistics(states, { calendar: plainTime, at })).toEqual({
    count: 6,
    open: 2,
    refused: 1,
    closed: 3,
    onTime: 2,
    late: 1,
    undetermined: 0,
    overdue: 1,
    escalated: 1,
    returned: 1,
    settled: [
      { level: 'grid', closed: 2 },
      { level: 'community', closed: 1 },
    ],
  });
  expect(caseStatistics(states, { calendar: blind, at })).toMatchObject({
    onTime: 0,
    late: 0,
    undetermined: 3,
    overdue: 0,
  });
});

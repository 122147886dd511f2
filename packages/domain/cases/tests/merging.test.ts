import { type CaseState, comingReporters, openedAt, wholeDue } from '@civigrid/cases';
import { caseId, subjectRef } from '@civigrid/kernel';
import { describe, expect, test } from 'vitest';
import {
  close,
  dispatch,
  done,
  file,
  given,
  happy,
  hour,
  Life,
  monday9,
  pass,
  plainTime,
  report,
  route,
  type Step,
  sign,
  theCase,
} from './town.ts';

const two = caseId('case-2');
const neighbour = subjectRef('subject-neighbour');
const second: Step = {
  ...report,
  case: two,
  reporter: neighbour,
  personal: [{ subject: neighbour, purpose: 'call-back', value: { phone: 'invented' } }],
};
const known = (state: CaseState) => {
  if (state.status === 'unreported') throw new Error(state.status);
  return state;
};

/** Two cases of one matter, the second an hour older and with a shorter limit. */
function pair() {
  const older = new Life(undefined, monday9 - hour);
  const shorter = { ...route, budgets: { whole: { value: 6, unit: 'hour' } } } as const;
  for (const step of [second, file, shorter, dispatch]) older.do(step);
  const life = new Life();
  for (const step of [report, file, route, dispatch, sign]) life.do(step);
  return { older, life };
}

describe('two cases of one matter', () => {
  test('become one: the reporters of both wait, and the earlier promise holds', () => {
    const { older, life } = pair();
    const reporters = comingReporters(older.state);
    expect(reporters).toMatchObject([{ report: two, since: monday9 - hour, limit: { value: 6 } }]);
    life.do({ type: 'absorb', case: two, reporters });
    older.do({ type: 'join', into: theCase });
    expect(older.state).toMatchObject({ status: 'merged', into: theCase });
    expect(openedAt(known(life.state))).toBe(monday9 - hour);
    expect(wholeDue(known(life.state), plainTime)).toEqual({ ok: true, at: monday9 + 5 * hour });
    expect(JSON.stringify([life.state, older.state])).not.toContain('invented');
    for (const step of [done, pass, happy]) life.do(step);
    expect(() => life.do(close)).toThrowError(/called back/);
    life.do({ ...happy, report: two } as Step);
    expect(life.do(close)).toHaveLength(1);
  });

  test('are told apart again, each as it was', () => {
    const { older, life } = pair();
    const [mine, theirs] = [life.state, older.state];
    life.do({ type: 'absorb', case: two, reporters: comingReporters(older.state) });
    older.do({ type: 'join', into: theCase });
    expect(older.do({ type: 'join', into: theCase })).toEqual([]);
    expect(() => older.do(sign)).toThrowError(/open case/);
    life.do({ type: 'unmerge', report: two });
    older.do({ type: 'separate' });
    expect({ ...life.state, at: 0 }).toEqual({ ...mine, at: 0 });
    expect({ ...older.state, at: 0 }).toEqual({ ...theirs, at: 0 });
  });

  test('a case is not merged into itself, nor twice, nor taken out where it is not', () => {
    const { older, life } = pair();
    const absorb: Step = { type: 'absorb', case: two, reporters: comingReporters(older.state) };
    const { when } = given([report, file, absorb]);
    when(absorb).nothing();
    when({ ...absorb, case: theCase }).refuses('cases/merge-into-itself');
    when({ ...absorb, case: caseId('case-3') }).refuses('cases/unknown-report');
    when({ type: 'join', into: theCase }).refuses('cases/merge-into-itself');
    when({ type: 'unmerge', report: theCase }).refuses('cases/unmerge-itself');
    when({ type: 'unmerge', report: caseId('case-9') }).refuses('cases/unknown-report');
    when({ type: 'separate' }).refuses('cases/not-merged');
    expect(life.state.status).toBe('signed');
  });

  test('nobody comes along from the future', () => {
    const reporters = [{ report: two, since: monday9 + 9 * hour, callBack: false }];
    given([report]).when({ type: 'absorb', case: two, reporters }).refuses('cases/from-the-future');
    given([report])
      .when({ type: 'merge', report: two, source: 'hotline', since: monday9 + 9 * hour })
      .refuses('cases/from-the-future');
    given([])
      .when({ ...report, since: monday9 + 1 }, monday9)
      .refuses('cases/from-the-future');
  });
});

test('a report that is taken out again becomes a case whose clock has run since it was said', () => {
  const life = new Life();
  life.do({ ...report, since: monday9 - 5 * hour });
  life.do(file);
  life.do(route);
  expect(life.state).toMatchObject({ createdAt: monday9 - 5 * hour, at: monday9 + 2 * 60_000 });
  expect(wholeDue(known(life.state), plainTime)).toEqual({ ok: true, at: monday9 + 5 * hour });
});

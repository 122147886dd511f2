import { caseDeadlines, settledAt, withinLimit } from '@civigrid/cases';
import { expect, test } from 'vitest';
import {
  close,
  dispatch,
  done,
  file,
  given,
  happy,
  hour,
  monday9,
  pass,
  plainTime,
  report,
  route,
  type Step,
  sign,
} from './town.ts';

const closed = [report, file, route, dispatch, sign, done, pass, happy, close];
const again: Step = { type: 'reopen', reason: 'recurred' };

test('a loop that was not closed after all runs again, under its limit from now on, and what was is kept', () => {
  const { life } = given(closed.slice(0, -1));
  life.do(close, monday9 + 12 * hour);
  life.do(again, monday9 + 100 * hour);
  expect(life.state).toMatchObject({
    status: 'filed',
    reopenedAt: monday9 + 100 * hour,
    closures: [{ at: monday9 + 12 * hour, level: 'grid', whole: { since: monday9 } }],
  });
  expect(life.state).not.toHaveProperty('assignment');
  for (const step of [route, dispatch, sign, done, pass]) life.do(step);
  life.do(close, monday9 + 109 * hour);
  expect(withinLimit(life.state, plainTime)).toEqual({
    ok: true,
    within: true,
    due: monday9 + 110 * hour,
  });
  expect(life.state).toMatchObject({ closures: [{}, { at: monday9 + 109 * hour }] });
  expect(settledAt(life.state)).toBe('grid');
});

test('whoever was told that it is solved is asked again only if they said that it is not', () => {
  const unhappy: Step = { ...happy, answer: { reached: true, solved: false, satisfied: false } };
  const steps = closed.slice(0, -2);
  const { life } = given([...steps, unhappy, { type: 'close', unsolved: 'beyondPowers' }, again]);
  expect(life.state).toMatchObject({ reporters: [{ callBack: true }] });
  expect(JSON.stringify(life.state)).not.toContain('"solved":false');
});

test('a refused report can be taken up again', () => {
  const first: Step = { ...report, budgets: { intake: { value: 2, unit: 'hour' } } };
  const { life } = given([first, { type: 'refuse', reason: 'outsideScope' }]);
  life.do({ type: 'reopen', reason: 'ordered' }, monday9 + 50 * hour);
  expect(life.state.status).toBe('reported');
  expect(caseDeadlines(life.state, plainTime).deadlines).toMatchObject([
    { name: 'intake/2/breach', at: monday9 + 52 * hour },
  ]);
});

test('what is archived stays archived', () => {
  const { when } = given([...closed, { type: 'archive' }]);
  when({ type: 'archive' }).nothing();
  when(again).refuses('cases/archived');
  when({ type: 'unmerge', report: 'x' as never }).refuses('cases/archived');
  given([report]).when({ type: 'archive' }).refuses('cases/not-closed');
  given([report]).when(again).refuses('cases/not-closed');
});

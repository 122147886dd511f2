import { tellOutcome } from '@civigrid/cases/messages';
import {
  checkStarStandard,
  type Figures,
  type StarStandard,
  type Statistics,
  starRatings,
  statisticsOf,
  streaksOf,
} from '@civigrid/cases/statistics';
import { isDomainError } from '@civigrid/kernel';
import { expect, test } from 'vitest';
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
  route,
  sign,
} from './town.ts';

/** Invented criteria of a stairwell with five stars. */
const fiveStars: StarStandard = {
  id: 'five-star-stairwell',
  version: '2026-01',
  title: { zh: '五星楼道', en: 'five-star stairwell' },
  rates: 'corridor',
  criteria: [
    {
      id: 'on-time',
      title: { zh: '按期结案', en: 'closed on time' },
      measure: { kind: 'rate', rate: 'onTimeWhole' },
      threshold: { atLeast: 0.95 },
      stars: 1,
    },
    {
      id: 'enough-asked',
      title: { zh: '满意', en: 'satisfied' },
      measure: { kind: 'rate', rate: 'satisfied', least: 10 },
      threshold: { atLeast: 0.9 },
      stars: 1,
    },
    {
      id: 'no-reopening',
      title: { zh: '无重办', en: 'nothing opened again' },
      measure: { kind: 'count', count: 'reopenings' },
      threshold: { atMost: 0 },
      stars: 1,
    },
    {
      id: 'no-fire',
      title: { zh: '百日无火情', en: 'a hundred days without a fire' },
      measure: { kind: 'streak', streak: 'fire' },
      threshold: { atLeast: 100 },
      stars: 1,
    },
    {
      id: 'extinguishers',
      title: { zh: '灭火器齐全', en: 'extinguishers in place' },
      measure: { kind: 'fact', fact: 'extinguishers' },
      threshold: { atLeast: 1 },
      stars: 1,
    },
  ],
};

function street(): Statistics {
  const life = new Life();
  for (const step of [report, file, route, dispatch, sign, done, pass, happy, close]) life.do(step);
  const events = life.events.map((event) => ({ ...event, stream: 'case/case-1' }));
  return statisticsOf(events, {
    period: { from: monday9, until: monday9 + 100 * hour },
    calendar: plainTime,
  });
}

const figures: Figures = street().total;

test('each criterion is met, not met or not measured, with its figures and the version', () => {
  const fire = streaksOf([], { within: ['fire'], from: '2026-01-01', until: '2026-03-31' });
  const inspected = { fact: 'extinguishers', value: 0, at: 1, evidence: 'photo-1' };
  const [rating] = starRatings(fiveStars, [
    {
      kind: 'corridor',
      code: 'LS.01.02-3',
      figures,
      streaks: new Map([['fire', fire]]),
      facts: [{ ...inspected, value: 1, at: 2, evidence: 'inspection-7' }, inspected],
    },
  ]);
  expect(rating).toEqual({
    kind: 'corridor',
    code: 'LS.01.02-3',
    standard: 'five-star-stairwell',
    version: '2026-01',
    stars: 3,
    of: 5,
    criteria: [
      { criterion: 'on-time', outcome: 'met', stars: 1, value: 1, numerator: 1, denominator: 1 },
      { criterion: 'enough-asked', outcome: 'notMeasured', stars: 0, numerator: 1, denominator: 1 },
      { criterion: 'no-reopening', outcome: 'met', stars: 1, value: 0 },
      { criterion: 'no-fire', outcome: 'notMet', stars: 0, value: 90 },
      { criterion: 'extinguishers', outcome: 'met', stars: 1, value: 1, evidence: 'inspection-7' },
    ],
  });
  expect(tellOutcome('notMeasured', 'zh-CN')).toBe('未测');
});

test('ratings come in the order of codes, never of stars, and only of the kind that is rated', () => {
  const ratings = starRatings(fiveStars, [
    { kind: 'corridor', code: 'b', figures },
    { kind: 'post', code: 'gridLeader@LS.01', figures },
    { kind: 'corridor', code: 'a' },
  ]);
  expect(ratings.map(({ code, stars }) => [code, stars])).toEqual([
    ['a', 0],
    ['b', 2],
  ]);
});

test('a standard that rates persons, or says nothing that can be measured, is refused by place', () => {
  const wrong = {
    ...fiveStars,
    version: '',
    rates: 'person',
    criteria: [{ ...fiveStars.criteria[0], measure: { kind: 'rate', rate: 'charm' }, stars: 0 }],
  };
  expect(checkStarStandard(fiveStars)).toEqual([]);
  expect(checkStarStandard(wrong).map(({ code, path }) => [code, path.join('.')])).toEqual([
    ['cases/no-version', 'version'],
    ['cases/not-rated', 'rates'],
    ['cases/unknown-measure', 'criteria.0.measure'],
    ['cases/bad-stars', 'criteria.0.stars'],
  ]);
  expect(checkStarStandard(null).length).toBeGreaterThan(0);
  let caught: unknown;
  try {
    starRatings(wrong as unknown as StarStandard, []);
  } catch (error) {
    caught = error;
  }
  expect(isDomainError(caught, 'cases/invalid-standard')).toBe(true);
});

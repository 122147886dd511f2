import { workCalendar } from '@civigrid/calendar';
import {
  type CaseDeadline,
  caseDeadlines,
  caseDeciderUnder,
  type DueCalendar,
} from '@civigrid/cases';
import { describe, expect, test } from 'vitest';
import {
  close,
  dispatch,
  done,
  file,
  given,
  happy,
  hour,
  minute,
  monday9,
  oneRung,
  pass,
  plainTime,
  report,
  returned,
  route,
  type Step,
  sign,
} from './town.ts';

const dispatched = [report, file, route, dispatch];
const ring = ({ name, at }: CaseDeadline): Step => ({ type: 'timer', name, due: at });
const named = (list: readonly CaseDeadline[], name: string): CaseDeadline => {
  const found = list.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no deadline ${name}`);
  return found;
};

/** Weekdays 08:30–12:00 and 14:00–17:30 in Beijing; only 2026 is known. */
const office = workCalendar({
  zone: 'Asia/Shanghai',
  shifts: [
    ['08:30', '12:00'],
    ['14:00', '17:30'],
  ],
  years: { 2026: [{ date: '2026-03-04', kind: 'off', name: 'invented day off' }] },
});

describe('several clocks', () => {
  test('signing runs from dispatch, the whole case from creation', () => {
    const { life } = given(dispatched);
    const { deadlines, unknown } = caseDeadlines(life.state, plainTime);
    const at = monday9 + 3 * minute;
    expect(unknown).toEqual([]);
    expect(deadlines).toEqual([
      { name: 'sign/1/warn', at: at + 24 * minute, clock: 'sign', rung: 'warn' },
      { name: 'sign/1/breach', at: at + 30 * minute, clock: 'sign', rung: 'breach' },
      { name: 'handle/1/warn', at: at + 192 * minute, clock: 'handle', rung: 'warn' },
      { name: 'handle/1/breach', at: at + 4 * hour, clock: 'handle', rung: 'breach' },
      { name: 'whole/1/warn', at: monday9 + 8 * hour, clock: 'whole', rung: 'warn' },
      { name: 'whole/1/breach', at: monday9 + 10 * hour, clock: 'whole', rung: 'breach' },
      { name: 'whole/1/supervise', at: monday9 + 34 * hour, clock: 'whole', rung: 'supervise' },
    ]);
  });

  test('each clock stops where its verb is done, and a closed case wants nothing more', () => {
    const { life } = given(dispatched);
    const running = () => [
      ...new Set(caseDeadlines(life.state, plainTime).deadlines.map(({ clock }) => clock)),
    ];
    life.do(sign);
    expect(running()).toEqual(['handle', 'whole']);
    life.do(done);
    expect(running()).toEqual(['whole']);
    for (const step of [pass, happy, close]) life.do(step);
    expect(running()).toEqual([]);
  });

  test('limits in working time go by the work calendar', () => {
    const budgets = {
      sign: { value: 4, unit: 'workHour' },
      whole: { value: 5, unit: 'workDay' },
    } as const;
    const { life } = given([report, file, { ...route, budgets }, dispatch]);
    const { deadlines } = caseDeadlines(life.state, office);
    // 2 hours 57 minutes worked until noon from 09:03, the rest from 14:00.
    expect(named(deadlines, 'sign/1/breach').at).toBe(Date.UTC(2026, 2, 2, 7, 3));
    // Tuesday, Thursday, Friday, Monday, Tuesday: the invented day off does not count.
    expect(named(deadlines, 'whole/1/warn').at).toBe(Date.UTC(2026, 2, 9, 9, 30));
    expect(named(deadlines, 'whole/1/breach').at).toBe(Date.UTC(2026, 2, 10, 9, 30));
  });

  test('a warning before a single working day is over comes in working time, before the limit', () => {
    const budgets = { whole: { value: 1, unit: 'workDay' } } as const;
    const { life } = given([report, file, { ...route, budgets }]);
    const { deadlines } = caseDeadlines(life.state, office);
    // 80 % of the way from Monday 09:00 to Tuesday 17:30 lies at 11:00 on Tuesday.
    expect(named(deadlines, 'whole/1/warn').at).toBe(Date.UTC(2026, 2, 3, 3, 1));
    expect(named(deadlines, 'whole/1/breach').at).toBe(Date.UTC(2026, 2, 3, 9, 30));
  });

  test('nothing is guessed for a year that no calendar knows', () => {
    const budgets = { whole: { value: 300, unit: 'workDay' } } as const;
    const { life } = given([report, file, { ...route, budgets }]);
    const { deadlines, unknown } = caseDeadlines(life.state, office);
    expect(deadlines).toEqual([]);
    expect(unknown).toEqual(
      ['warn', 'breach', 'supervise'].map((rung) => ({
        name: `whole/1/${rung}`,
        clock: 'whole',
        rung,
        code: 'calendar/unknown-year',
        year: 2027,
      })),
    );
  });
});

describe('a timer', () => {
  const decider = caseDeciderUnder(plainTime);
  const next = (life: ReturnType<typeof given>['life'], name: string) =>
    named(caseDeadlines(life.state, plainTime).deadlines, name);

  test('at four fifths of the limit the holder is warned and the level stays', () => {
    const { life, when } = given(dispatched, decider);
    const warning = next(life, 'whole/1/warn');
    when(ring(warning), warning.at).happens({
      type: 'cases/escalated',
      data: {
        cause: 'clock',
        clock: 'whole',
        rung: 'warn',
        effect: 'warn',
        from: 'grid',
        to: 'grid',
        tell: ['holder'],
      },
    });
    expect(life.state).toMatchObject({ level: 'grid', escalations: 0 });
  });

  test('at the limit the case goes a level up, then it is watched from above', () => {
    const { life, when } = given(dispatched, decider);
    const breach = next(life, 'whole/1/breach');
    when(ring(breach), breach.at).happens({
      type: 'cases/escalated',
      data: { effect: 'levelUp', from: 'grid', to: 'community', tell: ['holder', 'levelLeader'] },
    });
    const watch = next(life, 'whole/1/supervise');
    when(ring(watch), watch.at).happens({
      type: 'cases/escalated',
      data: { effect: 'supervise', from: 'community', to: 'community' },
    });
    expect(life.state).toMatchObject({
      level: 'community',
      escalations: 2,
      supervisedBy: ['street'],
    });
  });

  test('a second firing changes nothing', () => {
    const { life, when } = given(dispatched, decider);
    const breach = next(life, 'sign/1/breach');
    when(ring(breach), breach.at).happens({ type: 'cases/escalated' });
    when(ring(breach), breach.at + hour).nothing();
  });

  test('one that comes after the verb was done changes nothing', () => {
    const { life, when } = given(dispatched, decider);
    const breach = next(life, 'sign/1/breach');
    life.do(sign);
    when(ring(breach), breach.at).nothing();
  });

  test('one of an order that came back changes nothing for the next one', () => {
    const { life, when } = given(dispatched, decider);
    const old = next(life, 'sign/1/breach');
    for (const step of [returned, dispatch]) life.do(step);
    when(ring(old), old.at + hour).nothing();
    expect(next(life, 'sign/2/breach').at).toBeGreaterThan(old.at);
  });

  test('one that is early, of no known name, or for a closed case changes nothing', () => {
    const { life, when } = given(dispatched, decider);
    const breach = next(life, 'whole/1/breach');
    when(ring(breach), breach.at - 1).nothing();
    when({ type: 'timer', name: '__proto__', due: monday9 }, breach.at).nothing();
    for (const step of [sign, done, pass, happy, close]) life.do(step);
    when(ring(breach), breach.at).nothing();
    given([], decider).when(ring(breach), breach.at).nothing();
  });

  test('one that was set under a calendar since corrected waits for its new instant', () => {
    const slower: DueCalendar = {
      ...plainTime,
      add: (at, budget) => plainTime.add(at + 24 * hour, budget),
    };
    const { life, when } = given(dispatched, caseDeciderUnder(slower));
    const wrong = next(life, 'whole/1/breach');
    when(ring(wrong), wrong.at).nothing();
    const right = named(caseDeadlines(life.state, slower).deadlines, 'whole/1/breach');
    expect(right.at).toBe(wrong.at + 24 * hour);
    when(ring(right), right.at).happens({ type: 'cases/escalated' });
  });

  test('rework after the limit of handling wakes the rungs that slept meanwhile', () => {
    const { life, when } = given([...dispatched, sign, done], decider);
    const late = monday9 + 9 * hour;
    life.do({ type: 'check', outcome: 'rework', reason: 'notDone' }, late);
    const breach = next(life, 'handle/1/breach');
    expect(breach.at).toBeLessThan(late);
    when(ring(breach), late).happens({ type: 'cases/escalated' });
  });

  test('the highest level answers for itself', () => {
    const ladder = oneRung({
      rung: 'breach',
      clock: 'whole',
      when: { fraction: 1 },
      effect: 'levelUp',
      tell: [],
    });
    const { life, when } = given([report, file, { ...route, level: 'street', ladder }], decider);
    const breach = next(life, 'whole/1/breach');
    when(ring(breach), breach.at).happens({
      type: 'cases/escalated',
      data: { from: 'street', to: 'street' },
    });
  });
});

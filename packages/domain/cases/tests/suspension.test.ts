import { workCalendar } from '@civigrid/calendar';
import { chinaCalendarYears } from '@civigrid/calendar/china';
import {
  type CaseState,
  caseDeadlines,
  caseDeciderUnder,
  isSuspended,
  wholeDue,
} from '@civigrid/cases';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  askExtension,
  by,
  dispatch,
  done,
  file,
  given,
  grant,
  hour,
  Life,
  minute,
  monday9,
  plainTime,
  report,
  resume,
  route,
  type Step,
  sign,
  suspend,
} from './town.ts';

const signed = [report, file, route, dispatch, sign];
const known = (state: CaseState) => {
  if (state.status === 'unreported') throw new Error(state.status);
  return state;
};
const due = (life: Life) => wholeDue(known(life.state), plainTime);

describe('a case that must wait', () => {
  test('its work stands still, and goes on for as long as was left', () => {
    const { life } = given(signed);
    const before = due(life);
    life.do(suspend, monday9 + 2 * hour);
    expect(due(life)).toBeUndefined();
    expect(caseDeadlines(life.state, plainTime).deadlines).toEqual([]);
    life.do(resume, monday9 + 100 * hour);
    expect(before).toEqual({ ok: true, at: monday9 + 10 * hour });
    expect(due(life)).toEqual({ ok: true, at: monday9 + 108 * hour });
  });

  test('nothing can be done with it meanwhile', () => {
    for (const step of [done, dispatch, { type: 'check', outcome: 'pass' }] as const)
      given([...signed, suspend])
        .when(step)
        .refuses(step.type === 'check' ? 'cases/wrong-status' : 'cases/suspended');
    given([...signed, suspend])
      .when(suspend)
      .refuses('cases/suspended');
    given([...signed, suspend, resume])
      .when(resume)
      .refuses('cases/not-suspended');
    given(signed).when(resume).refuses('cases/not-suspended');
  });

  test('it needs its basis, and an end that lies ahead', () => {
    given(signed)
      .when({ ...suspend, basis: ' ' } as Step)
      .refuses('cases/basis-missing');
    given(signed)
      .when({ ...suspend, until: monday9 } as Step)
      .refuses('cases/invalid-instant');
  });

  test('a suspension that has an end goes over by itself, however late that is noticed', () => {
    const decider = caseDeciderUnder(plainTime);
    const until = monday9 + 50 * hour;
    const { life, when } = given(signed, decider);
    life.do({ ...suspend, until } as Step, monday9 + 2 * hour);
    expect(due(life)).toEqual({ ok: true, at: monday9 + 58 * hour });
    expect(caseDeadlines(life.state, plainTime).deadlines[0]).toEqual({
      name: 'suspension/1',
      at: until,
    });
    const ring = { type: 'timer', name: 'suspension/1', due: until } as const;
    when(ring, until - 1).nothing();
    when(ring, until + 5 * hour).happens({ type: 'cases/resumed', data: { suspension: 1 } });
    when(ring, until + 6 * hour).nothing();
    expect(isSuspended(known(life.state))).toBe(false);
    expect(due(life)).toEqual({ ok: true, at: monday9 + 58 * hour });
    life.do(done);
  });

  test('the town says which reasons stop which clocks', () => {
    const pauses = [{ reason: 'funding', clocks: ['handle'] }] as const;
    const { life } = given([report, file, { ...route, pauses }, dispatch, sign]);
    expect(life.do(suspend)).toMatchObject([{ data: { clocks: ['handle'] } }]);
    expect(due(life)).toEqual({ ok: true, at: monday9 + 10 * hour });
    given([report, file])
      .when({ ...route, pauses: [{ reason: 'funding', clocks: ['moon' as 'whole'] }] })
      .refuses('cases/unknown-clock');
  });

  test('a limit that has run out is mended by no suspension', () => {
    const { life } = given(signed);
    life.do(suspend, monday9 + 11 * hour);
    expect(due(life)).toEqual({ ok: true, at: monday9 + 10 * hour });
  });
});

test('working time that was paused is worked again, minute for minute', () => {
  const calendar = workCalendar({
    shifts: [
      ['08:30', '12:00'],
      ['14:00', '17:30'],
    ],
    years: chinaCalendarYears,
  });
  const instants = fc.integer({ min: 0, max: 40 * 1440 }).map((n) => monday9 + n * minute);
  const whole = fc.oneof(
    fc.record({ value: fc.integer({ min: 1, max: 60 }), unit: fc.constant('workHour' as const) }),
    fc.record({
      value: fc.integer({ min: 1, max: 900 }),
      unit: fc.constant('workMinute' as const),
    }),
  );
  fc.assert(
    fc.property(whole, instants, instants, (budget, one, other) => {
      const [from, until] = one < other ? [one, other] : [other, one + minute];
      const life = new Life();
      for (const step of [report, file, { ...route, budgets: { whole: budget } }, dispatch, sign])
        life.do(step, monday9);
      life.do(suspend, from);
      life.do(resume, until);
      const allowed = budget.value * (budget.unit === 'workHour' ? 60 : 1);
      const worked = (start: number, end: number) => {
        const sum = calendar.between(start, end);
        if (!sum.ok) throw new Error(String(sum.year));
        return sum.minutes;
      };
      const ran = worked(monday9, from);
      const end = wholeDue(known(life.state), calendar);
      if (end?.ok !== true) throw new Error('The calendar knows these years.');
      if (end.at < from) expect(worked(monday9, end.at)).toBe(allowed);
      else expect(ran + worked(Math.max(until, from), Math.max(end.at, until))).toBe(allowed);
    }),
    { numRuns: 400 },
  );
});

describe('a longer limit', () => {
  test('is asked for and granted by somebody else', () => {
    const { life, when } = given([...signed, askExtension]);
    expect(() => life.do(grant, life.now, by)).toThrowError(/granted|grants/);
    when(grant).happens({ type: 'cases/extension-decided', data: { granted: true } });
    expect(due(life)).toEqual({ ok: true, at: monday9 + 15 * hour });
    when(grant).refuses('cases/no-extension');
  });

  test('is not granted, and nothing has changed', () => {
    const { life } = given([...signed, askExtension, { type: 'decideExtension', granted: false }]);
    expect(due(life)).toEqual({ ok: true, at: monday9 + 10 * hour });
  });

  test('comes too late for a limit that has run out', () => {
    const { life } = given([...signed, askExtension]);
    life.do(grant, monday9 + 11 * hour);
    expect(due(life)).toEqual({ ok: true, at: monday9 + 10 * hour });
  });

  test('one at a time, of a clock that runs, by a budget', () => {
    given([...signed, askExtension])
      .when(askExtension)
      .refuses('cases/extension-under-way');
    given([report, file]).when(askExtension).refuses('cases/clock-not-running');
    given(signed)
      .when({ ...askExtension, clock: 'stage', stage: 'moon' } as Step)
      .refuses('cases/unknown-stage');
    given(signed)
      .when({ ...askExtension, add: { value: 0, unit: 'hour' } } as Step)
      .refuses('cases/invalid-budget');
  });

  test('not after the closure', () => {
    const closed: readonly Step[] = [
      ...signed,
      done,
      { type: 'check', outcome: 'pass' },
      {
        type: 'callBack',
        report: known(given([report]).life.state).id,
        answer: { reached: true, solved: true, satisfied: true },
      },
      { type: 'close' },
    ];
    given(closed).when(askExtension).refuses('cases/not-open');
  });
});
